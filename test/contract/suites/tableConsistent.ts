/** The contract of consistent reads of a `Table`: each sees every earlier write. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Item, Table } from '../../../core/ports/table.ts';
import { paginate, queryAll } from '../../../core/protocol/paginate.ts';
import { partition } from './partition.ts';
import type { TableFixture } from './table.ts';

/** @param open returns an empty table whose other reads may be as old as its server allows */
export function consistentReadsContract(name: string, open: () => Promise<TableFixture>): void {
  describe(`${name} reads consistently`, () => {
    let fixture: TableFixture;
    let table: Table;
    beforeAll(async () => {
      fixture = await open();
      table = fixture.table;
    });
    afterAll(() => fixture?.close());
    const read = (key: { pk: string; sk: string }) => table.get(key, { consistent: true });

    it('an item that was put, updated and deleted', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table.put({ ...key, token: 1 });
      expect(await read(key)).toEqual({ ...key, token: 1 });
      await table.update(key, { token: 2 }, { attribute: 'token', equals: 1 });
      expect(await read(key)).toEqual({ ...key, token: 2 });
      await table.delete(key);
      expect(await read(key)).toBeUndefined();
    });

    it('a partition, also under a prefix and over its pages', async () => {
      const pk = partition();
      const found = async (prefix?: string) =>
        (await queryAll(table, { pk, consistent: true, ...(prefix !== undefined && { prefix }) })).map(
          ({ sk }) => sk,
        );
      for (const sk of ['a1', 'a2', 'b1']) await table.put({ pk, sk });
      expect(await found()).toEqual(['a1', 'a2', 'b1']);
      await table.delete({ pk, sk: 'a1' });
      await table.put({ pk, sk: 'a3' });
      expect(await found('a')).toEqual(['a2', 'a3']);
      const first = await table.query({ pk, consistent: true, limit: 1 });
      await table.put({ pk, sk: 'c1' });
      const rest = await Array.fromAsync(
        paginate((cursor = first.next ?? 'none') => table.query({ pk, consistent: true, cursor })),
      );
      expect(rest.map(({ sk }) => sk)).toEqual(['a3', 'b1', 'c1']);
    });

    it('all items in a scan', async () => {
      const pk = partition();
      const scanned = async () =>
        (await Array.fromAsync(paginate((cursor) => table.scan(cursor)))).filter((item) => item.pk === pk);
      const items: Item[] = ['a', 'b', 'c'].map((sk) => ({ pk, sk, token: 1 }));
      for (const item of items) await table.put(item);
      expect(await scanned()).toEqual(items);
      await table.update({ pk, sk: 'b' }, { token: 2 });
      expect((await scanned()).map(({ token }) => token)).toEqual([1, 2, 1]);
    });
  });
}
