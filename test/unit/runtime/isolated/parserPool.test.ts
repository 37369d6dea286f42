import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { childProgram } from '../../../../runtime/isolated/parser.ts';
import { extraRestMilliseconds, ParserPool } from '../../../../runtime/isolated/parserPool.ts';

let pool: ParserPool;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  pool = new ParserPool(1, childProgram);
});
afterEach(() => {
  pool.close();
  vi.useRealTimers();
});

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
  expect([first, second].filter(({ reusable }) => reusable)).toHaveLength(1);
});

test('a process beyond the size that is in use again does not end', async () => {
  const [first, second] = await takeTwo();
  pool.giveBack(first);
  expect(await pool.take()).toBe(first);
  vi.advanceTimersByTime(extraRestMilliseconds);
  expect([first, second].every(({ reusable }) => reusable)).toBe(true);
});
