/** When the message of a search row waits in the queue for the next round. */
import { expect, it } from 'vitest';
import { QuietTimes, sendSearchRow } from '../../../../functions/store/searchMessage.ts';

const searchWait = { rows: 64, roundSeconds: 720, rounds: 7 };
const noon = Date.parse('2026-01-01T12:04:00Z');

function sender(quiet: QuietTimes | undefined, waits: boolean) {
  const sent: [unknown, number | undefined][] = [];
  const touched = {
    send: async (bodies: readonly string[], options?: { delaySeconds?: number }) => {
      for (const body of bodies) sent.push([JSON.parse(body).waited, options?.delaySeconds]);
    },
    depth: async () => ({ pending: 0, dead: 0 }),
  };
  let now = noon;
  const ports = { queues: { touched }, clock: () => now, ...(waits && { searchWait }) };
  const send = async (seconds: number, mayWait = true) => {
    now = noon + 1000 * seconds;
    await sendSearchRow(ports, { doc: 'd', mayWait, quiet });
  };
  return { send, sent };
}

it('while few documents come, those that may wait', async () => {
  const { send, sent } = sender(new QuietTimes(), true);
  await send(0);
  await send(10, false);
  await send(20);
  await send(30);
  await send(40);
  await send(80);
  expect(sent).toEqual([
    [1, 480],
    [undefined, undefined],
    [1, 460],
    [1, 450],
    [0, undefined],
    [1, 400],
  ]);
});

it('where nothing waits, never', async () => {
  const { send, sent } = sender(new QuietTimes(), false);
  await send(0);
  expect(sent).toEqual([[0, undefined]]);
});
