/** Runs the simulation for one seed. */
import { normalForm } from '../../cli/verify/normalForm.ts';
import { rebuild } from '../../cli/verify/rebuild.ts';
import type { Item } from '../../core/ports/table.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { claim } from '../../core/records/claim.ts';
import { claimPrefix, decisionPartition } from '../../core/records/keys.ts';
import { silentLog, start } from './cloud.ts';
import { type FaultProfile, faultProfileOf, thresholdsOf } from './faultProfile.ts';
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

/**
 * Compares the records with a rebuild from the bucket. A version that cannot be read now may have been read
 * before, so the rebuild reads all but those that the records say could not be read.
 *
 * @returns rows that differ, and violations; empty if all is well
 */
export async function compareWithRebuild(world: World): Promise<string[]> {
  const got = new Set([
    ...normalForm(world.table.items(), world.search.all()),
    ...(await identities(world.table)),
  ]);
  const unreadable = unreadableVersions(world.table.items());
  const { crowdedDocuments, relinkedDocuments } = thresholdsOf(world.profile);
  const rebuilt = await rebuild(world.inbox.withUnreadable(unreadable), {
    decisions: [...world.table.items()].filter(({ pk }) => pk === decisionPartition),
    read: world.read,
    annotate: world.annotate,
    log: silentLog,
    clock: () => start,
    thresholds: { ...thresholds, crowdedDocuments, relinkedDocuments },
  });
  const want = new Set([
    ...normalForm(rebuilt.table.items(), rebuilt.search.all()),
    ...(await identities(rebuilt.table)),
  ]);
  const violations = [
    ...world.violations,
    ...(await checkInvariants(world)),
    ...(await readableAgain(world, unreadable)),
  ];
  return [
    ...[...got.difference(want)].map((row) => `+ ${row}`),
    ...[...want.difference(got)].map((row) => `- ${row}`),
    ...violations.map((violation) => `! ${violation}`),
  ];
}

/** The versions that claims name because they could not be read, by key. */
function unreadableVersions(items: Iterable<Item>): Map<string, readonly string[]> {
  const claims = [...items].filter(({ pk, sk }) => pk.startsWith(claimPrefix) && sk === 'META');
  return new Map(
    claims
      .map((row) => claim.parse(row))
      .flatMap(({ key, unreadable }) => (key && unreadable ? [[key, unreadable] as const] : [])),
  );
}

/** A sentence for each version that can be read although its key's claim names it. */
async function readableAgain(
  { inbox }: World,
  unreadable: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const violations: string[] = [];
  for (const [key, versions] of unreadable)
    for (const version of versions)
      if (!(await inbox.isUnreadable(key, version)))
        violations.push(`${key} can be read in version ${version}, and nobody has read it`);
  return violations;
}
