/**
 * A good file is queryable within 2 s whatever lies before it, by a virtual clock: the real queues, lanes,
 * consumers and pools of parsers, and stages that take the times below. What else the processor takes is no
 * part of it; `npm run hostile` measures that.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { eachMessage, SetAside, type Stage } from '../../../core/protocol/stage.ts';
import { queues as facts, type QueueName, queueNames } from '../../../core/protocol/topology.ts';
import { forEachQueue } from '../../../functions/forEachQueue.ts';
import { Consumer } from '../../../local/consumer.ts';
import { ParserPool, type PooledParser } from '../../../runtime/isolated/parserPool.ts';
import { inLane, isPromptWork, laneOfObject, lanes } from '../../../runtime/local/lanes.ts';
import { SqliteQueue } from '../../../runtime/local/queue.ts';
import { silentLog as log } from '../../silentLog.ts';

/**
 * How long a file rests in the folder before it is uploaded, how long a story takes in each stage, how long
 * after one another other files come (long enough that each is a batch of its own), and how long a parser
 * takes to start.
 */
const milliseconds = { quiet: 200, story: 100, between: 600, startOfParser: 800 };
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
  queues = forEachQueue(open);
  stored = [];
  const pool = () => new ParserPool(1, () => new TestParser());
  pools = { prompt: pool(), bulk: pool() };
  texts = [];
  isBusy = false;
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

/** A parser of which no other takes the processor. */
class TestParser implements PooledParser {
  reusable = true;
  isStarted = false;
  began = Date.now() + milliseconds.startOfParser;
  get spent() {
    return Date.now() - this.began;
  }
  kill() {
    this.reusable = false;
  }
}

let pools: { prompt: ParserPool<TestParser>; bulk: ParserPool<TestParser> };

async function read(time: number): Promise<void> {
  const pool = isPromptWork() ? pools.prompt : pools.bulk;
  let setAside = () => {};
  const isSetAside = new Promise<true>((resolve) => {
    setAside = () => resolve(true);
  });
  const parser = await pool.take(pool === pools.prompt ? setAside : undefined);
  if (!parser.isStarted) await wait(milliseconds.startOfParser);
  parser.isStarted = true;
  parser.began = Date.now();
  const wasSetAside = await Promise.race([isSetAside, wait(time)]);
  pool.giveBack(parser);
  if (wasSetAside) throw new SetAside('it is slow');
}

/** What waits for the thread that finds the names of short texts, the shortest first. */
let texts: { time: number; done: () => void }[];
let isBusy: boolean;
const longNames = 1_000;

async function findNames(time: number): Promise<void> {
  if (time >= longNames && isPromptWork()) throw new SetAside('it is long');
  if (time >= longNames) return wait(time); // long texts have a thread of their own
  const found = new Promise<void>((done) => texts.push({ time, done }));
  if (!isBusy) void workOnTexts();
  return found;
}

async function workOnTexts(): Promise<void> {
  isBusy = true;
  for (;;) {
    const [next, ...others] = texts.toSorted((one, other) => one.time - other.time);
    texts = others;
    if (next === undefined) break;
    await wait(next.time);
    next.done();
  }
  isBusy = false;
}

const doWork: Record<QueueName, (time: number) => Promise<void>> = {
  uploads: read,
  normalized: findNames,
  extracted: wait,
  touched: wait,
};

/** Does the work of its messages, and queues what follows. */
function stageOf(name: QueueName): Stage {
  const next = queueNames[queueNames.indexOf(name) + 1];
  return eachMessage(name, log, async (body) => {
    const { documents = 1, ...work }: Work = JSON.parse(body);
    await doWork[name](work.milliseconds[name] ?? milliseconds.story);
    if (name === 'extracted') stored.push(work.name);
    if (next !== undefined)
      await queues[next].send(Array.from({ length: documents }, () => JSON.stringify(work)));
  });
}

function start(): void {
  const gates = { hasRoom: () => true, isBehind: () => false, isFed: () => true };
  consumers = queueNames.flatMap((name) =>
    lanes.map((lane) => {
      const wired = { queue: queues[name], facts: facts[name], stage: stageOf(name) };
      return new Consumer({ ...wired, lane, log, gates });
    }),
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
const slowToRead = (bytes: number, i: number): [number, Work] => [
  bytes,
  { name: `slow ${i}`, milliseconds: { uploads: minute } },
];
const many = (count: number, make: (i: number) => [number, Work]) =>
  Array.from({ length: count }, (_, i) => make(i));

const before: Record<string, [bytes: number, Work][]> = {
  nothing: [],
  'a large file that takes a minute to read': [slowToRead(largeBytes, 0)],
  'twenty large files that take a minute each in every stage': many(20, (i) => [
    largeBytes,
    { name: `${i}`, milliseconds: { uploads: minute, normalized: minute, extracted: minute } },
  ]),
  'a table of 10,000 rows': [[largeBytes, { name: 'row', documents: 10_000, milliseconds: {} }]],
  'a small file of 5,000 documents': [[smallBytes, { name: 'part', documents: 5_000, milliseconds: {} }]],
  'four small files that take a minute to read': many(4, (i) => slowToRead(smallBytes, i)),
  'twenty small files that take a minute to read': many(20, (i) => slowToRead(smallBytes, i)),
  'small and large files that take a minute to read': many(12, (i) =>
    slowToRead(i % 2 === 0 ? smallBytes : largeBytes, i),
  ),
  'small files whose names take a minute to find': many(12, (i) => [
    smallBytes,
    { name: `${i}`, milliseconds: { normalized: minute } },
  ]),
};

async function secondsBehind(files: readonly [bytes: number, Work][], between: number): Promise<number> {
  start();
  for (const [bytes, work] of files) {
    const sent = upload(bytes, work);
    await pass(between);
    await sent;
  }
  await pass(5_000); // what lies before is at work in every stage
  return secondsOfStory();
}

it.each(Object.entries(before))('a good file behind %s is queryable within 2 s', async (_, files) => {
  expect(await secondsBehind(files, milliseconds.between)).toBeLessThan(2);
});

it.each<[string, (i: number) => [bytes: number, Work]]>([
  ['take a minute to read', (i) => slowToRead(smallBytes, i)],
  ['have many names', (i) => [smallBytes, { name: `${i}`, milliseconds: { uploads: 5, normalized: 300 } }]],
])(
  'a good file behind eighty small files that came at once and %s is queryable within 2 s',
  async (_, file) => {
    expect(await secondsBehind(many(80, file), 5)).toBeLessThan(2);
  },
);
