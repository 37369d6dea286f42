/**
 * The contract of `Search` for rows of several months: whatever an adapter does with months, callers see one
 * table.
 */
import { describe, expect, it } from 'vitest';
import { asked, compactAll, ids, openedFixture, row, type SearchFixture, tombstone } from './searchRows.ts';

export function monthsContract(open: () => Promise<SearchFixture>): void {
  describe('rows of several months', () => {
    const fixture = openedFixture(open);
    const search = () => fixture().search;

    it('are found once, where they are now, also while an older merge is late', async () => {
      const at = (published: string, token: number, earlier: string[] = []) =>
        row('mover', { token, title: 'wanderer', published, ...(earlier.length > 0 && { earlier }) });
      await search().merge([
        at('2021-05-03', 1),
        row('stays', { title: 'wanderer', published: '2021-05-03' }),
      ]);
      await search().merge([at('2020-01-01', 2, ['2021-05-03'])]);
      expect(await ids(search(), { words: 'wanderer' })).toEqual(['mover', 'stays']);
      expect(await ids(search(), { words: 'wanderer', from: '2021-01-01' })).toEqual(['stays']);
      await search().merge([at('2021-05-03', 1)]); // as late as can be
      expect(await ids(search(), {})).toEqual(['mover', 'stays']);
      await search().merge([at('', 3, ['2021-05-03', '2020-01-01'])]);
      expect(await ids(search(), { from: '2000-01-01' })).toEqual(['stays']);
      expect(await ids(search(), { words: 'wanderer' })).toEqual(['mover', 'stays']);
      await search().merge([tombstone('mover', 4, '2021-05-03', '2020-01-01', 'undated')]);
      expect(await ids(search(), {})).toEqual(['stays']);
      await search().merge([at('2020-01-01', 2, ['2021-05-03'])]);
      expect(await ids(search(), {})).toEqual(['stays']);
    });

    it('are known by their token, in a month or wherever they are', async () => {
      await search().merge([row('known', { token: 5, published: '2019-07-01', text: 'known' })]);
      await search().merge([
        row('known', { token: 6, published: '2018-07-01', text: 'known', earlier: ['2019-07-01'] }),
      ]);
      for (const days of [['2018-07-01'], ['2019-07-01', '2018-07-01'], undefined])
        expect(await search().tokensOf([{ id: 'known', ...(days && { days }) }])).toEqual(
          new Map([['known', 6]]),
        );
      const [found, ...others] = await search().rows([{ id: 'known' }]);
      expect([found?.gone, found?.published, others]).toEqual([false, '2018-07-01', []]);
    });

    it('are all listed, slice by slice, tombstones included', async () => {
      const listed: string[] = [];
      let after: string | undefined;
      do {
        const { rows, next } = await search().scan(after);
        listed.push(...rows.filter(({ gone }) => !gone).map(({ id, day }) => `${id} ${day}`));
        after = next;
      } while (after !== undefined);
      expect(listed.sort()).toEqual(['known 2018-07-01', 'stays 2021-05-03']);
    });

    it('have pages that cover all, newest first, across months', async () => {
      const days = Array.from({ length: 30 }, (_, i) => new Date(Date.UTC(2015, i, 1 + (i % 3))));
      const rows = days.map((day, i) =>
        row(`month ${i}`, {
          text: 'calendar',
          published: day.toISOString().slice(0, 10),
          source: 'Calendar',
        }),
      );
      await search().merge(rows);
      await compactAll(search());
      const expected = rows.map(({ id }) => id).toReversed();
      for (const query of [{ source: 'Calendar' }, { words: 'calendar', order: 'newest' as const }]) {
        const seen: string[] = [];
        for (let offset = 0; offset < 35; offset += 7) {
          const { hits, total } = await search().query(asked({ ...query, limit: 7, offset }));
          expect(total).toBe(30);
          seen.push(...hits.map(({ id }) => id));
        }
        expect(seen).toEqual(expected);
      }
      const { rows: newest, more } = await search().publishedBetween(
        { from: '2015-03-01', to: '2016-12-31', entities: [] },
        12,
      );
      expect([newest.map(({ published }) => published.slice(0, 7))[11], more]).toEqual(['2016-01', true]);
      expect((await search().census()).documents).toBe(32);
    });
  });
}
