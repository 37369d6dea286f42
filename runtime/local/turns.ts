/**
 * Keeps the event loop turning. The local adapters work synchronously. A stage that awaits one call after
 * another would therefore block the event loop for seconds, and the API would answer no request.
 */

/** Most calls in one turn of the event loop. A call takes 0.1 to 0.5 ms, its caller's own work included. */
export const callsPerTurn = 32;

let calls = 0;
let turn: Promise<void> | undefined;

/**
 * Call it before each access. It resolves at once, or in the next turn of the event loop if this turn has
 * already had `callsPerTurn` calls.
 *
 * @param weight how many calls the access counts as
 */
export async function takeTurn(weight = 1): Promise<void> {
  while (calls >= callsPerTurn) await nextTurn();
  calls += weight;
}

function nextTurn(): Promise<void> {
  turn ??= new Promise((resolve) => {
    setImmediate(() => {
      calls = 0;
      turn = undefined;
      resolve();
    });
  });
  return turn;
}
