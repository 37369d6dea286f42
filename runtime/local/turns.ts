/**
 * Keeps the event loop turning. The local adapters work synchronously. A stage that awaits one call after
 * another would therefore block the event loop for seconds, and the API would answer no request.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { giveWay, isTurnSpent } from '../../core/giveWay.ts';

/** Most calls in one turn of the event loop. A call takes 0.1 to 0.5 ms, its caller's own work included. */
export const callsPerTurn = 32;

/** Those who share the calls of a turn. */
interface Callers {
  calls: number;
  turn?: Promise<void> | undefined;
}

const stages: Callers = { calls: 0 };
const requests: Callers = { calls: 0 };
const callers = new AsyncLocalStorage<Callers>();

/**
 * Makes an access at once, or in a later turn of the event loop if this one has already had `callsPerTurn`
 * calls. A stage also waits if its turn has taken long: the calls that wait together for the next turn may
 * have been pages of many rows, each with its caller's work on it.
 *
 * @param weight how many calls the access counts as
 */
export async function inTurn<T>(weight: number, access: () => T): Promise<T> {
  const own = callers.getStore() ?? stages;
  while (own.calls >= callsPerTurn || (own === stages && isTurnSpent())) await nextTurn(own);
  own.calls += weight;
  return access();
}

/** Call it before an access that takes no time of the event loop itself. */
export function takeTurn(weight = 1): Promise<void> {
  return inTurn(weight, () => {});
}

/**
 * Runs the answer to a request. Its calls have turns of their own, since hundreds of calls of the stages may
 * wait for the next one: an answer of a few calls is there in the turn in which it is asked for.
 */
export function inTurnsOfRequests<T>(run: () => T): T {
  return callers.run(requests, run);
}

function nextTurn(of: Callers): Promise<void> {
  of.turn ??= giveWay().then(() => {
    of.calls = 0;
    of.turn = undefined;
  });
  return of.turn;
}
