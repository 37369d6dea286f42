import { beforeEach, describe, expect, it } from 'vitest';
import type { Item, Key } from '../../../../core/ports/table.ts';
import {
  acquire,
  isConverged,
  isLive,
  type Lease,
  LostRace,
  tokenOf,
} from '../../../../core/protocol/reconcile.ts';
import { tombstoneSeconds } from '../../../../core/protocol/topology.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const now = Date.parse('2021-05-03T09:00:00Z');
const key = { pk: 'X', sk: 'META' };
const rowKey = { pk: 'ROW', sk: '1' };

let table: MemoryTable;
beforeEach(() => {
  table = new MemoryTable();
});

const ports = () => ({ table, clock: () => now });
const rowOf = async () => (await table.get(key)) as Item;

/** Acquires X. `lose` is how many other handlers win the race first. */
async function lease(lose = 0): Promise<Lease<string>> {
  let left = lose;
  const acquired = await acquire(ports(), key, async () => {
    if (left-- > 0) await lease();
    return { desired: 'state', intent: { owned: ['a'] } };
  });
  if (acquired === undefined) throw new Error('It was not acquired.');
  return acquired;
}

describe('acquire', () => {
  it('increments the token and records the intent in one write', async () => {
    const first = await lease();
    expect([first.token, first.desired, first.previousRow]).toEqual([1, 'state', undefined]);
    expect(await rowOf()).toEqual({ ...key, token: 1, owned: ['a'] });
    const second = await lease();
    expect(second.token).toBe(2);
    expect(second.previousRow).toEqual({ ...key, token: 1, owned: ['a'] });
  });

  it('reads the token consistently: an earlier one would lose the race, or not be noticed', async () => {
    const reads: unknown[] = [];
    table = new (class extends MemoryTable {
      override get(key: Key, options?: object) {
        reads.push([key, options]);
        return super.get(key);
      }
    })();
    await lease();
    expect(reads).toEqual([[key, { consistent: true }]]);
  });

  it('keeps the attributes that the intent does not name', async () => {
    await table.put({ ...key, token: 7, other: 'kept' });
    expect((await lease()).token).toBe(8);
    expect(await rowOf()).toMatchObject({ other: 'kept', owned: ['a'] });
  });

  it.each([
    [5, 9, 10],
    [9, 5, 10],
    [9, undefined, 10],
    [undefined, 5, 6],
  ])('acquires a token above %s and above the floor %s', async (token, floor, above) => {
    if (token !== undefined) await table.put({ ...key, token });
    const observation = { desired: 'state', intent: {}, ...(floor !== undefined && { floor }) };
    expect((await acquire(ports(), key, async () => observation))?.token).toBe(above);
    expect((await rowOf()).token).toBe(above);
  });

  it('writes nothing if there is nothing to do', async () => {
    expect(await acquire(ports(), key, async () => undefined)).toBeUndefined();
    expect(await table.get(key)).toBeUndefined();
  });

  it('observes again after a lost race', async () => {
    const winner = await lease(3);
    expect(winner.token).toBe(4);
    expect(winner.previousRow).toMatchObject({ token: 3 });
  });

  it('gives up after ten lost races, and names no key in its error', async () => {
    await expect(lease(10)).rejects.toThrow(LostRace);
    await expect(lease(10)).rejects.toThrow(/^Lost the conditional write on row [0-9a-f]{32} 10 times\.$/);
    expect(await (await lease(9)).apply({})).toBe(true);
  });

  it('marks a row as converged only if the observation says so', async () => {
    await lease();
    expect(isConverged(await rowOf())).toBe(false);
    await acquire(ports(), key, async () => ({ desired: 'same', intent: {}, converged: true }));
    expect(isConverged(await rowOf())).toBe(true);
    await lease();
    expect(isConverged(await rowOf())).toBe(false);
  });
});

describe('a lease', () => {
  it('writes rows that carry its token', async () => {
    const { token, ...own } = { token: 1, value: 'first' };
    expect(await (await lease()).write(rowKey, own)).toBe(true);
    expect(await table.get(rowKey)).toEqual({ ...rowKey, value: 'first', token });
  });

  it('does not overwrite or bury a row with a newer token', async () => {
    const [older, newer] = [await lease(), await lease()];
    expect(await newer.write(rowKey, { value: 'newer' })).toBe(true);
    expect(await older.write(rowKey, { value: 'older' })).toBe(false);
    expect(await older.bury(rowKey)).toBe(false);
    expect(await table.get(rowKey)).toEqual({ ...rowKey, value: 'newer', token: 2 });
  });

  it('overwrites rows of older leases and of its own', async () => {
    const [older, newer] = [await lease(), await lease()];
    await older.write(rowKey, { value: 'older' });
    expect(await newer.write(rowKey, { value: 'newer' })).toBe(true);
    expect(await newer.write(rowKey, { value: 'again' })).toBe(true);
    expect(await table.get(rowKey)).toMatchObject({ value: 'again', token: 2 });
  });

  it('replaces a row by a tombstone that keeps nothing but its token, and expires', async () => {
    const [older, newer] = [await lease(), await lease()];
    await older.write(rowKey, { value: 'older', listPk: 'LIST', listSk: '1' });
    expect(await newer.bury(rowKey)).toBe(true);
    const tombstone = (await table.get(rowKey)) as Item;
    expect(tombstone).toEqual({ ...rowKey, token: 2, gone: true, expires: now / 1000 + tombstoneSeconds });
    expect(isLive(tombstone)).toBe(false);
    expect(await older.write(rowKey, { value: 'late' })).toBe(false);
  });

  it('is renewed under the next token, unless it is superseded', async () => {
    const first = await lease();
    expect(await first.renew({ changed: 5 })).toBe(true);
    expect([first.token, await rowOf()]).toEqual([2, { ...key, token: 2, owned: ['a'], changed: 5 }]);
    const second = await lease();
    expect(second.token).toBe(3);
    expect(await first.renew({ changed: 6 })).toBe(false);
    expect(first.token).toBe(2);
    expect(await rowOf()).toMatchObject({ token: 3, changed: 5 });
  });

  it('applies unless it is superseded', async () => {
    const older = await lease();
    const newer = await lease();
    expect(await older.apply({ result: 'older' })).toBe(false);
    expect(isConverged(await rowOf())).toBe(false);
    expect(await newer.apply({ result: 'newer', owned: undefined })).toBe(true);
    expect(await rowOf()).toEqual({ ...key, token: 2, settled: 2, result: 'newer' });
    expect(isConverged(await rowOf())).toBe(true);
  });
});

it('a row that nobody has acquired has token 0 and is not converged', () => {
  expect([tokenOf(undefined), tokenOf({ ...rowKey })]).toEqual([0, 0]);
  expect(isConverged(undefined)).toBe(false);
});
