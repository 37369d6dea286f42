/** Search rows wait until there are many, or until one has waited long enough. */
import { expect, it } from 'vitest';
import type { SearchWait } from '../../../../core/protocol/searchWait.ts';
import { letWait, type RequestedRow } from '../../../../functions/index/waitingRows.ts';

const clock = () => Date.parse('2026-01-01T12:04:00Z');
const searchWait = { rows: 4, roundSeconds: 600, rounds: 2 };

const wait = (...waited: (number | undefined)[]) => waitBy(searchWait, waited);

async function waitBy(searchWait: SearchWait, waited: readonly (number | undefined)[]) {
  const sent: [unknown, number | undefined][] = [];
  const touched = {
    send: async (bodies: readonly string[], options?: { delaySeconds?: number }) => {
      for (const body of bodies) sent.push([JSON.parse(body), options?.delaySeconds]);
    },
    depth: async () => ({ pending: 0, dead: 0 }),
  };
  const requested = waited.map(
    (each, i): RequestedRow => ({
      doc: `d${i}`,
      messages: [`m${i}`],
      ...(each !== undefined && { waited: each }),
    }),
  );
  const due = await letWait({ queues: { touched }, clock, searchWait }, requested);
  return { due: due.map(({ doc }) => doc), sent };
}

it('few rows wait for the next round, those that may not are merged', async () => {
  expect(await wait(0, undefined, 1)).toEqual({
    due: ['d1'],
    sent: [
      [{ hint: 'search/1', doc: 'd0', waited: 1 }, 360],
      [{ hint: 'search/1', doc: 'd2', waited: 2 }, 360],
    ],
  });
});

it('many rows are merged at once, and few go along with one that has waited long enough', async () => {
  expect(await wait(0, 0, 0, 0)).toEqual({ due: ['d0', 'd1', 'd2', 'd3'], sent: [] });
  expect(await wait(0, 2)).toEqual({ due: ['d0', 'd1'], sent: [] });
});

it('a row that may not wait has waited for no round, so the others do not go along with it', async () => {
  const { due, sent } = await waitBy({ ...searchWait, rounds: 1 }, [undefined, 0]);
  expect(due).toEqual(['d0']);
  expect(sent).toHaveLength(1);
});

it('nothing waits where no rule says so', async () => {
  const queues = { touched: { send: () => Promise.reject(), depth: async () => ({ pending: 0, dead: 0 }) } };
  const requested = [{ doc: 'd', waited: 0, messages: ['m'] }];
  expect(await letWait({ queues, clock }, requested)).toBe(requested);
});
