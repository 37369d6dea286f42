/** The contract of `Search.nearDuplicates`. */
import { describe, expect, it } from 'vitest';
import { compactAll, opened, row, type SearchFixture, tombstone } from './searchRows.ts';

export function nearContract(open: () => Promise<SearchFixture>): void {
  describe('rows that share bands', () => {
    const search = opened(open);

    it('are found, those that share most first, indexed or not', async () => {
      expect(await search().nearDuplicates(['0-a'], 10)).toEqual({ hits: [], more: false });
      await search().merge([
        row('one', { bands: ['0-a', '1-b', '2-c'] }),
        row('two', { bands: ['0-a', '1-x', '2-c'], token: 7 }),
        row('other', { bands: ['0-z', '1-z', '2-z'] }),
        row('none'),
      ]);
      await compactAll(search());
      await search().merge([
        row('late', { bands: ['0-q', '1-b', "2-it's"] }),
        row('gone', { bands: ['0-a'] }),
      ]);
      await search().merge([tombstone('gone', 2)]);
      const hits = [
        { id: 'one', token: 1, shared: 3 },
        { id: 'two', token: 7, shared: 2 },
        { id: 'late', token: 1, shared: 1 },
      ];
      expect(await search().nearDuplicates(['0-a', '1-b', '2-c'], 10)).toEqual({ hits, more: false });
      expect(await search().nearDuplicates(['0-a', '1-b', '2-c'], 2)).toEqual({
        hits: hits.slice(0, 2),
        more: true,
      });
      expect(await search().nearDuplicates(["2-it's", "') OR true --"], 10)).toEqual({
        hits: [{ id: 'late', token: 1, shared: 1 }],
        more: false,
      });
      expect(await search().nearDuplicates([], 10)).toEqual({ hits: [], more: false });
    });
  });
}
