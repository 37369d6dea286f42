/** Which rows an erasure removes, and in which order. */
import { expect, it } from 'vitest';
import type { Item, Table } from '../../../../core/ports/table.ts';
import { annotationKey, payloadKey } from '../../../../core/records/archive.ts';
import { keys } from '../../../../core/records/keys.ts';
import {
  findKeptDocuments,
  findTableTraces,
  removeTableTraces,
  type TableTraces,
  traceEntity,
} from '../../../../functions/erase/tableTraces.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

it('removes records about its keys or its documents in quarantine, also about one of the two', async () => {
  const table = new MemoryTable();
  const doc = 'd'.repeat(32);
  const letters: Record<string, Record<string, string>> = {
    key: { key: 'a.txt' },
    document: { document: doc },
    'document of another key': { key: 'b.txt', document: doc },
    'another key': { key: 'b.txt' },
    'another document': { document: 'e'.repeat(32) },
    nothing: {},
  };
  for (const [name, fields] of Object.entries(letters)) {
    const refusal = { code: 'fault.extract', evidence: name };
    const row: Item = { ...keys.deadLetter('extracted', name), ...fields, at: 'now', refusal };
    await table.put(row);
    await table.put({ ...row, sk: 'FAILURES' });
  }
  const scope = {
    keys: ['a.txt'],
    docs: new Set([doc]),
    payloads: new Set<string>(),
    readings: new Set<string>(),
  };
  const { rows, unfinished } = await findTableTraces({ table }, scope);
  expect(unfinished).toEqual([]);
  expect(rows.every(({ row }) => row.sk === 'META')).toBe(true);
  const names = rows.map(({ row }) => (row.refusal as { evidence: string }).evidence);
  expect(names.sort()).toEqual(['document', 'document of another key', 'key']);
});

it('knows a document that another file holds too by its title of now', async () => {
  const table = new MemoryTable();
  const doc = 'd'.repeat(32);
  const source = {
    version: 'v',
    part: '',
    format: 'text',
    charset: 'utf-8',
    bytes: 1,
    modified: 1,
    token: 1,
  };
  await table.put({ ...keys.from(doc, 'b.txt'), ...source, key: 'b.txt', payload: 'p' });
  const content = { title: 'Storm', authors: [] };
  await table.put({ ...keys.document(doc), doc, token: 1, pending: [], content });
  const get = table.get.bind(table);
  const stale: Table['get'] = async (key, options) => (options?.consistent ? get(key) : undefined);
  table.get = stale;
  const scope = {
    keys: ['a.txt'],
    docs: new Set([doc]),
    payloads: new Set<string>(),
    readings: new Set<string>(),
  };
  expect([...(await findKeptDocuments({ table }, scope))]).toEqual([[doc, 'Storm']]);
  expect([...(await findKeptDocuments({ table }, { ...scope, keys: ['a.txt', 'b.txt'] }))]).toEqual([]);
  // It is stored only after its source is written.
  const unstored = 'e'.repeat(32);
  await table.put({ ...keys.from(unstored, 'b.txt'), ...source, key: 'b.txt', payload: 'p' });
  const kept = await findKeptDocuments({ table }, { ...scope, docs: new Set([unstored]) });
  expect([...kept]).toEqual([[unstored, undefined]]);
});

it('removes all rows of an entity that no document mentions, though it has no tombstone left', async () => {
  const pk = 'ENT#person/nobody';
  const counts = { documents: 0, mentions: 0, names: [], aliases: [], days: {} };
  const meta: Item = {
    ...{ pk, sk: 'META', entity: 'person/nobody', type: 'person', name: '', ...counts },
    ...{ token: 2, settled: 2 },
  };
  const month = { ...keys.tally('person/nobody', '2021-05-03') };
  const shards = { pk, sk: 'SHARD#2021-05-04#0' };
  const partition = { pk, rows: [meta, shards, month], begins: true, ends: true };
  const traces = { rows: [], unfinished: [], miscounted: [], days: [], kept: new Map() };
  const touched = new Set<string>();
  const metas: Item[] = [];
  await traceEntity(partition, { docs: new Set() }, traces, touched, metas);
  expect(traces).toMatchObject({ rows: [{ row: shards }, { row: month }], unfinished: [], miscounted: [] });
  expect([[...touched], metas]).toEqual([['person/nobody'], [meta]]);
  // A part of its rows cannot tell that no document mentions it.
  for (const part of [{ begins: false }, { ends: false }]) {
    await traceEntity({ ...partition, ...part }, { docs: new Set() }, traces, touched, metas);
    expect([traces.rows.length, metas.length]).toEqual([2, 1]);
  }
});

