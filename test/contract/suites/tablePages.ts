/** The contract of a `Table` whose pages hold an item or two, so that every loop over pages turns. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item, Query, Table } from '../../../core/ports/table.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import { pages, partition } from './partition.ts';
import type { TableFixture } from './table.ts';

/** @param open returns an empty table whose scans have so many items per page, and its queries at most */
export function smallPagesContract(name: string, open: (pageItems: number) => Promise<TableFixture>): void {
  describe.each([1, 2])(`${name} with %i items per page`, (limit) => {
    let fixture: TableFixture;
    let table: Table;
    const pk = partition();
    const items: Item[] = Array.from({ length: 7 }, (_, i) => ({ pk, sk: `s${i}`, n: i }));
    beforeAll(async () => {
      fixture = await open(limit);
      table = fixture.table;
      for (const { sk, n = 0 } of items)
        await table.put({ pk, sk, n, listPk: `LIST ${pk}`, listSk: `day ${n === 3 ? 2 : n}` });
    });
    afterAll(() => fixture?.close());
    const numbers = async (query: Omit<Query, 'pk' | 'limit'>) =>
      (await pages(table, { pk, limit, ...query })).map(({ n }) => n);

    it('returns each item of a partition once', async () => {
      expect(await numbers({ consistent: true })).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(await numbers({ descending: true })).toEqual([6, 5, 4, 3, 2, 1, 0]);
      expect(await numbers({ from: 's2', to: 's4' })).toEqual([2, 3, 4]);
      expect(await numbers({ prefix: 's' })).toEqual([0, 1, 2, 3, 4, 5, 6]);
    });

    it('returns no page larger than the limit', async () => {
      let cursor: string | undefined;
      let count = 0;
      do {
        const page = await table.query({ pk, limit, ...(cursor !== undefined && { cursor }) });
        expect(page.items.length).toBeLessThanOrEqual(limit);
        cursor = page.next;
        count++;
      } while (cursor !== undefined);
      expect(count).toBeGreaterThanOrEqual(Math.ceil(items.length / limit));
    });

    it('returns each item of an index once, also those with equal sort keys', async () => {
      const list = { index: 'list', pk: `LIST ${pk}`, limit } as const;
      const found = async (query: Query) => pages(table, query);
      await expect.poll(() => found(list), { interval: 20 }).toHaveLength(7);
      for (const descending of [false, true]) {
        const listed = await found({ ...list, descending });
        const days = listed.map(({ listSk }) => String(listSk));
        expect(days).toEqual(descending ? days.toSorted().toReversed() : days.toSorted());
        // Items with equal sort keys come in any order.
        expect(listed.map(({ sk }) => sk).sort()).toEqual(items.map(({ sk }) => sk));
      }
    });

    it('returns each item of a scan once, over as many pages as that takes', async () => {
      let count = 0;
      for (let cursor: string | undefined, more = true; more; count++) {
        const page = await table.scan(cursor);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        cursor = page.next;
        more = cursor !== undefined;
      }
      expect(count).toBeGreaterThanOrEqual(Math.ceil(items.length / limit));
    });

    it('returns each item of a scan and of a batch once', async () => {
      const scanned = await Array.fromAsync(paginate((cursor) => table.scan(cursor)));
      expect(
        scanned
          .filter((item) => item.pk === pk)
          .map(({ n }) => n)
          .sort(),
      ).toEqual([0, 1, 2, 3, 4, 5, 6]);
      const keys = items.map(({ sk }) => ({ pk, sk }));
      const batch = await table.batchGet([...keys, { pk, sk: 'none' }]);
      expect(batch.map((item) => item?.n)).toEqual([0, 1, 2, 3, 4, 5, 6, undefined]);
    });
  });
}
