/** How reprocessing walks through the list of documents, and how often. */
import { beforeEach, expect, it } from 'vitest';
import { keys, shards } from '../../../../core/records/keys.ts';
import { readReprocessing } from '../../../../core/reprocessing/reprocessing.ts';
import {
  continueReprocessing,
  startReprocessing,
  stopReprocessing,
} from '../../../../functions/sweep/reprocess.ts';
import { story } from './records.ts';
import { early, late, portion, VersionedRecords } from './versionedRecords.ts';

let records: VersionedRecords;
beforeEach(async () => {
  records = new VersionedRecords();
  for (const name of ['a', 'b', 'c']) await records.put(`${name}.txt`, story(`Ministers meet in ${name}`));
  records.versions = late;
});

/** Queues whose messages are lost. */
function lostQueues() {
  const lost = { send: async () => {}, depth: async () => ({ pending: 0, dead: 0 }) };
  return { uploads: lost, normalized: lost, extracted: lost, touched: lost };
}

it('goes on from page to page of the list of documents', async () => {
  records.versions = early;
  // So many that a shard of the list has several.
  for (let i = 0; i < shards.length; i++) await records.put(`${i}.txt`, story(`A harbour closes ${i} times`));
  records.versions = late;
  const { table } = records;
  const query = table.query.bind(table);
  table.query = (asked) => query(asked.index === 'list' ? { ...asked, limit: 1 } : asked);
  await startReprocessing(records.ports);
  expect(await records.goOn()).toBe(true);
  expect(new Set(records.models())).toEqual(new Set(['tagger-2']));
});

it('ends after a third walk, although something is still to be made', async () => {
  const queues = lostQueues();
  await startReprocessing(records.ports);
  for (const goesOn of [true, true, false]) {
    expect(await continueReprocessing({ ...records.ports, queues }, portion)).toBe(goesOn);
    records.now += 2 * 3_600_000;
  }
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'done', walk: 3 });
});

it('ends after the first walk if nothing is to be made', async () => {
  records.versions = early;
  await startReprocessing(records.ports);
  expect(await records.goOn()).toBe(false);
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'done', walk: 1, found: 0 });
});

it('leaves out files that no reader has read, and documents that go meanwhile', async () => {
  await records.inbox.put('new.txt', story('A harbour reopens'));
  await records.table.put({ ...keys.claim('acquired.txt'), key: 'acquired.txt', token: 3 });
  await records.inbox.put('acquired.txt', story('A harbour closes'));
  const batchGet = records.table.batchGet.bind(records.table);
  records.table.batchGet = async (asked) =>
    (await batchGet(asked)).map((row) => (row?.pk.startsWith('DOC#') ? undefined : row));
  await startReprocessing(records.ports);
  const queues = lostQueues();
  expect(await continueReprocessing({ ...records.ports, queues }, portion)).toBe(true);
  expect(await readReprocessing(records.table)).toMatchObject({ files: 3, documents: 0, walk: 2 });
});

it.each([
  ['model', { ...late, model: 'tagger-3' }],
  ['reader', { ...late, reader: 'read-3' }],
])('waits while another %s runs than the one for which it was ordered', async (_, versions) => {
  await startReprocessing(records.ports);
  records.versions = versions;
  expect(await records.goOn()).toBe(false);
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'running', found: 0 });
});

it('queues no more than a portion, and about that much of documents alone', async () => {
  records.versions = { ...late, reader: early.reader };
  for (let i = 0; i < 9; i++) await records.put(`${i}.txt`, story(`A harbour closes ${i} times`));
  records.versions = { model: 'tagger-3', reader: early.reader };
  await startReprocessing(records.ports);
  const queues = lostQueues();
  await continueReprocessing({ ...records.ports, queues }, { ...portion, most: 2 });
  const { documents = 0 } = (await readReprocessing(records.table)) ?? {};
  expect(documents).toBeGreaterThanOrEqual(2);
  expect(documents).toBeLessThan(12);
});

it('ends a portion with the page that fills it, or when the call is to end', async () => {
  const queues = lostQueues();
  const ports = { ...records.ports, queues };
  await startReprocessing(ports);
  expect(await continueReprocessing(ports, portion, () => true)).toBe(true);
  expect(await readReprocessing(records.table)).toMatchObject({ place: { part: 'files' }, found: 0 });
  records.now += 3_600_000;
  await continueReprocessing(ports, { ...portion, most: 3 });
  const place = { part: 'documents', shard: 0 };
  expect(await readReprocessing(records.table)).toMatchObject({ place, files: 3, documents: 0 });
});

it('is started and stopped although another call writes its row meanwhile, and is stopped once', async () => {
  const put = records.table.put.bind(records.table);
  const loseOnce = () => {
    records.table.put = async () => {
      records.table.put = put;
      return false;
    };
  };
  loseOnce();
  await startReprocessing(records.ports);
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'running' });
  loseOnce();
  expect(await stopReprocessing(records.ports)).toBe(true);
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'stopped' });
  expect(await stopReprocessing(records.ports)).toBe(false);
});

it('says when the next portion is due, and the next walk', async () => {
  const ports = { ...records.ports, queues: lostQueues() };
  await startReprocessing(ports);
  await continueReprocessing(ports, { ...portion, most: 1 });
  // A tenth earlier than it lasts, since a schedule is not exact.
  const next = { files: 3, found: 3, walk: 1, due: records.now + 0.9 * portion.seconds * 1000 };
  expect(await readReprocessing(records.table)).toMatchObject(next);
  records.now += 3_600_000;
  await continueReprocessing(ports, portion);
  const walk = { documents: 3, found: 0, walk: 2, due: records.now + portion.walkSeconds * 1000 };
  expect(await readReprocessing(records.table)).toMatchObject(walk);
});

it('ends with the walk that finds nothing, whatever the walk before found', async () => {
  await startReprocessing(records.ports);
  expect(await records.goOn()).toBe(true);
  records.now += 2 * 3_600_000;
  expect(await records.goOn()).toBe(false);
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'done', walk: 2, found: 0 });
});

it('queues the files of every page of the inbox', async () => {
  const { inbox } = records;
  const list = inbox.list.bind(inbox);
  inbox.list = async (prefix, cursor) => {
    const { items } = await list(prefix);
    const at = Number(cursor ?? 0);
    return { items: items.slice(at, at + 1), ...(at + 1 < items.length && { next: String(at + 1) }) };
  };
  await startReprocessing(records.ports);
  const queues = lostQueues();
  await continueReprocessing({ ...records.ports, queues }, portion);
  expect(await readReprocessing(records.table)).toMatchObject({ files: 3, documents: 3, walk: 2 });
});
