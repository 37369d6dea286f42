/** One run of the simulation, and its shrinking. */

import { normalForm } from '../../cli/verify/normalForm.ts';
import { rebuild } from '../../cli/verify/rebuild.ts';
import type { Guard } from './guards.ts';
import { history, type Kind, type Operation } from './history.ts';
import { identities } from './identities.ts';
import { checkInvariants } from './invariants.ts';
import { silent, start, World } from './world.ts';

export interface RunReport {
  operations: number;
  faults: number;
  calls: number;
  /** How often each kind of thing really happened. */
  happened: ReadonlyMap<Kind, number>;
  erased: World['erased'];
  /** What is there and should not be (`+`), and what should be and is not (`-`); empty where all is well. */
  differences: string[];
}

/**
 * Half of the seeds lose hints and sweep; half of them, cut the other way, park stages just before a write. Where a guard is off no sweep
 * makes good what comes of it. One seed in twenty sweeps before each operation.
 */
function weatherOf(seed: number, without: Guard | undefined) {
  return {
    lossy: without === undefined && seed % 2 === 1,
    parking: without !== undefined || seed % 4 < 2,
    sweeping: seed % 20 === 1,
    without,
  };
}

export async function runOnce(
  seed: number,
  options: {
    operations?: readonly Operation[];
    length?: number;
    without?: Guard | undefined;
    hasty?: boolean;
  } = {},
): Promise<RunReport> {
  const operations = options.operations ?? history(seed, options.length ?? 100);
  const world = new World(seed, { ...weatherOf(seed, options.without), hasty: options.hasty });
  const report = (differences: string[]) => {
    const { faults, calls, happened, erased } = world;
    return { operations: operations.length, faults, calls, happened, erased, differences };
  };
  try {
    await world.run(operations);
  } catch (error) {
    return report([`! ${String(error)}`]);
  }
  const got = new Set([
    ...normalForm(world.table.items(), world.search.all()),
    ...(await identities(world.table)),
  ]);
  const rebuilt = await rebuild(world.inbox, {
    read: world.read,
    annotate: world.annotate,
    log: silent,
    clock: () => start,
  });
  const want = new Set([
    ...normalForm(rebuilt.table.items(), rebuilt.search.all()),
    ...(await identities(rebuilt.table)),
  ]);
  const differences = [
    ...[...got.difference(want)].map((row) => `+ ${row}`),
    ...[...want.difference(got)].map((row) => `- ${row}`),
  ];
  return report([...differences, ...(await checkInvariants(world)).map((broken) => `! ${broken}`)]);
}

/** The shortest history found that still fails under the same seed: halves, then quarters … are left out as long as it does. */
export async function shrink(
  seed: number,
  without: Guard | undefined,
  length?: number,
): Promise<Operation[]> {
  let operations = history(seed, length ?? 100);
  for (let size = Math.ceil(operations.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < operations.length; ) {
      const fewer = [...operations.slice(0, at), ...operations.slice(at + size)];
      if ((await runOnce(seed, { operations: fewer, without })).differences.length > 0) operations = fewer;
      else at += size;
    }
  }
  return operations;
}
