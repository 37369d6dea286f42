import { describe, expect, it } from 'vitest';
import { historyWithErasures } from './erasures.ts';
import { faultProfileOf, nuisances } from './faultProfile.ts';
import type { Guard } from './guards.ts';
import { history, kinds } from './history.ts';
import { type RunReport, runOnce } from './run.ts';
import { type FailedRun, optionsOf, shrink } from './shrink.ts';

/**
 * The runs are always the same, so that nothing fails by chance. `npm run sim` makes others: CI some every
 * day, and you as many as you like.
 */
const seed = 41;
const runs = 10;

/**
 * Returns the first failure.
 *
 * @param reports gets those of all runs
 */
async function findMismatch(
  seeds: Iterable<number>,
  without?: Guard,
  reports: RunReport[] = [],
): Promise<string | undefined> {
  for (const seed of seeds) {
    const report = await runOnce(seed, { without });
    reports.push(report);
    const { differences } = report;
    if (differences.length > 0) return `npm run sim -- ${replay(seed, without)}: ${differences[0]}`;
  }
  return undefined;
}

function replay(seed: number, without?: Guard): string {
  return `--runs 1 --seed ${seed}${without ? ` --without '${without}'` : ''}`;
}

function* from(seed: number, count: number): Generator<number> {
  for (let i = 0; i < count; i++) yield seed + i;
}

describe('the records equal a rebuild, whatever happens', () => {
  const reports: RunReport[] = [];

  it(`in ${runs} runs from seed ${seed} on, one of them with many sweeps`, async () => {
    expect(await findMismatch(from(seed, runs), undefined, reports)).toBeUndefined();
  });

  it('in which every kind of operation really happened', () => {
    expect(kinds.filter((kind) => !reports.some(({ happened }) => happened.has(kind)))).toEqual([]);
  });

  it('with work left after the last fault, with sweeps and without', () => {
    for (const parity of [0, 1])
      expect(reports.filter(({ quietAfter }, i) => (seed + i) % 2 === parity && quietAfter > 0)).not.toEqual(
        [],
      );
  });

  it('with every fault', () => {
    const profiles = [...from(seed, runs)].map((each) => faultProfileOf(each, undefined));
    for (const nuisance of nuisances)
      expect(
        profiles.filter((profile) => profile[nuisance]),
        nuisance,
      ).not.toEqual([]);
    expect(new Set(profiles.map(({ lossy }) => lossy)).size).toBe(2);
    expect(new Set(profiles.map(({ expiry }) => expiry)).size).toBe(3);
  });

  it('in histories of a hundred operations on at least twelve keys', () => {
    for (const each of from(seed, 20)) {
      const operations = history(each, 100);
      expect(operations).toHaveLength(100);
      expect(
        new Set(operations.flatMap((operation) => ('key' in operation ? [operation.key] : []))).size,
        String(each),
      ).toBeGreaterThan(11);
    }
  });

  it.each([44, 77])('in a run that replays exactly, from seed %i', async (seed) => {
    expect(await runOnce(seed)).toEqual(await runOnce(seed));
  });

  it('also with erasures', async () => {
    const operations = historyWithErasures(7001, 40);
    const [{ calls }, again] = [await runOnce(7001, { operations }), await runOnce(7001, { operations })];
    expect(again.calls).toBe(calls);
  });
});

describe('without a guard of the protocol, a mismatch appears within 100 runs', () => {
  it('but none appears under the same faults with all guards', async () => {
    expect(await findMismatch(from(1, 2), 'none')).toBeUndefined();
  });

  // `npm run sim -- --guards` tries all of them, CI some every day.
  it.each(['again', 'consistent months'] as const)('%s', async (guard) => {
    expect(await findMismatch(from(1, 100), guard)).toBeDefined();
  });

  it('and shrinks to twelve operations at most, which fail again as they are printed', async () => {
    const guard = 'hint after write';
    const length = 20;
    const fails = async (seed: number) =>
      (await runOnce(seed, { without: guard, length })).differences.length > 0;
    let first = 1;
    while (first < 100 && !(await fails(first))) first++;
    const printed = JSON.stringify(await shrink(first, guard, { length }));
    const read: FailedRun = JSON.parse(printed); // as `npm run sim -- --replay` does
    expect(read.operations.length).toBeLessThanOrEqual(12);
    const again = await runOnce(read.seed, optionsOf(read));
    expect(again.differences).not.toEqual([]);
    expect(again).toEqual(await runOnce(read.seed, optionsOf(read)));
  });
});
