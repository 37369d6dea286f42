import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inLane, laneOfObject } from '../../../../runtime/local/lanes.ts';
import { SqliteQueue } from '../../../../runtime/local/queue.ts';

let folder: string;
let queue: SqliteQueue;
let now = 0;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-lanes-'));
  queue = open();
});
afterEach(() => {
  queue.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): SqliteQueue {
  return new SqliteQueue({
    database: path.join(folder, 'queues.sqlite'),
    name: 'normalized',
    maxReceives: 1,
    visibilitySeconds: 60,
    clock: () => now,
  });
}

const many = Array.from({ length: 100 }, (_, i) => `${i}`);
const bodies = (records: { body: string }[]) => records.map(({ body }) => body);

test('messages that are sent with many others do not precede a single one', async () => {
  await queue.send(many);
  await queue.send(['single']);
  expect(bodies(queue.receive(10, 'prompt'))).toEqual(['single']);
  expect([100, 101].map((least) => queue.hasVisible(least, 'bulk'))).toEqual([true, false]);
});

test('what a bulk message causes is bulk', async () => {
  await inLane('bulk', async () => {
    await Promise.resolve();
    await queue.send(['caused']);
  });
  expect(bodies(queue.receive(10, 'prompt'))).toEqual([]);
  expect(bodies(queue.receive(10, 'bulk'))).toEqual(['caused']);
});

test('the notification of a large object is bulk', () => {
  expect([100_000, 10_000_000].map((size) => laneOfObject({ size }))).toEqual(['prompt', 'bulk']);
});

test('half of a lane’s batch are its newest messages, so that none waits for all before it', async () => {
  for (const body of many) {
    now++;
    await queue.send([body]);
  }
  expect(bodies(queue.receive(6, 'prompt'))).toEqual(['0', '1', '2', '99', '98', '97']);
  expect(bodies(queue.receive(100, 'prompt'))).toHaveLength(94);
});

test('many dead letters that are sent again are bulk', async () => {
  await queue.send(many);
  queue.release(queue.receive(100).map(({ receiptHandle }) => receiptHandle));
  queue.redrive();
  expect([queue.hasVisible(1, 'prompt'), queue.hasVisible(100, 'bulk')]).toEqual([false, true]);
});
