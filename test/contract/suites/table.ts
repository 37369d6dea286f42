/** What every `Table` promises, whatever it is made of. An adapter's test calls `tableContract` and passes, or is no Table. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { every, type Item, type Key, type Query, queryAll, type Table, type Value } from '../../../core/ports.ts';
import { byBytes, scalars } from './order.ts';
import { tableIndexContract } from './tableIndex.ts';
import { tableLimitsContract } from './tableLimits.ts';

export type TableQuirk = 'counts characters, not bytes' | 'checks no index keys but their type' | 'compares cursors by UTF-16';

export interface TableFixture {
  table: Table;
  /** Where the server behind the adapter is known not to do as DynamoDB does; those examples leave it out. */
  quirks?: readonly TableQuirk[];
  close(): Promise<void>;
}

/** Registers the suite. `open` gives an empty table; it is called once, each example keeps to partitions of its own. */
export function tableContract(name: string, open: () => Promise<TableFixture>): void {
  describe(`${name} is a Table`, { timeout: 60_000 }, () => {
    let fixture: TableFixture;
    let table: Table;
    beforeAll(async () => {
      fixture = await open();
      table = fixture.table;
    }, 60_000);
    afterAll(() => fixture?.close());
    const has = (quirk: TableQuirk) => fixture.quirks?.includes(quirk) === true;

    itemsContract(() => table);
    conditionsContract(() => table);
    queriesContract(() => table, has);
    tableIndexContract(() => table);
    tableLimitsContract(() => table, has);
  });
}

let partitions = 0;
/** A partition that no other example touches. */
export const partition = (): string => `P#${++partitions}`;

/** All pages of a query, with the limit that it names. */
export async function pages(table: Table, query: Query): Promise<Item[]> {
  return Array.fromAsync(every((cursor) => table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) })));
}

