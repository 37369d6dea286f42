/** Annotating takes time in proportion to the text, whatever the text is. */
import { expect, test } from 'vitest';
import { annotate } from '../../../../core/entities/annotate.ts';
import { emptyAuthority } from '../../../../core/entities/authority/authority.ts';
import { growth, maxGrowth } from '../../../cpuTime.ts';
import { story, tagger } from '../../../unit/core/entities/annotatedStory.ts';

/** Texts of a size at which a step that compares all with all would take most of the time. */
const hostile: [string, (size: number) => string, number][] = [
  ['capitalised words in a row', (size) => 'Foo '.repeat(size), 20_000],
  ['one word', (size) => 'X'.repeat(size), 150_000],
  [
    'people with one surname',
    (size) =>
      Array.from(
        { length: size },
        (_, i) => `and Jo${i.toString(26).replace(/\d/g, 'q')} Smith said and Smith said`,
      ).join(' '),
    3_000,
  ],
  ['titles only', (size) => 'President '.repeat(size), 15_000],
  ['a chain of prepositions', (size) => 'Bank of '.repeat(size), 15_000],
  ['an endless acronym', (size) => 'U.'.repeat(size), 80_000],
  ['bodies in a row', (size) => 'Bank of Ruritania and '.repeat(size), 5_000],
  ['acronyms introduced', (size) => 'Bank of Ruritania (BOR) '.repeat(size), 5_000],
];

test.each(hostile)('takes linear time: %s', async (_, make, size) => {
  const annotateAt = (n: number) =>
    annotate(story([make(n)], { published: '2021-05-03' }), 'p', tagger, emptyAuthority);
  expect(await growth(size, annotateAt)).toBeLessThan(maxGrowth);
});
