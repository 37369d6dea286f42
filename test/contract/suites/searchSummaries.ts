/** The contract of the summaries of days: `Search.summarizeDays`, `dayWords` and `dayStories`. */
import { describe, expect, it } from 'vitest';
import { fewDocuments } from '../../../core/search/daySummary.ts';
import { MemorySearch } from '../../../runtime/memory/search.ts';
import { compactAll, opened, row, type SearchFixture, tombstone } from './searchRows.ts';

const all = { from: '2020-01-01', to: '2030-12-31' };
const later = () => ({ until: Date.now() + 3_600_000 });

/** Reports of events, three of each. */
const reports = (day: string, count: number, token = 1) =>
  Array.from({ length: count }, (_, i) =>
    row(`${day}-${String(i).padStart(3, '0')}`, {
      token,
      title: `Report${i} on event${Math.floor(i / 3)} in harbour${i % 7}`,
      entities: [`event/e${Math.floor(i / 3)}`],
      bands: [`0-${i}`],
      source: ['Wire', 'Post', 'Blatt'][i % 3] ?? '',
      published: day,
    }),
  );

export function summariesContract(open: () => Promise<SearchFixture>): void {
  describe('summaries of days', () => {
    const search = opened(open);
    const withoutTime = async () => {
      const plain = ({ made: _, ...rest }: { made: number }) => rest;
      const [words, stories] = [await search().dayWords(all), await search().dayStories(all, 20)];
      return { words: words.map(plain), stories: stories.map(plain) };
    };
    const known = new MemorySearch();
    const merge = async (rows: ReturnType<typeof reports>) => {
      await known.merge(rows);
      await search().merge(rows);
      await search().summarizeDays(later());
      const [words, stories] = [await known.dayWords(all), await known.dayStories(all, 20)];
      const expected = [words, stories].map((list) => list.map(({ made: _, ...rest }) => rest));
      const found = await withoutTime();
      expect(found.words).toEqual(expected[0]);
      expect(found.stories).toEqual(expected[1]);
      return found.stories;
    };

    it('are made of days with many documents, and made anew when their rows change', async () => {
      const [few, many] = ['2021-05-30', '2021-06-01'];
      expect(await merge(reports(few, fewDocuments))).toEqual([]);
      const [first] = await merge(reports(many, fewDocuments + 2));
      expect(first).toMatchObject({ day: many, documents: fewDocuments + 2, more: 14 });
      expect(await merge(reports('2021-07-01', fewDocuments + 1))).toHaveLength(2);
      await compactAll(search());
      // Another title, one more document, and one less.
      const [changed = row('')] = reports(many, 1, 2);
      await merge([{ ...changed, title: 'Something else', text: 'Something else' }]);
      await merge([row('another', { published: few, title: 'Another' })]);
      expect(await merge([tombstone(`${few}-000`, 2, few)])).toHaveLength(2);
      expect(await merge([tombstone('another', 2, few), tombstone(`${many}-001`, 2, many)])).toHaveLength(2);
      expect(
        (await search().dayStories({ from: '2021-06-02', to: '2021-07-01' }, 1)).map(({ day }) => day),
      ).toEqual(['2021-07-01']);
    });

    it('are not made again without a change, nor after the time', async () => {
      const begin = await search().summarizeDays(later());
      expect(begin.complete).toBe(true);
      expect(await search().summarizeDays(later())).toEqual({ made: 0, complete: true });
      await search().merge(reports('2021-08-01', fewDocuments + 1));
      await search().summarizeDays({ until: 0 });
      await search().summarizeDays(later());
      expect(await search().dayWords({ from: '2021-08-01', to: '2021-08-01' })).toHaveLength(1);
    });

    it('are made again after a purge', async () => {
      await search().purge();
      await search().summarizeDays(later());
      expect((await search().dayWords(all)).length).toBeGreaterThan(0);
    });
  });
}
