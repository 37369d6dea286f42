import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { FolderObjects } from '../../../../runtime/local/objects.ts';
import { SqliteQueue } from '../../../../runtime/local/queue.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';
import { callsPerTurn, inTurn, inTurnsOfRequests } from '../../../../runtime/local/turns.ts';
import { temporaryFolder } from '../../../temporaryFolder.ts';

const root = temporaryFolder();

const clock = () => 0;
const table = new SqliteTable(path.join(root, 'table.sqlite'));
const objects = new FolderObjects({ folder: path.join(root, 'objects'), clock });
const queue = new SqliteQueue({
  database: path.join(root, 'queues.sqlite'),
  name: 'normalized',
  maxReceives: 5,
  visibilitySeconds: 60,
  clock,
});
afterAll(() => {
  for (const each of [table, objects, queue]) each.close();
});

/** How many turns the event loop makes while the work goes on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let working = true;
  const count = () => {
    turns++;
    if (working) setImmediate(count);
  };
  setImmediate(count);
  await work();
  working = false;
  return turns;
}

async function repeat(times: number, work: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await work(i);
}

const item = (i: number) => ({ pk: 'P', sk: String(i) });

test.each<[string, (i: number) => Promise<unknown>]>([
  ['reads of rows', (i) => table.get(item(i))],
  ['writes of rows', (i) => table.put(item(i))],
  ['queries', () => table.query({ pk: 'P' })],
  ['reads of objects', (i) => objects.get(String(i))],
  ['looks at objects', (i) => objects.head(String(i))],
  ['writes of objects', (i) => objects.put(String(i), `${i}`)],
  ['lists of objects', () => objects.list('')],
  ['lists of versions', () => objects.listVersions('')],
  ['deletions of objects', (i) => objects.delete(String(i))],
])('the event loop turns during %s, one after the other', async (_, call) => {
  expect(await turnsDuring(() => repeat(320, call))).toBeGreaterThanOrEqual(320 / callsPerTurn - 1);
});

test('the calls of a turn are counted together, whoever makes them', async () => {
  const readers = Array.from({ length: 64 }, () => repeat(10, (i) => table.get(item(i))));
  expect(await turnsDuring(() => Promise.all(readers))).toBeGreaterThanOrEqual(640 / callsPerTurn - 1);
});

afterEach(() => vi.restoreAllMocks());

/** Eight calls at once, each with three milliseconds of work. */
function longCalls(): Promise<unknown> {
  let now = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const access = () => {
    now += 3;
  };
  return Promise.all(Array.from({ length: 8 }, () => inTurn(1, access)));
}

test('calls that take long do not share a turn with as many others', async () => {
  // Two have room in a turn; the first two also in the one that has begun.
  expect(await turnsDuring(longCalls)).toBeGreaterThanOrEqual(3);
});

test('an answer whose calls take long waits for none of them', async () => {
  expect(await turnsDuring(() => inTurnsOfRequests(longCalls))).toBe(0);
});

test('a request of a few calls waits for none of the stages', async () => {
  const waiting = Promise.all(Array.from({ length: 640 }, (_, i) => table.get(item(i))));
  const answer = () => inTurnsOfRequests(() => repeat(8, (i) => table.get(item(i))));
  expect(await turnsDuring(answer)).toBe(0);
  await waiting;
});

test('requests give way to other work as well', async () => {
  const answer = () => inTurnsOfRequests(() => repeat(320, (i) => table.get(item(i))));
  expect(await turnsDuring(answer)).toBeGreaterThanOrEqual(320 / callsPerTurn - 1);
});

test('many rows that are read at once are read in several turns', async () => {
  const keys = Array.from({ length: 320 }, (_, i) => item(i));
  expect(await turnsDuring(() => table.batchGet(keys))).toBeGreaterThanOrEqual(320 / callsPerTurn - 1);
});

test('many messages are sent in several turns', async () => {
  const bodies = Array.from({ length: 10_000 }, (_, i) => `message ${i}`);
  expect(await turnsDuring(() => queue.send(bodies))).toBeGreaterThanOrEqual(50);
  expect(await queue.depth()).toEqual({ pending: 10_000, dead: 0 });
});

test('many rows that are written at once are committed in several turns', async () => {
  const writes = () => Promise.all(Array.from({ length: 2_000 }, (_, i) => table.put(item(i))));
  expect(await turnsDuring(writes)).toBeGreaterThanOrEqual(10);
});

test('a large object is hashed in several turns', async () => {
  const bytes = new Uint8Array(40 * 1024 * 1024);
  expect(await turnsDuring(() => objects.put('large', bytes))).toBeGreaterThanOrEqual(9);
});
