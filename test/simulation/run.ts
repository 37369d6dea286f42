/** Runs the simulation for one seed. */
import { normalForm } from '../../cli/verify/normalForm.ts';
import { rebuild } from '../../cli/verify/rebuild.ts';
import { decisionPartition } from '../../core/records/keys.ts';
import { silentLog, start } from './cloud.ts';
import { type FaultProfile, faultProfileOf } from './faultProfile.ts';
import { historyOf } from './guardHistory.ts';
import type { Guard } from './guards.ts';
import type { Kind, Operation } from './history.ts';
import { identities } from './identities.ts';
import { checkInvariants } from './invariants.ts';
import { World } from './world.ts';

export interface RunReport {
  operations: number;
  faults: number;
  calls: number;
  /** How many steps it took from the last fault on. */
  quietAfter: number;
  /** How often each kind of thing happened. */
  happened: ReadonlyMap<Kind, number>;
  erased: World['erased'];
  /** Rows that should not exist (`+`), missing rows (`-`) and violations (`!`). Empty if all is well. */
  differences: string[];
}

export interface RunOptions {
  operations?: readonly Operation[];
  length?: number;
  without?: Guard | undefined;
  /** Replaces parts of the fault profile that the seed draws. */
  profile?: Partial<FaultProfile>;
  /** Draws the order of calls and the faults, if not the seed. */
  schedule?: number;
}

export async function runOnce(seed: number, options: RunOptions = {}): Promise<RunReport> {
  const { without, profile, schedule = seed } = options;
  const operations = options.operations ?? historyOf(seed, options.length ?? 100, without);
  const world = new World(schedule, { ...faultProfileOf(seed, without), ...profile });
  const report = (differences: string[]) => {
    const { faults, calls, quietAfter, happened, erased } = world;
    return { operations: operations.length, faults, calls, quietAfter, happened, erased, differences };
  };
  try {
    await world.run(operations);
    return report(await compareWithRebuild(world));
  } catch (error) {
    return report([`! ${error instanceof Error ? error.stack : String(error)}`]);
  }
}

/** Rows that differ, and violations; empty if all is well. */
export async function compareWithRebuild(world: World): Promise<string[]> {
  const got = new Set([
    ...normalForm(world.table.items(), world.search.all()),
    ...(await identities(world.table)),
  ]);
  const rebuilt = await rebuild(world.inbox, {
    decisions: [...world.table.items()].filter(({ pk }) => pk === decisionPartition),
    read: world.read,
    annotate: world.annotate,
    log: silentLog,
    clock: () => start,
  });
  const want = new Set([
    ...normalForm(rebuilt.table.items(), rebuilt.search.all()),
    ...(await identities(rebuilt.table)),
  ]);
  const violations = [...world.violations, ...(await checkInvariants(world))];
  return [
    ...[...got.difference(want)].map((row) => `+ ${row}`),
    ...[...want.difference(got)].map((row) => `- ${row}`),
    ...violations.map((violation) => `! ${violation}`),
  ];
}
