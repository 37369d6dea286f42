import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { completeNames } from '../../../../../core/entities/authority/wholeNames.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

/** What is left of the names marked in the text as `[Sheffield]`, all of which are places. */
function completed(marked: string, more: Partial<Mention> = {}): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  let from = 0;
  const mentions = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ 1: surface = '' }): Mention => {
    const start = text.indexOf(surface, from);
    from = start + surface.length;
    return {
      ...{ start, end: from, surface, type: 'place', entity: `place/${surface}`, name: surface },
      ...{ confidence: 0.6, link: { reason: 'same name' }, extractor: 'test', ...more },
    };
  });
  return completeNames(text, mentions, authority).map(({ start, end, entity }) => {
    return `${text.slice(start, end)}: ${entity}`;
  });
}

describe('an organisation of the authority of which the tagger has one end', () => {
  it.each([
    [
      'a day of the week',
      'A match of [Sheffield] [Wednesday] there.',
      'Sheffield Wednesday',
      'sheffield-wednesday',
    ],
    [
      'words that are no name',
      'They beat [Preston] North End there.',
      'Preston North End',
      'preston-north-end',
    ],
    ['a people', '[London] [Irish] lost.', 'London Irish', 'london-irish'],
    ['its beginning', "O'Leary and [Aston] [Villa]'s players met.", 'Aston Villa', 'aston-villa'],
    ['its beginning, which is no name', 'They beat Aston [Villa] there.', 'Aston Villa', 'aston-villa'],
  ])('is the whole name, with %s', (_, text, whole, slug) => {
    expect(completed(text)).toEqual([`${whole}: organization/${slug}`]);
  });

  it.each([
    ['the authority does not have it', 'They beat [Orsk] Wednesday there.'],
    ['only "and" follows', 'They beat [Sheffield] and Orsk.'],
    ['a sign is between', 'They met in [Sheffield], Wednesday morning.'],
    ['the next word has no capital', 'They met in [Sheffield] wednesday.'],
    ['a letter belongs to a word before it', 'They beat xAston [Villa] there.'],
  ])('but not if %s', (_, text) => {
    const name = /\[(.+)\]/.exec(text)?.[1];
    expect(completed(text)).toEqual([`${name}: place/${name}`]);
  });

  it('is not looked for at persons, nor at what stands for another name', () => {
    const text = 'They beat [Sheffield] Wednesday there.';
    for (const more of [{ type: 'person' as const }, { link: { reason: 'short form', of: 'Sheffield FC' } }])
      expect(completed(text, more)).toEqual(['Sheffield: place/Sheffield']);
  });

  it('leaves a name alone that ends within a longer one', () => {
    expect(completed('[Sheffield] [Wednesday Times] wrote.')).toEqual([
      'Sheffield: place/Sheffield',
      'Wednesday Times: place/Wednesday Times',
    ]);
  });
});
