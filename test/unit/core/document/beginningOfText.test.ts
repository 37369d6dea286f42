import { expect, test } from 'vitest';
import { beginningOfText, type Content, textOf } from '../../../../core/document/record.ts';

test('the beginning of a text is what the whole text begins with', () => {
  const paragraph = (text: string): Content['paragraphs'][number] => ({ role: 'text', text });
  for (const standfirst of [undefined, 'The ferry waits.'])
    for (const texts of [[], ['One.', 'Two.', 'Three.'], ['A long paragraph.']]) {
      const document = {
        title: 'Storm',
        ...(standfirst !== undefined && { standfirst }),
        paragraphs: texts.map(paragraph),
      };
      for (let length = 0; length < 50; length++)
        expect(beginningOfText(document, length)).toBe(textOf(document).slice(0, length));
    }
});
