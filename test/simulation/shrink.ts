/**
 * Shrinks a failed run: fewer operations, and fewer of the nuisances of the fault profile. Calls draw the
 * same in a shorter history (`draws.ts`), but may meet others, so each is tried under several schedules.
 */

import { faultProfileOf, type Nuisance, nuisances } from './faultProfile.ts';
import { historyOf } from './guardHistory.ts';
import type { Guard } from './guards.ts';
import type { Operation } from './history.ts';
import { type RunOptions, runOnce } from './run.ts';

/** A run that fails, with all that is needed to repeat it. */
export interface FailedRun {
  seed: number;
  schedule: number;
  /** Switched off, although the seed draws it. */
  calmed: Nuisance[];
  without?: Guard;
  operations: Operation[];
}

/** Histories with this many operations are tried under one more schedule each time they are tried. */
const operationsPerSchedule = 60;
const maximumSchedules = 40;

/** So that CI, which shrinks the first mismatch, ends within minutes. */
const mostRuns = 300;

export function optionsOf({ schedule, calmed, without, operations }: FailedRun): RunOptions {
  const profile = Object.fromEntries(calmed.map((nuisance) => [nuisance, false]));
  return { schedule, profile, without, operations };
}

async function failsAgain(run: FailedRun): Promise<boolean> {
  return (await runOnce(run.seed, optionsOf(run))).differences.length > 0;
}

export interface ShrinkOptions {
  length?: number;
  /** What the failed run did, if not the history of its seed. */
  operations?: readonly Operation[];
  /** The most runs that are made. A run of a long history takes a second or two. */
  most?: number;
  /** Whether a run fails. */
  fails?: (run: FailedRun) => Promise<boolean>;
}

/**
 * Finds a short history that still fails: leaves out halves, then quarters and so on, then single operations,
 * until none can be left out or it has made all its runs. Before that it finds the shortest beginning that
 * fails, whose course is that of the whole history, and tries each key alone.
 */
export async function shrink(
  seed: number,
  without?: Guard,
  { length = 100, operations, most = mostRuns, fails = failsAgain }: ShrinkOptions = {},
): Promise<FailedRun> {
  let best: FailedRun = {
    seed,
    schedule: seed,
    calmed: [],
    ...(without !== undefined && { without }),
    operations: (operations ?? historyOf(seed, length, without)).map((each, at) => ({ at, ...each })),
  };
  let left = most;
  const replaceIfFails = async (changes: Partial<FailedRun>): Promise<boolean> => {
    const size = (changes.operations ?? best.operations).length;
    const schedules = Math.min(maximumSchedules, 1 + Math.floor(operationsPerSchedule / (size + 1)));
    for (let i = 0; i < schedules && left > 0; i++) {
      const tried = { ...best, ...changes, schedule: best.schedule + i };
      left--;
      if (!(await fails(tried))) continue;
      best = tried;
      return true;
    }
    return false;
  };
  const calm = async () => {
    for (const nuisance of nuisances)
      if (faultProfileOf(seed, without)[nuisance] && !best.calmed.includes(nuisance))
        await replaceIfFails({ calmed: [...best.calmed, nuisance] });
  };
  const whole = best.operations;
  for (let [holds, broken] = [0, whole.length]; holds + 1 < broken; ) {
    const middle = Math.floor((holds + broken) / 2);
    if (await replaceIfFails({ operations: whole.slice(0, middle) })) broken = middle;
    else holds = middle;
  }
  // Most failures need one key, and a short history is tried in a tenth of the time.
  for (const key of keysOf(best.operations))
    if (await replaceIfFails({ operations: ofKey(best.operations, key) })) break;
  await calm();
  for (let shrunk = true; shrunk && left > 0; ) {
    shrunk = false;
    for (let size = Math.ceil(best.operations.length / 2); size >= 1; size = nextSize(size)) {
      for (let at = 0; at < best.operations.length; ) {
        const operations = [...best.operations.slice(0, at), ...best.operations.slice(at + size)];
        if (await replaceIfFails({ operations })) shrunk = true;
        else at += size;
      }
    }
  }
  await calm();
  return best;
}

function keysOf(operations: readonly Operation[]): Set<string> {
  return new Set(operations.flatMap((operation) => ('key' in operation ? operation.key : [])));
}

/** What is about one key, or about none. */
function ofKey(operations: readonly Operation[], key: string): Operation[] {
  return operations.filter((operation) => !('key' in operation) || operation.key === key);
}

const nextSize = (size: number): number => (size === 1 ? 0 : Math.ceil(size / 2));
