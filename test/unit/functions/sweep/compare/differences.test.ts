/** Each difference that a sweep looks for, alone: no other check finds it. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { undated } from '../../../../../core/dates/calendar.ts';
import type { Item } from '../../../../../core/ports/table.ts';
import { findTallyEntities } from '../../../../../core/protocol/messages.ts';
import { isLive } from '../../../../../core/protocol/reconcile.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { MemoryQueue } from '../../../../../runtime/memory/queue.ts';
import { Records, story } from '../records.ts';

const key = 'a.txt';
const quiet = { keys: 0, documents: 0, tallies: 0, searchRows: 0, strays: 0 };
let records: Records;
beforeEach(async () => {
  records = new Records();
  await records.put(key, story('Ministers meet in the capital'));
  expect(await records.sweep()).toMatchObject(quiet);
});

const claim = () => records.row(({ pk, sk }) => pk === keys.claim(key).pk && sk === 'META');
const meta = () => records.rows('DOC#', 'META')[0];
const parts = () => records.rows(keys.claim(key).pk, 'PART#').filter(isLive);

const strayPart = (token: number) => ({
  ...keys.part(key, 'left behind', 0),
  key,
  part: 'left behind',
  version: 'v0',
  at: '2021-05-03T10:00:00.000Z',
  refusal: { code: 'json.malformed', evidence: '' },
  digest: 'other',
  token,
});

it('a sweep leaves alone a file with a refused part, and a document of two files', async () => {
  await records.put(
    'batch.jsonl',
    `{"id": "1", "title": "Talks", "content_text": "They go on in London."}\n[]`,
  );
  expect(records.rows(keys.claim('batch.jsonl').pk, 'PART#')).toHaveLength(1);
  records.now += 1000;
  await records.put('b.txt', story('Ministers meet in the capital'));
  expect(records.rows('DOC#', 'FROM#')).toHaveLength(3);
  expect(await records.sweep()).toMatchObject(quiet);
});

describe('a sweep finds', () => {
  it.each([
    ['an earlier claimant', () => 0],
    ['a claimant that the table has forgotten', () => Number(claim().token) + 100],
  ])('a row of a refused part that %s left behind', async (_, token) => {
    await records.table.put(strayPart(token()));
    expect(await records.sweep()).toMatchObject({ ...quiet, keys: expect.any(Number) });
    await records.sweep();
    expect(parts()).toEqual([]);
    expect(await records.sweep()).toMatchObject(quiet);
  });

  it('an alias that its entity does not list, and has the entity summarized again', async () => {
    const entity = 'place/london';
    await records.table.put({ ...keys.alias('paris', entity), entity, folded: 'paris', token: 70 });
    const touched = new MemoryQueue();
    const { queues } = records.ports;
    expect(await sweep({ ...records.ports, queues: { ...queues, touched } })).toMatchObject({ strays: 1 });
    expect(touched.take(10).flatMap(({ body }) => findTallyEntities(body))).toEqual([entity]);
  });

  it.each([
    ['META, which counts documents', []],
    ['META, which counts documents, and shards', [keys.shards('person/nobody', '2021-05-03', '')]],
  ])('an entity of which nothing is left but %s', async (_, shards) => {
    const entity = 'person/nobody';
    for (const row of shards) await records.table.put({ ...row, token: 1 });
    const [meta] = records.rows('ENT#', 'META');
    const nobody = { ...keys.entity(entity), entity, days: {}, aliases: [], documents: 2 };
    await records.table.put({ ...meta, ...nobody });
    const touched = new MemoryQueue();
    const { queues } = records.ports;
    expect(await sweep({ ...records.ports, queues: { ...queues, touched } })).toMatchObject({ tallies: 1 });
    const asked = { hint: 'tally/1', day: undated, entities: [entity] };
    expect(touched.take(10).map(({ body }) => JSON.parse(body))).toEqual([asked]);
    expect(await records.sweep()).toMatchObject({ ...quiet, tallies: 1 });
    expect(await records.table.get(keys.entity(entity))).toMatchObject({ documents: 0 });
  });

  it.each([
    ['name', 'Lundunir'],
    ['documents', 2],
    ['mentions', 9],
    ['first', '2021-05-02'],
    ['last', '2021-05-04'],
    ['names', []],
    ['roles', { mayor: 1 }],
  ])('an entity whose %s its days do not have', async (field, value) => {
    const london = () => records.row(({ pk, sk }) => pk === 'ENT#place/london' && sk === 'META');
    const before = london();
    await records.table.put({ ...before, [field]: value });
    expect(await records.sweep()).toMatchObject({ ...quiet, tallies: 1 });
    expect(london()[field]).toEqual(before[field]);
  });

  it('a document whose store died after it acquired META', async () => {
    const row = meta();
    if (row === undefined) throw new Error('no META');
    await records.table.put({ ...row, token: Number(row.token) + 1 });
    expect(await records.sweep()).toMatchObject({ ...quiet, documents: 1, searchRows: 0 });
    expect(meta()?.settled).toBe(meta()?.token);
  });

  it('a claim whose handler died after it acquired it', async () => {
    await records.table.put({ ...claim(), token: Number(claim().token) + 1 });
    expect(await records.sweep()).toMatchObject({ ...quiet, keys: 1 });
    expect(claim().settled).toBe(claim().token);
  });

  it('a file whose claim was acquired and never filled', async () => {
    await records.inbox.put('new.txt', story('A harbour reopens after the storm'));
    await records.table.put({ ...keys.claim('new.txt'), token: 3 });
    expect(await records.sweep()).toMatchObject({ ...quiet, keys: 1 });
    expect(await records.table.get(keys.claim('new.txt'))).toMatchObject({ documents: 1, settled: 4 });
  });

  it('a key that was deleted, and put again without an event', async () => {
    await records.inbox.delete(key);
    await records.handle(key);
    expect(await records.sweep()).toMatchObject(quiet);
    await records.inbox.put(key, story('Ministers meet in the capital'));
    expect(await records.sweep()).toMatchObject({ keys: 1 });
    expect(await records.differences()).toEqual([]);
    expect(await records.sweep()).toMatchObject(quiet);
  });
});

it('a sweep does not ask for the aliases of an entity that is being summarized', async () => {
  const [entity] = records.rows('ENT#place/london', 'META');
  const batchGet = vi.spyOn(records.table, 'batchGet');
  const asked = async () => {
    batchGet.mockClear();
    await sweep(records.ports);
    return batchGet.mock.calls.flat(2).some(({ pk, sk }) => pk.startsWith('ALIAS#') && sk.includes('london'));
  };
  expect(await asked()).toBe(true);
  await records.table.put({ ...entity, token: Number(entity?.token) + 1 } as Item);
  expect(await asked()).toBe(false);
});