function itemsContract(table: () => Table): void {
  describe('items', () => {
    it('come back as they were put', async () => {
      const item: Item = {
        pk: partition(),
        sk: 'META',
        name: 'a reserved word',
        'with.dot and #hash': 'o\'clock "quoted"',
        token: 7,
        half: -0.5,
        yes: true,
        no: false,
        nothing: null,
        empty: '',
        list: [1, 'two', [3], { four: 4 }, []],
        map: { d03: { token: 1, forms: { 'Антоній Блінкен': 2 } }, none: {} },
        expires: 4_102_444_800,
      };
      expect(await table().put(item)).toBe(true);
      expect(await table().get({ pk: item.pk, sk: item.sk })).toEqual(item);
      expect(await table().get({ pk: item.pk, sk: item.sk }, { consistent: true })).toEqual(item);
    });

    it('are undefined where there are none', async () => {
      expect(await table().get({ pk: partition(), sk: 'META' })).toBeUndefined();
    });

    it('are replaced whole by a put', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, a: 1, b: 2 });
      await table().put({ ...key, b: 3 });
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, b: 3 });
    });

    it('are one per key: neither case nor normal form nor trailing space makes two keys equal', async () => {
      const pk = partition();
      const sks = ['a', 'A', 'a ', 'é', 'e\u0301', "a'", 'a"', 'a%', 'a_', 'a;--'];
      for (const sk of sks) await table().put({ pk, sk, is: sk });
      for (const sk of sks) expect(await table().get({ pk, sk })).toEqual({ pk, sk, is: sk });
    });

    it('go when deleted, and deleting what is not there is no error', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, a: 1 });
      expect(await table().delete(key)).toBe(true);
      expect(await table().get(key, { consistent: true })).toBeUndefined();
      expect(await table().delete(key)).toBe(true);
    });

    it('survive a round trip of any JSON', async () => {
      const text = fc.string({ unit: 'grapheme', maxLength: 20 });
      const value = fc.jsonValue({ maxDepth: 2, stringUnit: 'grapheme' }).map(safe);
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(
            text.map((name) => `x${name}`),
            value,
            { maxKeys: 4, noNullPrototype: true },
          ),
          async (attributes) => {
            const key = { pk: partition(), sk: 'META' };
            await table().put({ ...key, ...(attributes as Record<string, string>) });
            expect(await table().get(key)).toEqual({ ...key, ...attributes });
          },
        ),
        { numRuns: 40 },
      );
    });
  });

  describe('update', () => {
    it('makes the item where there is none', async () => {
      const key = { pk: partition(), sk: 'META' };
      expect(await table().update(key, { token: 1, name: 'a', source: 'b' })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, token: 1, name: 'a', source: 'b' });
    });

    it('sets what it names, removes what it names as undefined, and leaves the rest', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, stays: [1, { a: null }], changes: 1, goes: true });
      expect(await table().update(key, { changes: { now: 'a map' }, goes: undefined, neverWas: undefined, comes: null })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({
        ...key,
        stays: [1, { a: null }],
        changes: { now: 'a map' },
        comes: null,
      });
    });

    it('only removes, where that is all it is told', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, a: 1, b: 2 });
      expect(await table().update(key, { a: undefined })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, b: 2 });
    });

    it('sets a field that is a map, whole', async () => {
      const key = { pk: partition(), sk: 'TALLY#2021-05' };
      const day = (token: number) => ({ token, documents: 2, mentions: 5, forms: { Blinken: 2 } });
      await table().update(key, { d03: day(1) }, { attribute: ['d03', 'token'], equals: undefined });
      await table().update(key, { d04: day(1) }, { attribute: ['d04', 'token'], equals: undefined });
      await table().update(key, { d03: { token: 2 } }, { attribute: ['d03', 'token'], equals: 1 });
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, d03: { token: 2 }, d04: day(1) });
    });
  });

  describe('batchGet', () => {
    it('answers in the order of the keys, with gaps, and with equal keys', async () => {
      const pk = partition();
      for (const sk of ['a', 'b', 'c']) await table().put({ pk, sk, is: sk });
      const got = await table().batchGet(['c', 'x', 'a', 'c', 'y', 'b', 'x'].map((sk) => ({ pk, sk })));
      expect(got.map((item) => item?.is)).toEqual(['c', undefined, 'a', 'c', undefined, 'b', undefined]);
    });

    it('answers nothing to nothing', async () => {
      expect(await table().batchGet([])).toEqual([]);
    });

    it('takes any number of keys', async () => {
      const pk = partition();
      await Promise.all(Array.from({ length: 120 }, (_, i) => table().put({ pk, sk: String(i), i })));
      const keys: Key[] = Array.from({ length: 250 }, (_, i) => ({ pk, sk: String(i) }));
      const got = await table().batchGet(keys);
      expect(got.map((item) => item?.i)).toEqual(keys.map((_, i) => (i < 120 ? i : undefined)));
    });
  });
}

