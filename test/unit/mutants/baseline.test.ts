/** What a proof does without a mutant. */
import { expect, it, vi } from 'vitest';
import { Baseline } from '../../mutants/baseline.ts';
import type { Answer } from '../../mutants/worker.ts';

/** A thread in which a test fails until it is renewed so many times. */
function threadOf(renewals: number) {
  let failing = renewals;
  return {
    run: vi.fn(async (): Promise<Answer> => {
      const failure = failing > 0 ? 'remembers a mutant' : undefined;
      return { failure, failed: undefined, runs: [{ number: 0, met: [7], steps: 3 }], isEndless: false };
    }),
    renew: vi.fn(async () => {
      failing--;
    }),
  };
}

it('is tried once where it passes, and in a new thread where it does not', async () => {
  for (const [renewals, runs] of [
    [0, 1],
    [1, 2],
  ] as const) {
    const [thread, baseline] = [threadOf(renewals), new Baseline()];
    const known = { passes: true, tests: [{ number: 0, met: new Set([7]) }], steps: 3 };
    expect(await baseline.of('a.test.ts', thread)).toEqual(known);
    expect(await baseline.of('a.test.ts', thread)).toEqual(known);
    expect(thread.run).toHaveBeenCalledTimes(runs);
    expect(thread.renew).toHaveBeenCalledTimes(renewals);
  }
});

it('is left out where it fails in a new thread, too', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  expect((await new Baseline().of('a.test.ts', threadOf(2))).passes).toBe(false);
  expect(log.mock.calls.join()).toContain('a.test.ts is left out');
  log.mockRestore();
});
