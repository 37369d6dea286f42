/**
 * A good file is queryable within 2 s whatever lies before it, by a virtual clock: the real queues, lanes and
 * consumers, and stages that take the times below. What the processor takes is no part of it;
 * `npm run hostile` measures that.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Stage } from '../../../core/protocol/stage.ts';
import { queues as facts, type QueueName, queueNames } from '../../../core/protocol/topology.ts';
import { Consumer } from '../../../local/consumer.ts';
import { inLane, laneOfObject, lanes } from '../../../runtime/local/lanes.ts';
import { SqliteQueue } from '../../../runtime/local/queue.ts';

/**
 * How long a file rests in the folder before it is uploaded, how long a story takes in each stage, and how
 * long after one another other files come: long enough that each is a batch of its own.
 */
const milliseconds = { quiet: 200, story: 100, between: 600 };
/** How long a story is waited for at most. */
const patience = 10_000;
const smallBytes = 1_000;
const largeBytes = 5_000_000;

const turn = setImmediate;
let folder: string;
let queues: Record<QueueName, SqliteQueue>;
let consumers: Consumer[];
/** Bodies of the messages that `store` has handled, after which a document is queryable. */
let stored: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-prompt-'));
  const open = (name: QueueName) =>
    new SqliteQueue({
      database: path.join(folder, `${name}.sqlite`),
      name,
      maxReceives: 5,
      visibilitySeconds: 3_600,
      clock: Date.now,
    });
  queues = Object.fromEntries(queueNames.map((name) => [name, open(name)])) as Record<QueueName, SqliteQueue>;
  stored = [];
});

afterEach(async () => {
  let stopped = false;
  void Promise.all(consumers.map((consumer) => consumer.stop())).then(() => {
    stopped = true;
  });
  while (!stopped) await pass(60_000);
  for (const queue of Object.values(queues)) queue.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

/** What a file is made into: so many documents, each of which takes so long in each stage. */
interface Work {
  name: string;
  documents?: number;
  milliseconds: Partial<Record<QueueName, number>>;
}

const wait = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));

/** Handles its messages one after the other, as one busy thread does, and queues what follows. */
function stageOf(name: QueueName): Stage {
  const next = queueNames[queueNames.indexOf(name) + 1];
  return async ({ Records }) => {
    for (const { body } of Records) {
      const { documents = 1, ...work }: Work = JSON.parse(body);
      await wait(work.milliseconds[name] ?? milliseconds.story);
      if (name === 'extracted') stored.push(work.name);
      if (next !== undefined)
        await queues[next].send(Array.from({ length: documents }, () => JSON.stringify(work)));
    }
    return { batchItemFailures: [] };
  };
}

function start(): void {
  const gates = { hasRoom: () => true, isBehind: () => false };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  consumers = queueNames.flatMap((name) =>
    lanes.map((lane) => new Consumer(queues[name], facts[name], lane, stageOf(name), log, gates)),
  );
  for (const consumer of consumers) consumer.start();
}

const upload = (bytes: number, work: Work) =>
  inLane(laneOfObject({ size: bytes }), () => queues.uploads.send([JSON.stringify(work)]));

/** Lets this much virtual time pass; the work that is due in between is done. */
async function pass(time: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(time);
  for (let i = 0; i < 30; i++) await new Promise((resolve) => turn(resolve));
}

/** Seconds of virtual time from putting a story into the folder until it is queryable. */
async function secondsOfStory(): Promise<number> {
  const began = Date.now();
  await pass(milliseconds.quiet);
  const sent = upload(smallBytes, { name: 'story', milliseconds: {} });
  while (!stored.includes('story') && Date.now() - began < patience) await pass(10);
  await sent;
  return (Date.now() - began) / 1000;
}

const minute = 60_000;
const before: Record<string, [bytes: number, Work][]> = {
  nothing: [],
  'a large file that takes a minute to read': [
    [largeBytes, { name: 'slow', milliseconds: { uploads: minute } }],
  ],
  'twenty large files that take a minute each in every stage': Array.from({ length: 20 }, (_, i) => [
    largeBytes,
    { name: `${i}`, milliseconds: { uploads: minute, normalized: minute, extracted: minute } },
  ]),
  'a table of 10,000 rows': [[largeBytes, { name: 'row', documents: 10_000, milliseconds: {} }]],
  'a small file of 5,000 documents': [[smallBytes, { name: 'part', documents: 5_000, milliseconds: {} }]],
  'three small files that take a minute to read': Array.from({ length: 3 }, (_, i) => [
    smallBytes,
    { name: `${i}`, milliseconds: { uploads: minute } },
  ]),
  'a small file whose names take a minute to find': [
    [smallBytes, { name: 'names', milliseconds: { normalized: minute } }],
  ],
};

async function secondsBehind(files: readonly [bytes: number, Work][]): Promise<number> {
  start();
  for (const [bytes, work] of files) {
    const sent = upload(bytes, work);
    await pass(milliseconds.between);
    await sent;
  }
  await pass(5_000); // what lies before is at work in every stage
  return secondsOfStory();
}

it.each(Object.entries(before))('a good file behind %s is queryable within 2 s', async (_, files) => {
  expect(await secondsBehind(files)).toBeLessThan(2);
});

it('only four small files that take a minute hold it up: each is one of four batches', async () => {
  const slow: [number, Work] = [smallBytes, { name: 'slow', milliseconds: { uploads: minute } }];
  expect(await secondsBehind([slow, slow, slow, slow])).toBeGreaterThanOrEqual(patience / 1_000);
});