function conditionsContract(table: () => Table): void {
  describe('conditions', () => {
    const attributes = ['token', ['d03', 'token']] as const;
    const holding = (attribute: (typeof attributes)[number], value: number | string): Record<string, Value> =>
      attribute === 'token' ? { token: value } : { d03: { token: value, other: 1 } };

    for (const attribute of attributes) {
      describe(`of ${typeof attribute === 'string' ? 'an attribute' : 'an attribute in a map'}`, () => {
        it.each([
          ['absent, wanted absent', undefined, { equals: undefined }, true],
          ['there, wanted absent', 1, { equals: undefined }, false],
          ['equal number', 3, { equals: 3 }, true],
          ['other number', 3, { equals: 4 }, false],
          ['equal string', 'three', { equals: 'three' }, true],
          ['a string is no number', '3', { equals: 3 }, false],
          ['absent, wanted equal', undefined, { equals: 3 }, false],
          ['absent or at most: absent', undefined, { absentOrAtMost: 3 }, true],
          ['absent or at most: less', 2, { absentOrAtMost: 3 }, true],
          ['absent or at most: equal', 3, { absentOrAtMost: 3 }, true],
          ['absent or at most: more', 4, { absentOrAtMost: 3 }, false],
        ] as const)('%s', async (_, value, ask, holds) => {
          const condition = { attribute, ...ask };
          for (const write of ['put', 'update', 'delete'] as const) {
            const key = { pk: partition(), sk: 'META' };
            const before: Item = { ...key, a: 1, ...(value === undefined ? {} : holding(attribute, value)) };
            await table().put(before);
            const done =
              write === 'put'
                ? await table().put({ ...key, b: 2 }, condition)
                : write === 'update'
                  ? await table().update(key, { b: 2 }, condition)
                  : await table().delete(key, condition);
            expect(done, write).toBe(holds);
            const after = write === 'put' ? { ...key, b: 2 } : write === 'update' ? { ...before, b: 2 } : undefined;
            expect(await table().get(key, { consistent: true }), write).toEqual(holds ? after : before);
          }
        });
      });
    }

    it('see a missing item as one without attributes', async () => {
      const key = () => ({ pk: partition(), sk: 'META' });
      expect(await table().put({ ...key(), token: 1 }, { attribute: 'token', equals: undefined })).toBe(true);
      expect(await table().put({ ...key(), token: 1 }, { attribute: 'token', absentOrAtMost: 0 })).toBe(true);
      expect(await table().update(key(), { token: 1 }, { attribute: ['d03', 'token'], absentOrAtMost: 0 })).toBe(true);
      expect(await table().delete(key(), { attribute: 'token', equals: undefined })).toBe(true);
      const untouched = key();
      expect(await table().put({ ...untouched, token: 1 }, { attribute: 'token', equals: 1 })).toBe(false);
      expect(await table().update(untouched, { token: 1 }, { attribute: ['d03', 'token'], equals: 1 })).toBe(false);
      expect(await table().delete(untouched, { attribute: 'token', equals: 1 })).toBe(false);
      expect(await table().get(untouched, { consistent: true })).toBeUndefined();
    });

    it('let one of many win', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, token: 1 });
      const won = await Promise.all(
        Array.from({ length: 20 }, (_, i) => table().update(key, { token: 2, by: i }, { attribute: 'token', equals: 1 })),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await table().get(key, { consistent: true }))?.by).toBe(won.indexOf(true));
    });

    it('lose no increment, however many try', async () => {
      const key = { pk: partition(), sk: 'META' };
      const raise = async (): Promise<void> => {
        const seen = (await table().get(key, { consistent: true }))?.n as number | undefined;
        if (!(await table().update(key, { n: (seen ?? 0) + 1 }, { attribute: 'n', equals: seen }))) await raise();
      };
      await Promise.all(Array.from({ length: 12 }, raise));
      expect((await table().get(key, { consistent: true }))?.n).toBe(12);
    });
  });
}

