/** Few documents are grouped as they are; of days with many, the stories of their summaries are joined. */
import { beforeEach, expect, it } from 'vitest';
import { findStories } from '../../../../../core/queries/summaries/stories.ts';
import { findWordTrends } from '../../../../../core/queries/summaries/trendWords.ts';
import { MemorySearch } from '../../../../../runtime/memory/search.ts';
import { row } from '../../../../contract/suites/searchRows.ts';

let search: MemorySearch;
const march = { from: '2026-03-01', to: '2026-03-31' };

const report = (id: string, published: string, title: string) =>
  row(id, { published, title, entities: [`place/${title.split(' ')[0]?.toLowerCase()}`], source: id });
/** Documents of no story, whose words no story has. */
const fill = (published: string, count: number) =>
  search.merge(
    Array.from({ length: count }, (_, i) =>
      row(`${published} ${i}`, { published, title: `Notice${i} of office${i}`, source: 'Notices' }),
    ),
  );
const found = async (range = march, entities: string[][] = []) => {
  const { stories, ...rest } = await findStories(search, range, entities);
  return { sources: stories.map(({ documents }) => documents.map(({ source }) => source).sort()), ...rest };
};

beforeEach(async () => {
  search = new MemorySearch();
  await search.merge([
    report('a', '2026-03-02', 'Harbour ferry bid surprises crews'),
    report('b', '2026-03-02', 'Harbour crews on ferry bid'),
    report('c', '2026-03-03', 'Harbour ferry bid: crews strike'),
    report('d', '2026-03-03', 'Harbour crews strike on ferry'),
    report('e', '2026-03-04', 'Harbour ferry bid and crews strike'),
  ]);
});

it('groups few documents as one, whatever their days', async () => {
  await fill('2026-03-02', 150);
  expect(await found()).toEqual({ sources: [['a', 'b', 'c', 'd', 'e']] });
});

it('joins the stories of days with many documents, and says when they were summarized', async () => {
  await fill('2026-03-02', 600);
  await fill('2026-03-03', 600);
  // A document that is alone on its day is in no story.
  expect(await found()).toEqual({ sources: [['a', 'b', 'c', 'd']], asOf: 0 });
  expect(await found({ from: '2026-03-03', to: '2026-03-04' })).toEqual({ sources: [['c', 'd', 'e']] });
  expect(await found(march, [['place/harbour']])).toEqual({ sources: [['a', 'b', 'c', 'd', 'e']] });
});

it('says when the newest day was summarized, since a day that is over seldom changes', async () => {
  await fill('2026-03-02', 600);
  await fill('2026-03-03', 600);
  const made = (day: string) => Date.parse(day) + 1;
  const [dayWords, dayStories] = [search.dayWords.bind(search), search.dayStories.bind(search)];
  search.dayWords = async (days) => (await dayWords(days)).map((each) => ({ ...each, made: made(each.day) }));
  search.dayStories = async (...days) =>
    (await dayStories(...days)).map((each) => ({ ...each, made: made(each.day) }));
  expect((await found()).asOf).toBe(made('2026-03-03'));
  expect((await findWordTrends(search, '2026-03-03', 2)).asOf).toBe(made('2026-03-03'));
  // The rows of this day are read.
  expect((await findWordTrends(search, '2026-03-04', 2)).asOf).toBeUndefined();
});

it('says which part of a long range it looks at', async () => {
  await fill('2026-03-02', 1_100);
  const wide = { from: '2025-01-01', to: march.to };
  expect((await found(wide)).partial).toBeUndefined();
  await search.merge([report('old', '2026-02-28', 'Old news')]);
  expect(await found(wide)).toMatchObject({
    sources: [['a', 'b', 'c', 'd']],
    partial: { read: 1_105, message: expect.stringContaining('last 31 days') },
  });
});

it('counts words in summaries and rows alike', async () => {
  await fill('2026-02-20', 50);
  await fill('2026-02-21', 150);
  await fill('2026-03-03', 120);
  await search.merge(Array.from({ length: 30 }, (_, i) => report(`x${i}`, '2026-02-20', 'Harbour quiet')));
  const { trends, asOf, gaveUpAfter } = await findWordTrends(search, '2026-03-03', 2);
  expect([asOf, gaveUpAfter]).toEqual([0, undefined]);
  // 122 documents that day, and 232 in the four weeks before; "harbour" is in 32 of these.
  expect(trends).toEqual([
    { name: 'strike', documents: 2, expected: 0, score: 2 },
    { name: 'crews', documents: 2, expected: 1.05, score: 0.66 },
    { name: 'ferry', documents: 2, expected: 1.05, score: 0.66 },
  ]);
});
