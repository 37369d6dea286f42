import { describe, expect, test } from 'vitest';
import { blocksUnder } from '../../../../core/article/blocks.ts';
import { selectStory } from '../../../../core/article/selectStory.ts';
import { storyParagraphs } from '../../../../core/article/storyParagraphs.ts';
import { type HtmlPage, parseHtml } from '../../../../core/markup/htmlTree.ts';

const prose = 'The harbour of Kelmere stays closed until the wind drops, the council said.';

function blocksOf(texts: readonly string[]) {
  const { root } = parseHtml(texts.map((text) => `<p>${text}</p>`).join('')) as HtmlPage;
  return blocksUnder(root, () => false);
}

describe('the paragraphs of a story', () => {
  test('a text that says whose picture it describes is a caption', () => {
    const captions = [
      'FILE - The harbour of Kelmere at low tide, Oct. 14, 2023.',
      'The harbour of Kelmere at low tide. (AP Photo/Ann Example, File)',
      'The harbour of Kelmere at low tide (Foto: Ann Example)',
      'The harbour of Kelmere at low tide. (Ann Example/Kelmere Courier via AP)',
      'The harbour of Kelmere at low tide. | © Ann Example/Coast Pictures',
      'Ebbe im Hafen. Bild: Ann Example',
    ];
    const texts = [
      'The council published one picture: the harbour',
      'She had filed - late - a complaint about the picture (see above)',
      'The council asked who owns the picture: "Nobody knows," it said.',
    ];
    const roles = storyParagraphs(blocksOf([...captions, ...texts]), []).map(({ role }) => role);
    expect(roles).toEqual([...captions.map(() => 'caption'), ...texts.map(() => 'text')]);
  });

  test('a last line that announces something else is left out', () => {
    const announced = ['You may like these:', 'Lesen Sie auch diese Artikel:', 'Other stories：'];
    const paragraphs = storyParagraphs(blocksOf([prose, 'The council named:', prose, ...announced]), []);
    expect(paragraphs.map(({ text }) => text)).toEqual([prose, 'The council named:', prose]);
  });

  test('a long text that the page repeats is in the story once, a short one each time', () => {
    const notice = `External content is not available here. ${prose}`;
    const texts = [prose, notice, 'No wind.', prose, notice, 'No wind.', notice];
    const { blocks } = selectStory(
      blocksOf(texts),
      texts.map(() => 0.9),
    );
    expect(blocks.map(({ text }) => text)).toEqual([prose, notice, 'No wind.', prose, 'No wind.']);
  });
});
