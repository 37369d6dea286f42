/** How long a place in the log of changes is used after it was taken. */
import { expect, it } from 'vitest';
import { acquire, LostRace } from '../../../../core/protocol/reconcile.ts';
import { keepPlace, placeAfter } from '../../../../functions/store/changePlace.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const key = { pk: 'DOC#1', sk: 'META' };

async function leased(now: number) {
  const ports = { table: new MemoryTable(), clock: () => now };
  const lease = await acquire(ports, key, async () => ({ desired: undefined, intent: {} }));
  if (lease === undefined) throw new Error('There is no lease.');
  return { ports, lease };
}

it('the present, or just after the change before', () => {
  expect(placeAfter({ clock: () => 5000 })).toBe(5000);
  expect(placeAfter({ clock: () => 1 })).toBe(1);
  expect(placeAfter({ clock: () => 5000 }, 4999)).toBe(5000);
  expect(placeAfter({ clock: () => 5000 }, 5000)).toBe(5001);
});

it('is kept for a second; then META has a later one, under the next token', async () => {
  const { ports, lease } = await leased(5000);
  expect(await keepPlace(ports, lease, 4000)).toBe(4000);
  expect(await ports.table.get(key)).toMatchObject({ token: 1 });
  expect(await keepPlace(ports, lease, 3999)).toBe(5000);
  expect(await ports.table.get(key)).toMatchObject({ token: 2, changed: 5000 });
});

it('is followed by a later one, also if the clock is set back meanwhile', async () => {
  const { ports, lease } = await leased(5000);
  const times = [5001, 3000];
  const clock = () => times.shift() ?? Number.NaN;
  expect(await keepPlace({ ...ports, clock }, lease, 4000)).toBe(4001);
});

it('is of no use to a lease that was superseded', async () => {
  const { ports, lease } = await leased(5000);
  await ports.table.update(key, { token: 2 });
  await expect(keepPlace(ports, lease, 0)).rejects.toThrow(LostRace);
});
