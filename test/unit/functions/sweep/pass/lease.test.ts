/** The lease of the sweep, by itself. */
import { beforeEach, expect, it, vi } from 'vitest';
import { keys } from '../../../../../core/records/keys.ts';
import { readMadeBy } from '../../../../../core/records/sweepState.ts';
import { SweepLease, SweepOvertaken } from '../../../../../functions/sweep/pass/lease.ts';
import { MemoryTable } from '../../../../../runtime/memory/table.ts';

const minute = 60_000;
let now: number;
let table: MemoryTable;
const clock = () => now;
const take = (epoch = 'one', takeOver?: boolean) =>
  SweepLease.take({ table, clock }, { epoch, ...(takeOver !== undefined && { takeOver }) });
const row = () => table.get(keys.sweep);

beforeEach(() => {
  now = 1_700_000_000_000;
  table = new MemoryTable();
});

it('belongs to one sweep until it ends, is released or is taken over', async () => {
  const first = await take();
  expect(first?.state).toEqual({
    passes: 0,
    documents: 0,
    earlier: [],
    epoch: 'one',
    token: 1,
    holder: expect.stringMatching(/^[0-9a-f]{16}$/),
    until: now + 5 * minute,
  });
  expect(await take()).toBeUndefined();
  const second = await take('one', true);
  expect(second?.state.token).toBe(2);
  expect(second?.state.holder).not.toBe(first?.state.holder);
  await expect(first?.note({})).rejects.toThrow(SweepOvertaken);
  await second?.release();
  expect((await take())?.state.token).toBe(3);
  now += 5 * minute - 1;
  expect(await take()).toBeUndefined();
  now += 1;
  expect((await take())?.state.token).toBe(4);
});

it('is renewed within a step once a minute has passed', async () => {
  const lease = await take();
  now += minute - 1;
  await lease?.keep();
  expect((await row())?.until).toBe(now + 4 * minute + 1);
  now += 1;
  await lease?.keep();
  expect((await row())?.until).toBe(now + 5 * minute);
  now += 1;
  await lease?.keep();
  expect((await row())?.until).toBe(now + 5 * minute - 1);
});

it('keeps what was noted, but nothing of another epoch', async () => {
  const lease = await take();
  const made = { models: { m: 2 }, readers: { r: 1 } };
  const earlier = [{ id: 'a', began: 1, ended: 2, references: 3 }];
  await lease?.note({ lastBegan: 5, passes: 7, documents: 4, made, earlier });
  await lease?.release();
  expect((await take())?.state).toMatchObject({ lastBegan: 5, passes: 7, documents: 4, earlier });
  expect(await readMadeBy(table)).toEqual(made);
  const restored = await take('two', true);
  expect(restored?.state).toMatchObject({ epoch: 'two', passes: 7, earlier: [], token: 3 });
  expect(restored?.state).not.toHaveProperty('lastBegan');
});

it('is read consistently, before the write and after a lost one', async () => {
  const get = vi.spyOn(table, 'get');
  table.update = async () => false;
  await take();
  expect(get.mock.calls).toEqual([
    [keys.sweep, { consistent: true }],
    [keys.sweep, { consistent: true }],
  ]);
});

it('is taken if the answer of the write was lost, and if another version has written the row', async () => {
  const update = table.update.bind(table);
  table.update = async (...args) => {
    await update(...args);
    return false;
  };
  expect((await take())?.state.token).toBe(1);
  table.update = async () => false;
  expect(await take('one', true)).toBeUndefined();
  table.update = update;
  await table.put({ ...keys.sweep, token: 9, passes: 'many' });
  expect(await readMadeBy(table)).toBeUndefined();
  expect((await take())?.state).toMatchObject({ token: 10, passes: 0 });
});
