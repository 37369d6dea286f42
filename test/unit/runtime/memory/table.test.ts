/**
 * How the table in memory measures an item: by the bytes of its JSON, which are near what DynamoDB counts.
 * The contract of a `Table` holds it to what both refuse.
 */
import { describe, expect, it } from 'vitest';
import { ItemRefused } from '../../../../core/errors.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { paginate } from '../../../../core/protocol/paginate.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const most = 400 * 1024;
const key = { pk: 'p', sk: 's' };
const many = <T>(length: number, value: T): T[] => Array.from({ length }, () => value);

it('an item may have just as many bytes', async () => {
  const table = new MemoryTable();
  const text = 'x'.repeat(most - JSON.stringify({ ...key, text: '' }).length);
  expect(await table.put({ ...key, text })).toBe(true);
  await expect(table.put({ ...key, text: `${text}x` })).rejects.toThrow(ItemRefused);
});

describe('an item is too large', () => {
  /** Leaves room for 50 KB. JSON takes six bytes for each character, the most that it takes for any. */
  const text = '\0'.repeat(60_000);
  const long = (i: number) => `${i} ${'x'.repeat(300)}`;
  const attributes: [string, Omit<Item, 'pk' | 'sk'>][] = [
    ['many short texts', { list: many(13_000, 'a') }],
    ['many short lists', { list: many(11_000, ['']) }],
    ['many numbers', { list: many(2700, 0.123_456_789_012_345_6) }],
    ['long names', Object.fromEntries(Array.from({ length: 170 }, (_, i) => [long(i), 1]))],
    ['bytes', { bytes: new Uint8Array(60_000) }],
  ];
  it.each(attributes)('because of %s', async (_, each) => {
    const table = new MemoryTable();
    await expect(table.put({ ...key, text, ...each })).rejects.toThrow(ItemRefused);
    await expect(table.update(key, { text, map: each as never })).rejects.toThrow(ItemRefused);
    expect(await table.get(key)).toBeUndefined();
  });

  it('because of what it had and what is added', async () => {
    const table = new MemoryTable();
    expect(await table.put({ ...key, text, had: many(7000, 'a') })).toBe(true);
    await expect(table.update(key, { added: many(7000, 'a') })).rejects.toThrow(ItemRefused);
  });
});

it('bytes count as bytes, not as the JSON of their numbers', async () => {
  const table = new MemoryTable();
  const bytes = new Uint8Array(200_000);
  expect(await table.put({ ...key, bytes, list: many(10_000, 'a') })).toBe(true);
  expect(await table.update(key, { text: 'x' })).toBe(true);
});

it('a page of a scan with all that is left is the last one', async () => {
  const table = new MemoryTable();
  for (const sk of ['a', 'b', 'c']) await table.put({ pk: 'p', sk });
  const first = await table.scan(undefined, 2);
  expect(first.items.map(({ sk }) => sk)).toEqual(['a', 'b']);
  expect(await table.scan(first.next, 1)).toEqual({ items: [{ pk: 'p', sk: 'c' }] });
  expect((await table.scan(undefined, 3)).next).toBeUndefined();
});

it('items with one sort key in an index are told apart by their own keys, over pages of one', async () => {
  const table = new MemoryTable();
  for (const pk of ['a', 'b', 'c']) await table.put({ pk, sk: 'META', listPk: 'LIST', listSk: 'day' });
  const list = { index: 'list', pk: 'LIST', limit: 1 } as const;
  const read = (cursor?: string) => table.query({ ...list, ...(cursor !== undefined && { cursor }) });
  expect((await Array.fromAsync(paginate(read))).map(({ pk }) => pk)).toEqual(['a', 'b', 'c']);
});

it('a cursor goes on only in the partition that it is of', async () => {
  const table = new MemoryTable();
  for (const sk of ['a', 'b']) await table.put({ pk: 'p', sk });
  const { next: cursor = '' } = await table.query({ pk: 'p', limit: 1 });
  await expect(table.query({ pk: 'q', cursor })).rejects.toThrow(RangeError);
});
