import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  extraRestMilliseconds,
  mostExtra,
  ParserPool,
  type PooledParser,
  slowMilliseconds,
} from '../../../../runtime/isolated/parserPool.ts';

class TestParser implements PooledParser {
  reusable = true;
  spent = 0;
  kill() {
    this.reusable = false;
  }
}

let started: TestParser[];
let pool: ParserPool<TestParser>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  started = [];
  pool = new ParserPool(1, () => {
    const parser = new TestParser();
    started.push(parser);
    return parser;
  });
});
afterEach(() => {
  pool.close();
  vi.useRealTimers();
});

const alive = () => started.filter(({ reusable }) => reusable).length;
const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** Two processes, of which one is beyond the pool's size. */
async function takeTwo() {
  const first = await pool.take();
  const second = pool.take();
  vi.runAllTimers();
  return [first, await second] as const;
}

test('a process beyond the size is kept for the next object, and ends once it has rested', async () => {
  const [first, second] = await takeTwo();
  pool.giveBack(first);
  pool.giveBack(second);
  const again = [await pool.take(), await pool.take()];
  expect(new Set(again)).toEqual(new Set([first, second]));

  for (const parser of again) pool.giveBack(parser);
  vi.advanceTimersByTime(extraRestMilliseconds);
  expect(alive()).toBe(1);
});

test('a process beyond the size that is in use again does not end', async () => {
  const [first] = await takeTwo();
  pool.giveBack(first);
  expect(await pool.take()).toBe(first);
  vi.advanceTimersByTime(extraRestMilliseconds);
  expect(alive()).toBe(2);
});

/** As many objects as there may be processes; returns which of them were set aside. */
async function fill(mayBeSetAside: boolean): Promise<Set<TestParser>> {
  const setAside = new Set<TestParser>();
  for (let i = 0; i <= mostExtra; i++) {
    const taken = pool.take(mayBeSetAside ? () => setAside.add(started[i] as TestParser) : undefined);
    await pass(1_000);
    await taken;
  }
  return setAside;
}

test('an object that waits while all others are slow gets the place of the slowest', async () => {
  const setAside = await fill(true);
  for (const [i, parser] of started.entries()) parser.spent = slowMilliseconds + (i % 2);
  const good = pool.take();
  await pass(1_000);

  const parser = await good;
  expect([...setAside]).toEqual([started[1]]);
  expect(started[1]?.reusable).toBe(false);
  expect(alive()).toBe(mostExtra + 1);
  // The reading that lost its parser gives it back once it notices.
  pool.giveBack(started[1] as TestParser);
  expect(started).toHaveLength(mostExtra + 2);
  pool.giveBack(parser);
});

test('of those that wait, the newest is served first, and all in the end', async () => {
  await fill(false);
  const order: string[] = [];
  for (const name of ['older', 'newer']) void pool.take().then(() => order.push(name));
  pool.giveBack(started[0] as TestParser);
  await pass(0);
  expect(order).toEqual(['newer']);
  pool.giveBack(started[1] as TestParser);
  await pass(0);
  expect(order).toEqual(['newer', 'older']);
});

test('an object does not wait at all if all others are slow', async () => {
  const setAside = await fill(true);
  for (const parser of started) parser.spent = slowMilliseconds;
  const good = pool.take();
  await pass(1);
  await good;
  expect(setAside.size).toBe(1);
});

test('an object is not set aside before it is slow', async () => {
  const setAside = await fill(true);
  const good = pool.take();
  await pass(60_000);
  expect(setAside.size).toBe(0);

  (started[2] as TestParser).spent = slowMilliseconds;
  await pass(1_000);
  await good;
  expect([...setAside]).toEqual([started[2]]);
});

test('an object that may not be set aside keeps its parser, however long others wait', async () => {
  await fill(false);
  for (const parser of started) parser.spent = 100 * slowMilliseconds;
  const good = pool.take();
  await pass(60_000);
  expect(alive()).toBe(mostExtra + 1);

  pool.giveBack(started[0] as TestParser);
  expect(await good).toBe(started[0]);
});