function queriesContract(table: () => Table, has: (quirk: TableQuirk) => boolean): void {
  describe('query', () => {
    it('sorts by the UTF-8 bytes of sk, which is not the order of UTF-16', async () => {
      const pk = partition();
      const sks = ['\u{1F600}', '\uFF5E', 'z', 'é', 'Z', 'a', '\uE000', '\u{10FFFF}', 'ab', 'a#', '0000-00-00', '~'];
      for (const sk of sks) await table().put({ pk, sk });
      const sorted = [...sks].sort(byBytes);
      expect((await queryAll(table(), { pk })).map((item) => item.sk)).toEqual(sorted);
      expect((await queryAll(table(), { pk, descending: true })).map((item) => item.sk)).toEqual(sorted.toReversed());
    });

    it('is empty for a partition that is not there', async () => {
      expect(await table().query({ pk: partition() })).toEqual({ items: [] });
    });

    it('keeps to its partition', async () => {
      const pk = partition();
      await table().put({ pk, sk: 'a' });
      await table().put({ pk: `${pk}0`, sk: 'a' });
      await table().put({ pk: pk.toLowerCase(), sk: 'a' });
      expect(await queryAll(table(), { pk })).toEqual([{ pk, sk: 'a' }]);
    });

    it('takes prefixes literally', async () => {
      const pk = partition();
      for (const sk of ['%', '%a', '_', 'a', 'a%', 'a*', 'a?', 'A', 'a\u{10FFFF}', 'b', '\u{10FFFF}', '\u{10FFFF}x'])
        await table().put({ pk, sk });
      const found = async (prefix: string) => (await queryAll(table(), { pk, prefix })).map((item) => item.sk);
      expect(await found('%')).toEqual(['%', '%a']);
      expect(await found('_')).toEqual(['_']);
      expect(await found('a')).toEqual(['a', 'a%', 'a*', 'a?', 'a\u{10FFFF}']);
      expect(await found('\u{10FFFF}')).toEqual(['\u{10FFFF}', '\u{10FFFF}x']);
      expect(await found('nothing')).toEqual([]);
    });

    it('finds nothing between two keys in the wrong order', async () => {
      const pk = partition();
      await table().put({ pk, sk: 'b' });
      expect(await table().query({ pk, from: 'c', to: 'a' })).toEqual({ items: [] });
    });

    it('gives pages of at most the limit, and goes on from a cursor while others write', async () => {
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

    it('answers as an array would, for any question', async () => {
      const characters = fc.oneof(fc.constantFrom('a', 'b', '#', '\uFF5E', '\u{1F600}'), scalars);
      // Without these, the order of UTF-16 is that of UTF-8.
      const agreed = characters.filter((character) => !/[\uE000-\uFFFF]/u.test(character));
      const sk = fc.string({ unit: has('compares cursors by UTF-16') ? agreed : characters, minLength: 1, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(
          fc.uniqueArray(sk, { minLength: 1, maxLength: 12 }),
          fc.record(
            { prefix: sk, from: sk, to: sk, descending: fc.boolean(), limit: fc.integer({ min: 1, max: 5 }), consistent: fc.boolean() },
            { requiredKeys: [] },
          ),
          fc.boolean(),
          async (sks, asked, byPrefix) => {
            const pk = partition();
            await Promise.all(sks.map((each) => table().put({ pk, sk: each, is: each })));
            const { prefix, from, to, ...rest } = asked;
            const range = byPrefix ? (prefix === undefined ? {} : { prefix }) : { ...(from && { from }), ...(to && { to }) };
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

    it('gives all of a partition that is larger than a page', async () => {
      const pk = partition();
      const text = 'x'.repeat(300_000);
      for (let i = 0; i < 6; i++) await table().put({ pk, sk: String(i), text });
      expect((await queryAll(table(), { pk })).map((item) => item.sk)).toEqual(['0', '1', '2', '3', '4', '5']);
    });

    it('refuses a cursor that is none, and never leaves its partition by one', async () => {
      const [pk, other] = [partition(), partition()];
      for (const sk of ['a', 'b', 'c']) {
        await table().put({ pk, sk });
        await table().put({ pk: other, sk });
      }
      for (const cursor of ['rubbish', '', '{}', 'bnVsbA', "' OR 1=1 --"]) await expect(table().query({ pk, cursor })).rejects.toThrow();
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
      const seen = (await Array.fromAsync(every((cursor) => table().scan(cursor)))).filter((item) => item.pk.startsWith(`${pk}#`));
      expect(seen.sort((a, b) => Number(a.i) - Number(b.i))).toEqual(mine);
    });
  });
}

/** Numbers as every store can hold them: integers, and few decimals. */
function safe(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value + 0 : Math.round((value % 1e6) * 100) / 100 + 0;
  if (Array.isArray(value)) return value.map(safe);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [`k${name}`, safe(each)]));
}
