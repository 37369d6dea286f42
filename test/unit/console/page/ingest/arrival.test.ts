import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Client } from '../../../../../clients/typescript/client.ts';
import { type Arrival, followArrival } from '../../../../../console/page/ingest/arrival.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** What is shown of a file whose outcomes are these, one after the other; the last one stays. */
async function shown(...outcomes: object[]): Promise<Arrival[]> {
  const seen: Arrival[] = [];
  const getUploads = vi.fn().mockResolvedValue(outcomes.at(-1));
  for (const outcome of outcomes) getUploads.mockResolvedValueOnce(outcome);
  const followed = followArrival({ getUploads } as unknown as Client, 'console/a.txt', (arrival) =>
    seen.push(arrival),
  );
  await vi.runAllTimersAsync();
  await followed;
  expect(getUploads).toHaveBeenCalledWith({ key: 'console/a.txt' });
  return seen;
}

const waiting = { state: 'waiting', documents: 0, items: [] };
const refusal = { message: 'The file is empty.', remedy: 'Upload it again.' };

it.each<[what: string, outcome: object, last: Arrival]>([
  [
    'of one document',
    { state: 'stored', documents: 1, items: [{ id: '1', title: 'A' }] },
    { kind: 'stored', id: '1', title: 'A', more: false },
  ],
  [
    'of several documents',
    { state: 'stored', documents: 30, items: [{ id: '1', title: 'A' }] },
    { kind: 'stored', id: '1', title: 'A', more: true },
  ],
  ['of none, like a feed without items', { state: 'stored', documents: 0, items: [] }, { kind: 'empty' }],
  ['that was refused', { ...waiting, state: 'refused', refusal }, { kind: 'refused', ...refusal }],
  ['that was given up', { ...waiting, state: 'failed', refusal }, { kind: 'refused', ...refusal }],
])('shows a file %s', async (_, outcome, last) => {
  expect(await shown(waiting, outcome)).toEqual([{ kind: 'reading' }, last]);
});

it('gives up on a file that waits for minutes', async () => {
  expect(await shown(waiting)).toEqual([{ kind: 'reading' }, { kind: 'unknown' }]);
});
