/** The contract of a table's queries, their order and pages, and of the scan. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, Key, Table } from '../../../core/ports/table.ts';
import { paginate, queryAll } from '../../../core/protocol/paginate.ts';
import { pieces } from '../../pieces.ts';
import { byBytes, scalars } from './order.ts';
import { pages, partition, type TableQuirk } from './partition.ts';

export function queriesContract(table: () => Table, has: (quirk: TableQuirk) => boolean): void {
  describe('query', () => {
    it('sorts by the UTF-8 bytes of sk, which is not the order of UTF-16', async () => {
      const pk = partition();
      const sks = pieces('\u{1F600}¦\uFF5E¦z¦é¦Z¦a¦\uE000¦\u{10FFFF}¦ab¦a#¦0000-00-00¦~');
      for (const sk of sks) await table().put({ pk, sk });
      const sorted = [...sks].sort(byBytes);
      expect((await queryAll(table(), { pk })).map((item) => item.sk)).toEqual(sorted);
      expect((await queryAll(table(), { pk, descending: true })).map((item) => item.sk)).toEqual(
        sorted.toReversed(),
      );
    });

    it('is empty for an unknown partition', async () => {
      expect(await table().query({ pk: partition() })).toEqual({ items: [] });
    });

    it('returns only items of its partition', async () => {
      const pk = partition();
      await table().put({ pk, sk: 'a' });
      await table().put({ pk: `${pk}0`, sk: 'a' });
      await table().put({ pk: pk.toLowerCase(), sk: 'a' });
      expect(await queryAll(table(), { pk })).toEqual([{ pk, sk: 'a' }]);
    });

    it('treats prefixes literally', async () => {
      const pk = partition();
      for (const sk of pieces('%¦%a¦_¦a¦a%¦a*¦a?¦A¦a\u{10FFFF}¦b¦\u{10FFFF}¦\u{10FFFF}x'))
        await table().put({ pk, sk });
      const found = async (prefix: string) =>
        (await queryAll(table(), { pk, prefix })).map((item) => item.sk);
      expect(await found('%')).toEqual(['%', '%a']);
      expect(await found('_')).toEqual(['_']);
      expect(await found('a')).toEqual(['a', 'a%', 'a*', 'a?', 'a\u{10FFFF}']);
      expect(await found('\u{10FFFF}')).toEqual(['\u{10FFFF}', '\u{10FFFF}x']);
      expect(await found('nothing')).toEqual([]);
    });

    it('finds what is between two keys, from one on, and up to one', async () => {
      const pk = partition();
      for (const sk of ['a', 'b', 'c']) await table().put({ pk, sk });
      const found = async (range: { from?: string; to?: string }) =>
        (await queryAll(table(), { pk, ...range })).map(({ sk }) => sk);
      expect(await found({ from: 'a', to: 'b' })).toEqual(['a', 'b']);
      expect(await found({ from: 'b', to: 'b' })).toEqual(['b']);
      expect(await found({ from: 'b' })).toEqual(['b', 'c']);
      expect(await found({ to: 'b' })).toEqual(['a', 'b']);
    });

    it('finds nothing between two keys in the wrong order', async () => {
      const pk = partition();
      await table().put({ pk, sk: 'b' });
      expect(await table().query({ pk, from: 'c', to: 'a' })).toEqual({ items: [] });
    });

    it('returns pages within the limit, and continues from a cursor despite concurrent writes', async () => {
      const pk = partition();
      for (const sk of ['b', 'd', 'f', 'h', 'j']) await table().put({ pk, sk });
      const first = await table().query({ pk, limit: 2, consistent: true });
      expect(first.items.map((item) => item.sk)).toEqual(['b', 'd']);
      await table().put({ pk, sk: 'a' }); // behind the cursor: not seen
      await table().put({ pk, sk: 'g' }); // ahead of it: seen
      await table().delete({ pk, sk: 'd' }); // the cursor's own item
      await table().delete({ pk, sk: 'f' });
      const rest = await pages(table(), { pk, limit: 1, consistent: true, cursor: first.next ?? 'none' });
      expect(rest.map((item) => item.sk)).toEqual(['g', 'h', 'j']);
    });

    it('returns what filtering and sorting an array returns, for any query', async () => {
      const characters = fc.oneof(fc.constantFrom('a', 'b', '#', '\uFF5E', '\u{1F600}'), scalars);
      // Without these, the order of UTF-16 is that of UTF-8.
      const agreed = characters.filter((character) => !/[\uE000-\uFFFF]/u.test(character));
      const sk = fc.string({
        unit: has('compares cursors by UTF-16') ? agreed : characters,
        minLength: 1,
        maxLength: 4,
      });
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(sk, { minLength: 1, maxLength: 12 }),
          fc.record(
            {
              prefix: sk,
              from: sk,
              to: sk,
              descending: fc.boolean(),
              limit: fc.integer({ min: 1, max: 5 }),
              consistent: fc.boolean(),
            },
            { requiredKeys: [] },
          ),
          fc.boolean(),
          async (sks, asked, byPrefix) => {
            const pk = partition();
            await Promise.all(sks.map((each) => table().put({ pk, sk: each, is: each })));
            const { prefix, from, to, ...rest } = asked;
            const range = byPrefix
              ? prefix === undefined
                ? {}
                : { prefix }
              : { ...(from && { from }), ...(to && { to }) };
            const expected = sks
              .filter((each) => !('prefix' in range) || each.startsWith(range.prefix ?? ''))
              .filter((each) => !('from' in range) || byBytes(each, range.from ?? '') >= 0)
              .filter((each) => !('to' in range) || byBytes(each, range.to ?? '') <= 0)
              .sort(byBytes);
            if (rest.descending === true) expected.reverse();
            const got = await pages(table(), { pk, ...range, ...rest });
            expect(got).toEqual(expected.map((each) => ({ pk, sk: each, is: each })));
          },
        ),
        { numRuns: 60 },
      );
    });

    it('returns all of a partition that is larger than a page', async () => {
      const pk = partition();
      const text = 'x'.repeat(300_000);
      for (let i = 0; i < 6; i++) await table().put({ pk, sk: String(i), text });
      expect((await queryAll(table(), { pk })).map((item) => item.sk)).toEqual([
        '0',
        '1',
        '2',
        '3',
        '4',
        '5',
      ]);
    });

    it('refuses an invalid cursor, and never leaves its partition', async () => {
      const [pk, other] = [partition(), partition()];
      for (const sk of ['a', 'b', 'c']) {
        await table().put({ pk, sk });
        await table().put({ pk: other, sk });
      }
      for (const cursor of ['rubbish', '', '{}', 'bnVsbA', "' OR 1=1 --"])
        await expect(table().query({ pk, cursor })).rejects.toThrow();
      const { next } = await table().query({ pk: other, limit: 1 });
      const strayed = await table()
        .query({ pk, cursor: next ?? 'none' })
        .catch(() => ({ items: [] as Item[] }));
      expect(strayed.items.every((item) => item.pk === pk)).toBe(true);
    });
  });

  describe('scan', () => {
    it('sees every item once', async () => {
      const pk = partition();
      const mine = Array.from({ length: 300 }, (_, i) => ({ pk: `${pk}#${i % 7}`, sk: `sk ${i}`, i }));
      await Promise.all(mine.map((item) => table().put(item)));
      const seen = (await Array.fromAsync(paginate((cursor) => table().scan(cursor)))).filter((item) =>
        item.pk.startsWith(`${pk}#`),
      );
      expect(seen.sort((a, b) => Number(a.i) - Number(b.i))).toEqual(mine);
    });

    it('goes on after a key, whether or not it exists, and skips nothing else', async () => {
      const pk = partition();
      const mine = Array.from({ length: 30 }, (_, i) => ({ pk: `${pk}#${i % 3}`, sk: `sk ${10 + i}` }));
      await Promise.all(mine.map((item) => table().put(item)));
      const all = (await Array.fromAsync(paginate((cursor) => table().scan(cursor)))).map(textOf);
      const goOn = async (key: Key) =>
        (await Array.fromAsync(paginate((cursor) => table().scan(cursor ?? key)))).map(textOf);
      const at = all.findIndex((text) => text.startsWith(`${pk}#`)) + 3;
      const [pkAt = '', skAt = ''] = all[at]?.split(' at ') ?? [];
      expect(await goOn({ pk: pkAt, sk: skAt })).toEqual(all.slice(at + 1));
      expect(await goOn({ pk: pkAt, sk: `${skAt}+` })).toEqual(all.slice(at + 1));
      const end = all.findLastIndex((text) => text.startsWith(`${pkAt} at `));
      expect(await goOn({ pk: pkAt, sk: '\u{10ffff}' })).toEqual(all.slice(end + 1));
    });
  });
}

const textOf = ({ pk, sk }: Key): string => `${pk} at ${sk}`;
