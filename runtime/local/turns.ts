/**
 * Keeps the event loop turning. The local adapters answer synchronously, so a stage that awaits one call after
 * another would go on for seconds without a turn of the event loop, and no request of the API would be read.
 */

/** Calls of a turn: one takes 0.1 to 0.5 milliseconds with what its caller does around it. */
export const callsPerTurn = 32;

let calls = 0;
let turn: Promise<void> | undefined;

/**
 * Call it before each access. It resolves at once, or in the next turn of the event loop if this turn has had
 * its calls.
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
