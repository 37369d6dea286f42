/** The contract of a table's single items: put, get, update, delete, batchGet. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Item, Key, Table } from '../../../core/ports/table.ts';
import { partition } from './partition.ts';

export function itemsContract(table: () => Table): void {
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

    it('may have bytes, which are those of the time of the put', async () => {
      const key = { pk: partition(), sk: 'META' };
      const bytes = Uint8Array.from({ length: 3000 }, (_, i) => (i * 7) % 256);
      const expected = { ...key, bytes: bytes.slice(), empty: new Uint8Array([0]), text: 'x' };
      await table().put({ ...key, bytes, empty: new Uint8Array([0]), text: 'x' });
      bytes.fill(0);
      expect(await table().get(key, { consistent: true })).toEqual(expected);
      expect((await table().query({ pk: key.pk })).items).toEqual([expected]);
      expect(await table().update(key, { text: 'y' }, { attribute: 'text', equals: 'x' })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...expected, text: 'y' });
    });

    it('have no attribute for what is undefined', async () => {
      const key = { pk: partition(), sk: 'META' };
      const sparse = { ...key, gone: undefined, map: { gone: undefined, a: 1 } } as unknown as Item;
      expect(await table().put(sparse)).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, map: { a: 1 } });
      const absent = { attribute: 'gone', equals: undefined };
      expect(await table().update(key, { map: { b: undefined } as never }, absent)).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, map: {} });
    });

    it('are undefined if they do not exist', async () => {
      expect(await table().get({ pk: partition(), sk: 'META' })).toBeUndefined();
    });

    it('are replaced as a whole by a put', async () => {
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

    it('can be deleted, and deleting a missing item is no error', async () => {
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
    it('creates a missing item', async () => {
      const key = { pk: partition(), sk: 'META' };
      expect(await table().update(key, { token: 1, name: 'a', source: 'b' })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({
        ...key,
        token: 1,
        name: 'a',
        source: 'b',
      });
    });

    it('creates a missing item without any attribute, and leaves one that is there as it is', async () => {
      const key = { pk: partition(), sk: 'META' };
      expect(await table().update(key, {})).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual(key);
      await table().put({ ...key, token: 1 });
      expect(await table().update(key, {}, { attribute: 'token', equals: 1 })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, token: 1 });
    });

    it('sets named attributes, removes those that are undefined, and keeps the rest', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, stays: [1, { a: null }], changes: 1, goes: true });
      expect(
        await table().update(key, {
          changes: { now: 'a map' },
          goes: undefined,
          neverWas: undefined,
          comes: null,
        }),
      ).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({
        ...key,
        stays: [1, { a: null }],
        changes: { now: 'a map' },
        comes: null,
      });
    });

    it('can remove attributes without setting any', async () => {
      const key = { pk: partition(), sk: 'META' };
      await table().put({ ...key, a: 1, b: 2 });
      expect(await table().update(key, { a: undefined })).toBe(true);
      expect(await table().get(key, { consistent: true })).toEqual({ ...key, b: 2 });
    });

    it('replaces a map as a whole', async () => {
      const key = { pk: partition(), sk: 'TALLY#2021-05' };
      const day = (token: number) => ({ token, documents: 2, mentions: 5, forms: { Blinken: 2 } });
      await table().update(key, { d03: day(1), d04: day(1) });
      await table().update(key, { d03: { token: 2 } });
      expect(await table().get(key, { consistent: true })).toEqual({
        ...key,
        d03: { token: 2 },
        d04: day(1),
      });
    });
  });

  describe('batchGet', () => {
    it('returns items in the order of the keys, with gaps and duplicates', async () => {
      const pk = partition();
      for (const sk of ['a', 'b', 'c']) await table().put({ pk, sk, is: sk });
      const got = await table().batchGet(['c', 'x', 'a', 'c', 'y', 'b', 'x'].map((sk) => ({ pk, sk })));
      expect(got.map((item) => item?.is)).toEqual(['c', undefined, 'a', 'c', undefined, 'b', undefined]);
    });

    it('returns nothing for no keys', async () => {
      expect(await table().batchGet([])).toEqual([]);
    });

    it('accepts any number of keys', async () => {
      const pk = partition();
      await Promise.all(Array.from({ length: 120 }, (_, i) => table().put({ pk, sk: String(i), i })));
      const keys: Key[] = Array.from({ length: 250 }, (_, i) => ({ pk, sk: String(i) }));
      const got = await table().batchGet(keys);
      expect(got.map((item) => item?.i)).toEqual(keys.map((_, i) => (i < 120 ? i : undefined)));
    });
  });
}

/** Numbers that every store can represent: integers, and a few decimals. */
function safe(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? value + 0 : Math.round((value % 1e6) * 100) / 100 + 0;
  if (Array.isArray(value)) return value.map(safe);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [`k${name}`, safe(each)]));
}