it('removes aliases first and META last, each row unless it was written since', async () => {
  const table = new MemoryTable();
  const meta = { pk: 'ENT#person/a', sk: 'META', token: 3 };
  const alias = { pk: 'ALIAS#a', sk: 'a#person/a', token: 1 };
  const posting = { pk: 'ENT#person/a', sk: 'DAY#2021-05-03#d', token: 2 };
  const month = { pk: 'ENT#person/a', sk: 'TALLY#2021-05', token: 7 };
  const found = [meta, posting, month, alias];
  for (const row of [...found.slice(1), { ...meta, token: 4 }]) await table.put(row);
  const removed: string[] = [];
  const remove = table.delete.bind(table);
  table.delete = async (key, condition) => {
    removed.push(key.sk);
    return remove(key, condition);
  };
  await removeTableTraces({ table }, { rows: found.map((row) => ({ row })) });
  expect(removed).toEqual([alias.sk, posting.sk, month.sk, meta.sk]);
  expect([...table.items()]).toEqual([{ ...meta, token: 4 }]);
});

it('an object is referenced by what is pending, too, and by the model of the installation', async () => {
  const table = new MemoryTable();
  const doc = 'd'.repeat(32);
  const pending = ['own', 'another'].map((payload) => ({ payload, model: 'chosen' }));
  await table.put({ ...keys.document(doc), doc, token: 1, pending });
  const source = { version: 'v', part: '', format: 'text', charset: 'utf-8', bytes: 1, modified: 1 };
  const from = { ...keys.from(doc, 'b.txt'), ...source, key: 'b.txt', payload: 'shared', token: 1 };
  await table.put(from);
  const scope = {
    keys: ['a.txt'],
    docs: new Set<string>(),
    payloads: new Set(['own', 'shared', 'free']),
    readings: new Set<string>(),
  };
  const codeVersions = { model: 'chosen', reader: 'r' };
  const { references } = await findTableTraces({ table, codeVersions }, scope);
  for (const payload of ['own', 'shared'])
    for (const key of [payloadKey(payload), annotationKey({ payload, model: 'chosen' })])
      expect([key, references.has(key)]).toEqual([key, true]);
  expect(references.has(payloadKey('free'))).toBe(false);
});

it('removes META of an entity only if the scan before found it empty', async () => {
  // Its alias may be buried after a scan has read it, and before the scan reads META.
  const table = new MemoryTable();
  const id = 'place/velmar';
  const alias = { ...keys.alias('velmar', id), entity: id, folded: 'velmar', token: 1 };
  const meta = { entity: id, type: 'place', name: '', documents: 0, mentions: 0, names: [], roles: {} };
  await table.put(alias);
  await table.put({ ...keys.entity(id), ...meta, days: {}, aliases: [], token: 4, settled: 4 });
  const scope = { keys: ['a.txt'], docs: new Set<string>(), payloads: new Set<string>() };
  const find = (before?: TableTraces) =>
    findTableTraces({ table }, { ...scope, readings: new Set<string>() }, { before });
  const first = await find();
  expect(first.unfinished).toEqual([`${keys.entity(id).pk} META`]);
  expect(first.rows).toEqual([]);
  await table.put({ ...alias, token: 4, gone: true });
  const second = await find(first);
  expect(second.unfinished).toEqual([]);
  expect(second.rows.map(({ row }) => row.pk)).toEqual([keys.alias('velmar', id).pk, keys.entity(id).pk]);
});
