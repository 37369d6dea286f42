/** Runs the simulation for one seed, and shrinks the history of a failed run. */
import { normalForm } from '../../cli/verify/normalForm.ts';
import { rebuild } from '../../cli/verify/rebuild.ts';
import { silentLog, start } from './cloud.ts';
import type { Guard } from './guards.ts';
import { history, type Kind, type Operation } from './history.ts';
import { identities } from './identities.ts';
import { checkInvariants } from './invariants.ts';
import { World } from './world.ts';

export interface RunReport {
  operations: number;
  faults: number;
  calls: number;
  /** How often each kind of thing happened. */
  happened: ReadonlyMap<Kind, number>;
  erased: World['erased'];
  /** Rows that should not exist (`+`), missing rows (`-`) and violations (`!`). Empty if all is well. */
  differences: string[];
}

/**
 * Every second seed loses messages and sweeps; independently, half of the seeds park stages before a write.
 * If a guard is off, no sweep repairs the consequences. One seed in twenty sweeps before each operation.
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
    log: silentLog,
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
  return report([...differences, ...(await checkInvariants(world)).map((violation) => `! ${violation}`)]);
}

/**
 * Finds a short history that still fails under the same seed: leaves out halves, then quarters and so on,
 * while the run keeps failing.
 */
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
