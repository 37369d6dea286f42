/** How long the messages of one machine wait for others, by a virtual clock. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { queues as facts } from '../../../core/protocol/topology.ts';
import { Consumer } from '../../../local/consumer.ts';
import { SqliteQueue } from '../../../runtime/local/queue.ts';
import { silentLog as log } from '../../silentLog.ts';

const turn = setImmediate;
const window = 1000 * facts.touched.window.local;
let folder: string;
let queue: SqliteQueue;
let consumer: Consumer;
/** Whether stages before this one have messages. */
let fed: boolean;
/** The bodies of each batch. */
let batches: string[][];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-window-'));
  queue = new SqliteQueue({
    database: path.join(folder, 'touched.sqlite'),
    name: 'touched',
    maxReceives: 5,
    visibilitySeconds: 3_600,
    clock: Date.now,
  });
  fed = true;
  batches = [];
  const gates = { hasRoom: () => true, isBehind: () => false, isFed: () => fed };
  const stage = async ({ Records }: { Records: { body: string }[] }) => {
    batches.push(Records.map(({ body }) => body));
    return { batchItemFailures: [] };
  };
  consumer = new Consumer({ queue, facts: facts.touched, lane: 'prompt', stage, log, gates });
  consumer.start();
});

afterEach(async () => {
  const stopped = consumer.stop();
  await pass(window);
  await stopped;
  queue.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

/** Lets this much virtual time pass; the work that is due in between is done. */
async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
  for (let i = 0; i < 30; i++) await new Promise((resolve) => turn(resolve));
}

async function send(...bodies: string[]): Promise<void> {
  const sent = queue.send(bodies);
  await pass(1);
  await sent;
}

it('while more come, the messages of a window are one batch', async () => {
  await send('first');
  await send('second');
  await pass(window / 2);
  await send('third');
  expect(batches).toEqual([['first']]);
  await pass(window / 2);
  expect(batches).toEqual([['first'], ['second', 'third']]);
});

it('once no more can come, nothing waits for the end of the window', async () => {
  await send('first');
  await send('second');
  await pass(100);
  expect(batches).toEqual([['first']]);
  fed = false;
  await pass(100);
  expect(batches).toEqual([['first'], ['second']]);
});

it('a message after a window without others is handled at once', async () => {
  await send('first');
  await pass(window);
  await send('second');
  expect(batches).toEqual([['first'], ['second']]);
});
