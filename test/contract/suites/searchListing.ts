/** The contract of `SearchListing.list`: every row that a query finds, once, in the order of the places. */
import { describe, expect, it } from 'vitest';
import type { SearchRow } from '../../../core/ports/search.ts';
import type { SearchCondition } from '../../../core/ports/searchCondition.ts';
import type { SearchListing, SearchPlace } from '../../../core/ports/searchListing.ts';
import { asked, compactAll, openedFixture, row, type SearchFixture, tombstone } from './searchRows.ts';

const days = ['2023-12-31', '2024-01-01', '2024-01-05', '2024-01-31', '2022-07-01', ''];
/** Ids sort otherwise than the rows are written. */
const news: SearchRow[] = Array.from({ length: 60 }, (_, i) =>
  row(`${(i * 37) % 60}`.padStart(2, '0'), {
    title: i % 3 === 0 ? 'Storm' : 'Calm',
    text: i % 7 === 0 ? 'storm storm storm' : 'the storm is over, and much else is told here',
    source: i % 2 === 0 ? 'One' : 'Two',
    published: days[i % days.length] ?? '',
  }),
);

const questions: Record<string, SearchCondition> = {
  everything: { all: [] },
  'a word': { word: 'storm' },
  'a word in the title': { word: 'calm', title: true },
  'without a word': { not: { word: 'much' } },
  'a word of one source': { all: [{ word: 'storm' }, { source: 'One' }] },
  'a word or a source': { any: [{ word: 'calm' }, { source: 'Two' }] },
  'a source, or days': { any: [{ source: 'One' }, { from: '2024-01-05' }] },
  'what nobody has': { word: 'zebra' },
};

const inOrder = (a: SearchPlace, b: SearchPlace) =>
  a.published === b.published ? (a.id < b.id ? -1 : 1) : a.published > b.published ? -1 : 1;

interface ListingFixture extends SearchFixture {
  search: SearchFixture['search'] & SearchListing;
}

export function listingContract(name: string, open: () => Promise<ListingFixture>): void {
  describe(`list, ${name}`, { timeout: 60_000 }, () => {
    const fixture = openedFixture(open) as () => ListingFixture;

    it.each(Object.entries(questions))('has each row once, in order: %s', async (_, where) => {
      const { search } = fixture();
      if ((await search.parts()).length === 0) {
        await search.merge(news.slice(0, 40));
        await compactAll(search);
        await search.merge([...news.slice(40), tombstone('gone', 1)]);
      }
      const { hits } = await search.query(asked({ where, limit: 100 }));
      const found = news.filter(({ id }) => hits.some((hit) => hit.id === id)).sort(inOrder);
      for (const limit of [7, 30, 100]) {
        const listed: SearchPlace[] = [];
        for (let after: SearchPlace | undefined; ; after = listed.at(-1)) {
          const page = await search.list(where, { after, limit });
          listed.push(...page);
          if (page.length < limit) break;
        }
        expect(listed).toEqual(found.map(({ id, published, token }) => ({ id, published, token })));
      }
    });

    it('goes on after a place whose row is gone, in a version that was compacted', async () => {
      const { search } = fixture();
      const where = { word: 'storm' };
      const first = await search.list(where, { limit: 20 });
      const last = first.at(-1);
      const known = await search.list(where, { after: last, limit: 100 });
      await search.merge([tombstone(last?.id ?? '', 2, last?.published || 'undated')]);
      await search.merge([row('99', { text: 'storm', published: '2024-01-31' })]);
      await compactAll(search);
      expect(await search.list(where, { after: last, limit: 100 })).toEqual(known);
    });
  });
}
