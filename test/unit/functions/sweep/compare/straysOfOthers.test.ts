/** Repairs of rows whose owner is lost, gone or has buried them, and what is under a higher token. */
import { beforeEach, expect, it, vi } from 'vitest';
import type { Item, Key } from '../../../../../core/ports/table.ts';
import { keys } from '../../../../../core/records/keys.ts';
import {
  adoptKeyRows,
  adoptSource,
  buryAlias,
  buryPostings,
  highestToken,
  restoreNameRows,
  restoreSources,
  storeAgain,
} from '../../../../../functions/sweep/compare/strays.ts';
import { alias, entity, key, nothing, type Repair, RepairedRecords } from './repairing.ts';

let records: RepairedRecords;
let doc: string;
beforeEach(async () => {
  records = await RepairedRecords.open();
  doc = records.doc;
});

const rowAt = (at: Key): Item => records.rowAt(at);
const posting = (): Item => records.posting();
const stray = (): Item => records.stray();
const repaired = (repair: Repair) => records.repaired(repair);

it('rows of a claim that is lost come under a token above those of the sources too', async () => {
  const from = { ...rowAt(keys.from(doc, key)), token: 77 };
  await records.table.put(from);
  const child = rowAt(keys.child(key, doc));
  await records.remove(keys.claim(key));
  await repaired((pass) => adoptKeyRows(pass, keys.claim(key).pk, [child]));
  expect(rowAt(keys.claim(key)).token).toBe(78);
});

it('rows of a claim that is lost are left alone if they went meanwhile', async () => {
  const child = rowAt(keys.child(key, doc));
  await records.remove(keys.claim(key));
  await records.remove(child);
  expect(await repaired((pass) => adoptKeyRows(pass, child.pk, [child]))).toEqual({
    ...nothing,
    messages: [],
  });
  expect(records.rows(child.pk, 'META')).toEqual([]);
});

it.each([
  [77, 3],
  [2, 90],
])('a source is listed again although its claim has buried the row that listed it', async (buried, own) => {
  const [child, from] = [keys.child(key, doc), keys.from(doc, key)];
  await records.table.put({ ...child, token: buried, gone: true });
  await records.table.update(from, { token: own });
  expect(await repaired((pass) => adoptSource(pass, doc, key))).toMatchObject({ keys: 1 });
  expect(rowAt(child)).toEqual({ ...child, token: Math.max(buried, own) + 1 });
});

it('an alias of an entity that is lost is removed', async () => {
  await records.table.put(alias);
  await records.remove(keys.entity(entity));
  expect(await repaired((pass) => buryAlias(pass, alias, entity, 'paris'))).toMatchObject({ strays: 1 });
  expect(records.rows(alias.pk, alias.sk)).toEqual([]);
});

it('a posting of a removed document is buried, whatever its token', async () => {
  await records.inbox.delete(key);
  await records.handle(key);
  const { gone: _, ...live } = posting();
  const left: Item = { ...live, token: Number(rowAt(keys.document(doc)).token) };
  await records.table.put(left);
  expect(await repaired((pass) => buryPostings(pass, doc, [left]))).toMatchObject({ strays: 1 });
});

it('a pass goes on to bury what else a document has not, until a store is at work on it', async () => {
  const at = (place: string): Item => ({ ...stray(), pk: keys.entity(place).pk });
  const strays = [at('place/paris'), at('place/rome'), at('place/oslo')] as const;
  for (const row of strays) await records.table.put(row);
  const { messages, ...counts } = await repaired(async (pass) => {
    await buryPostings(pass, doc, [strays[0]]);
    await buryPostings(pass, doc, [strays[1]]);
    await records.table.update(keys.document(doc), { token: Number(rowAt(keys.document(doc)).token) + 1 });
    await buryPostings(pass, doc, [strays[2]]);
  });
  expect(counts).toEqual({ ...nothing, strays: 2 });
  expect(strays.map((row) => rowAt(row).gone)).toEqual([true, true, undefined]);
  expect(messages).toHaveLength(4);
});

it('postings of a document that is gone are not restored', async () => {
  for (const row of records.rows('ENT#', 'DAY#')) await records.remove(row);
  await records.remove(keys.document(doc));
  expect(await repaired((pass) => restoreNameRows(pass, doc))).toEqual({ ...nothing, messages: [] });
});

