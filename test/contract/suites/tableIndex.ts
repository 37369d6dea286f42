/**
 * The contract of a table's two indexes. They may lag behind the table, so the examples poll for the expected
 * items.
 */
import { describe, expect, it } from 'vitest';
import type { IndexName, Item, Table } from '../../../core/ports/table.ts';
import { paginate, queryAll } from '../../../core/protocol/paginate.ts';
import { indexKeys } from '../../../core/records/indexes.ts';
import { byBytes } from './order.ts';
import { pages, partition } from './partition.ts';

export function tableIndexContract(table: () => Table): void {
  describe.each(Object.keys(indexKeys) as IndexName[])('index %s', (index) => {
    const [indexPk, indexSk] = indexKeys[index];
    const other = index === 'list' ? indexKeys.source : indexKeys.list;
    const placed = (item: Item, pk: string, sk: string): Item => ({ ...item, [indexPk]: pk, [indexSk]: sk });
    const found = async (query: Omit<Parameters<typeof queryAll>[1], 'index'>) =>
      queryAll(table(), { index, ...query });
    const eventually = (read: () => Promise<unknown>) => expect.poll(read, { interval: 20 });

    it('returns the items that have its attributes, keys only, in order', async () => {
      const [pk, list] = [partition(), partition()];
      const sks = [
        '2021-05-03#b',
        '2021-05-03#a',
        '2020-01-01#\u{1F600}',
        '2020-01-01#\uFF5E',
        '0000-00-00#x',
      ];
      for (const [i, sk] of sks.entries())
        await table().put({ ...placed({ pk, sk: String(i) }, list, sk), title: 'not in the index' });
      await table().put({ pk, sk: 'without', title: 'no index attributes' });
      await table().put({ pk, sk: 'half', [indexPk]: list });
      const expected = sks.map((sk, i) => ({ pk, sk: String(i), [indexPk]: list, [indexSk]: sk }));
      expected.sort((a, b) => byBytes(String(a[indexSk]), String(b[indexSk])));
      await eventually(() => found({ pk: list })).toEqual(expected);
      await eventually(() => found({ pk: list, descending: true })).toEqual(expected.toReversed());
      await eventually(() => found({ pk: list, prefix: '2021-05-03' })).toEqual(
        expected.filter((each) => String(each[indexSk]).startsWith('2021')),
      );
      await eventually(() => found({ pk: list, from: '2020-01-01', to: '2020-01-01\u{10FFFF}' })).toEqual(
        expected.filter((each) => String(each[indexSk]).startsWith('2020')),
      );
    });

    it('drops an item when its attributes are removed or replaced, or it is deleted', async () => {
      const [pk, list, elsewhere] = [partition(), partition(), partition()];
      const keys = ['removed', 'replaced', 'moved', 'resorted', 'deleted', 'stays'].map((sk) => ({ pk, sk }));
      for (const key of keys) await table().put(placed(key, list, key.sk));
      await eventually(async () => (await found({ pk: list })).length).toBe(6);
      await table().update({ pk, sk: 'removed' }, { [indexSk]: undefined });
      await table().put({ pk, sk: 'replaced', token: 1 });
      await table().update({ pk, sk: 'moved' }, { [indexPk]: elsewhere });
      await table().update({ pk, sk: 'resorted' }, { [indexSk]: 'zzz' });
      await table().delete({ pk, sk: 'deleted' });
      await eventually(async () => (await found({ pk: list })).map((item) => item.sk)).toEqual([
        'stays',
        'resorted',
      ]);
      await eventually(async () => (await found({ pk: elsewhere })).map((item) => item.sk)).toEqual([
        'moved',
      ]);
    });

    it('adds an item when an update sets the attributes', async () => {
      const [pk, list] = [partition(), partition()];
      await table().put({ pk, sk: 'a', other: 1 });
      await table().update({ pk, sk: 'a' }, { [indexPk]: list, [indexSk]: 'now' });
      await eventually(() => found({ pk: list })).toEqual([
        { pk, sk: 'a', [indexPk]: list, [indexSk]: 'now' },
      ]);
    });

    it('is independent of the other index', async () => {
      const [pk, list, also] = [partition(), partition(), partition()];
      await table().put({ ...placed({ pk, sk: 'a' }, list, 'x'), [other[0]]: also, [other[1]]: 'y' });
      await eventually(() => found({ pk: list })).toEqual([{ pk, sk: 'a', [indexPk]: list, [indexSk]: 'x' }]);
      expect(await found({ pk: also })).toEqual([]);
    });

    it('pages through equal sort keys without losing or repeating one', async () => {
      const [pk, list] = [partition(), partition()];
      for (let i = 0; i < 23; i++)
        await table().put(
          placed({ pk: `${pk}#${i % 3}`, sk: `s${i}` }, list, i % 2 === 0 ? 'same' : 'other'),
        );
      await eventually(async () => (await found({ pk: list })).length).toBe(23);
      for (const descending of [false, true]) {
        const got = await pages(table(), { index, pk: list, limit: 4, descending });
        expect(got.map((item) => item.sk).sort()).toEqual(
          Array.from({ length: 23 }, (_, i) => `s${i}`).sort(),
        );
        const order = got.map((item) => String(item[indexSk]));
        expect(order).toEqual(descending ? order.toSorted(byBytes).toReversed() : order.toSorted(byBytes));
      }
    });

    it('continues from a cursor despite concurrent writes', async () => {
      const [pk, list] = [partition(), partition()];
      for (const sk of ['b', 'd', 'f']) await table().put(placed({ pk, sk }, list, sk));
      await eventually(async () => (await found({ pk: list })).length).toBe(3);
      const first = await table().query({ index, pk: list, limit: 1 });
      await table().put(placed({ pk, sk: 'a' }, list, 'a'));
      await table().put(placed({ pk, sk: 'c' }, list, 'c'));
      await table().delete({ pk, sk: 'b' });
      await eventually(async () => (await found({ pk: list })).map((item) => item.sk)).toEqual([
        'a',
        'c',
        'd',
        'f',
      ]);
      const rest = await Array.fromAsync(
        paginate((cursor) =>
          table().query({ index, pk: list, limit: 1, cursor: cursor ?? first.next ?? 'none' }),
        ),
      );
      expect(rest.map((item) => item.sk)).toEqual(['c', 'd', 'f']);
    });
  });
}
