import { beforeEach, expect, it } from 'vitest';
import type { Posting } from '../../../../core/records/entity.ts';
import { aliasPrefix, keys } from '../../../../core/records/keys.ts';
import { tallyEntity } from '../../../../functions/index/tallies.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'person/ada-keller';
const clock = () => Date.parse('2024-03-04T12:00:00Z');
let table: MemoryTable;
/** The keys of all writes since the last look. */
let writes: string[];

beforeEach(() => {
  table = new MemoryTable();
  writes = [];
  for (const name of ['put', 'update'] as const) {
    const original = table[name].bind(table) as (...parameters: unknown[]) => Promise<boolean>;
    table[name] = (key: { pk: string; sk: string }, ...rest: unknown[]) => {
      writes.push(key.pk.startsWith(aliasPrefix) ? key.sk : (key.sk.split('#')[0] ?? ''));
      return original(key, ...rest);
    };
  }
});

async function mention(doc: string, day: string, form = 'Ada Keller'): Promise<void> {
  const row: Posting = { doc, day, token: 1, title: '', source: '', form, mentions: 1, others: [] };
  await table.put({ ...keys.posting(entity, day, doc), ...row });
  writes = [];
}

const count = (day: string) => tallyEntity({ table, clock }, entity, new Map([[day, {}]]));
const aliases = () =>
  [...table.items()]
    .filter(({ pk, gone }) => pk.startsWith(aliasPrefix) && gone !== true)
    .map(({ sk }) => sk);
const meta = () => table.get(keys.entity(entity));

it('are written for a new entity with one write of META', async () => {
  await mention('a', '2024-03-01');
  await count('2024-03-01');
  expect(writes).toEqual(['META', `ada keller#${entity}`, `keller#${entity}`]);
  expect(await meta()).toMatchObject({ token: 1, settled: 1, unverified: true });
});

it('are verified by the next handler, which writes none', async () => {
  await mention('a', '2024-03-01');
  await count('2024-03-01');
  await mention('b', '2024-03-02');
  await count('2024-03-02');
  expect(writes).toEqual(['META']);
  expect(await meta()).toMatchObject({ token: 2, settled: 2, documents: 2 });
  expect(await meta()).not.toHaveProperty('unverified');
});

it('are written in full by the next handler if the last one died before it had written them', async () => {
  await mention('a', '2024-03-01');
  const { put } = table;
  table.put = async () => {
    throw new Error('dies');
  };
  await expect(count('2024-03-01')).rejects.toThrow('dies');
  table.put = put;
  expect(aliases()).toEqual([]);
  await count('2024-03-01');
  expect(aliases()).toEqual([`ada keller#${entity}`, `keller#${entity}`]);
  expect(await meta()).toMatchObject({ token: 2, settled: 2 });
  expect(await meta()).not.toHaveProperty('unverified');
});

it('go when no document has the name any more', async () => {
  await mention('a', '2024-03-01');
  await count('2024-03-01');
  await table.put({ ...keys.posting(entity, '2024-03-01', 'a'), gone: true, token: 2 });
  await count('2024-03-01');
  expect(aliases()).toEqual([]);
  expect(await meta()).toMatchObject({ documents: 0, aliases: [] });
});

it('are those of the places of a name that links or decisions took from all documents', async () => {
  const name = 'person/ada-kellerin';
  const day = '2024-03-01';
  const listed = `ke~kellerin#${name}`;
  const place = (doc: string, form: string, to?: string) =>
    table.put({
      ...keys.shortName(name, day, doc),
      ...{ doc, day, form, mentions: 1, title: '', source: '', ...(to !== undefined && { to }) },
    });
  const countName = () => tallyEntity({ table, clock }, name, new Map([[day, {}]]));
  await countName();
  expect(aliases()).toEqual([]);
  // A form of her name, and what a decision moved or hid. A surname that she has leads to her by itself.
  for (const [form, to, expected] of [
    ['Ada Kellerin', entity, [listed]],
    ['Ada Kellerin', undefined, [listed]],
    ['Kellerin', 'person/ada-kellerin', []],
  ] as const) {
    await place('a', form, to);
    await countName();
    expect(aliases()).toEqual(expected);
    await table.put({ ...keys.shortName(name, day, 'a'), token: 9, gone: true });
    await countName();
    expect(aliases()).toEqual([]);
  }
});
