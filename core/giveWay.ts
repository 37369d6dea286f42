/**
 * Lets other work run between the parts of a long one. Requests are read once in a turn of the event loop, so
 * the parts of all long works that run in a turn are bounded together; the others wait for the next turn.
 */

import { groupsOfWeight } from './groupsOf.ts';

/** No part begins later in a turn; the last one may end later. */
const turnMilliseconds = 5;

/** In the order in which they go on. */
const waiting: (() => void)[] = [];
/** A time of `performance.now()`. */
let turnEnds = 0;
let isNextTurnSet = false;

/** Resolves in the next turn of the event loop, or in a later one if others take long. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    waitForTurn();
  });
}

/** Items that `flatMapInTurns` maps in one turn: those of a table take some microseconds each. */
export const itemsPerTurn = 1000;

/**
 * Maps the items in their order, in groups, between which other work runs.
 *
 * @param weightOf how many items an item counts as
 */
export async function flatMapInTurns<T, U>(
  items: readonly T[],
  map: (some: T[]) => U[],
  weightOf: (item: T) => number = () => 1,
): Promise<U[]> {
  const mapped: U[] = [];
  for (const [i, some] of groupsOfWeight(items, itemsPerTurn, weightOf).entries()) {
    if (i > 0) await giveWay();
    mapped.push(...map(some));
  }
  return mapped;
}

/**
 * Whether this turn has taken long. Also if nobody waited for it, so that its beginning is not known: who
 * waits for the next one makes that known.
 */
export function isTurnSpent(): boolean {
  return performance.now() >= turnEnds;
}

/** What is set while a turn's immediates run belongs to the next turn, after requests are read. */
function waitForTurn(): void {
  if (!isNextTurnSet) setImmediate(beginTurn);
  isNextTurnSet = true;
  setImmediate(goOn);
}

function beginTurn(): void {
  isNextTurnSet = false;
  turnEnds = performance.now() + turnMilliseconds;
}

/** Called once for each that waits. What goes on has done its part, or waits again, before the next call. */
function goOn(): void {
  if (isTurnSpent()) waitForTurn();
  else waiting.shift()?.();
}