/** What a repair would be about if it had not been buried, or put right, since the sweep read it. */
const changed: [string, () => Promise<Repair>][] = [
  [
    'a posting that is buried, and one that has the token of its document again',
    async () => {
      await records.table.put({ ...keyOf(stray()), token: 77, gone: true });
      return (pass) => buryPostings(pass, doc, [stray(), posting()]);
    },
  ],
  [
    'the child row of a source that is buried, as the source is',
    async () => {
      const [child, from] = [keys.child(key, doc), keys.from(doc, key)];
      for (const row of [child, from]) await records.table.put({ ...row, token: 77, gone: true });
      return (pass) => restoreSources(pass, key, [child as Item]);
    },
  ],
  [
    'a source that is buried',
    async () => {
      await records.remove(keys.child(key, doc));
      await records.table.put({ ...keys.from(doc, key), token: 77, gone: true });
      return (pass) => adoptSource(pass, doc, key);
    },
  ],
  [
    'an alias that is buried',
    async () => {
      await records.table.put({ ...keyOf(alias), token: 77, gone: true });
      return (pass) => buryAlias(pass, alias, entity, 'paris');
    },
  ],
  [
    'an alias that its entity lists',
    async () => {
      const listed = rowAt(keys.alias('london', entity));
      return (pass) => buryAlias(pass, listed, entity, 'london');
    },
  ],
  [
    'rows of a lost claim that are buried',
    async () => {
      const child = rowAt(keys.child(key, doc));
      await records.remove(keys.claim(key));
      await records.table.put({ ...keyOf(child), token: 77, gone: true });
      return (pass) => adoptKeyRows(pass, child.pk, [child]);
    },
  ],
];
const keyOf = ({ pk, sk }: Key): Key => ({ pk, sk });

it.each(changed)('%s: nothing is done', async (_, change) => {
  const repair = await change();
  const before = records.rows('');
  expect(await repaired(repair)).toEqual({ ...nothing, messages: [] });
  expect(records.rows('')).toEqual(before);
});

it('rows of a lost claim without a key are buried, and their documents are stored', async () => {
  const rows = [keys.child('nowhere.txt', 'e'.repeat(32)), keys.part('nowhere.txt', 'a part', 0)];
  for (const row of rows) await records.table.put({ ...row, token: 9 });
  const { pk } = keys.claim('nowhere.txt');
  const batchGet = vi.spyOn(records.table, 'batchGet');
  expect(await repaired((pass) => adoptKeyRows(pass, pk, records.rows(pk)))).toEqual({
    ...nothing,
    strays: 2,
    messages: [{ hint: 'document/1', doc: 'e'.repeat(32) }],
  });
  expect(rows.map(rowAt)).toMatchObject(rows.map(() => ({ token: 10, gone: true })));
  expect(rowAt({ pk, sk: 'META' })).toMatchObject({ token: 10, settled: 10, outcome: 'deleted' });
  expect(batchGet.mock.calls).toEqual([[[keys.from('e'.repeat(32), 'nowhere.txt')]]]);
  batchGet.mockClear();
  expect(await repaired((pass) => adoptKeyRows(pass, pk, records.rows(pk)))).toMatchObject(nothing);
  expect(batchGet).not.toHaveBeenCalled(); // nothing is read for what is buried
});

it.each([
  ['is lost', () => records.remove(keys.claim(key))],
  ['was acquired and never filled', () => records.table.put({ ...keys.claim(key), token: 3 })],
])('a refused part of a claim that %s says of which key it is', async (_, lose) => {
  const part = { ...keys.part(key, 'a part', 0), key, token: 9 };
  await lose();
  await records.table.put(part);
  expect(await repaired((pass) => adoptKeyRows(pass, part.pk, [part]))).toEqual({
    ...nothing,
    keys: 1,
    messages: [{ hint: 'key/1', key }],
  });
});

it('rows without a token have the token 0', () => {
  expect(highestToken([])).toBe(0);
  expect(highestToken([{ pk: 'a', sk: 'b' }])).toBe(0);
});

it('a document is stored again above the floor, whether it has META or not', async () => {
  for (const each of [doc, 'f'.repeat(32)]) {
    const { messages, ...counted } = await repaired((pass) => storeAgain(pass, each, 90));
    expect(counted).toEqual({ ...nothing, documents: 1 });
    expect(messages).toEqual([{ hint: 'document/1', doc: each }]);
    expect(rowAt(keys.document(each))).toMatchObject({ doc: each, token: 91, pending: [] });
  }
});
