import { beforeEach, describe, expect, it } from 'vitest';
import type { Key, Query } from '../../../../core/ports/table.ts';
import {
  endTurn,
  forgetTries,
  lastCompaction,
  noteMerged,
  notePart,
  noteTries,
  readNotes,
  readTries,
  removeNote,
  takeTurn,
} from '../../../../core/records/compaction.ts';
import { keys } from '../../../../core/records/keys.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

let now: number;
let table: MemoryTable;
let consistent: unknown[];
const ports = {
  get table() {
    return table;
  },
  clock: () => now,
};

beforeEach(() => {
  now = 1000;
  consistent = [];
  table = new (class extends MemoryTable {
    override get(key: Key, options?: { consistent?: boolean }) {
      consistent.push(options?.consistent);
      return super.get(key);
    }
    override query(query: Query) {
      consistent.push(query.consistent);
      return super.query(query);
    }
  })();
});

describe('the note of a part', () => {
  it('counts its merges from the first on, and the longest waiting is first', async () => {
    await noteMerged(ports, []);
    expect(await readNotes(ports)).toEqual([]);
    await noteMerged(ports, ['b']);
    now = 2000;
    await noteMerged(ports, ['a', 'b']);
    expect(await readNotes(ports)).toEqual([
      { part: 'b', merges: 2, since: 1000, stamp: '2 1000 2000' },
      { part: 'a', merges: 1, since: 2000, stamp: '1 2000 2000' },
    ]);
    expect(await table.get({ pk: 'COMPACT', sk: 'TABLE#a' })).toMatchObject({ part: 'a' });
    await notePart(ports, 'c');
    expect((await readNotes(ports))[0]).toEqual({ part: 'c', merges: 0, since: 0, stamp: '0 0 2000' });
  });

  it('is removed, unless rows were merged since it was read', async () => {
    await noteMerged(ports, ['a']);
    const [first] = await readNotes(ports);
    now = 2000;
    await noteMerged(ports, ['a']);
    if (first) await removeNote(ports, first);
    const [second] = await readNotes(ports);
    expect(second?.merges).toBe(2);
    if (second) await removeNote(ports, second);
    expect(await readNotes(ports)).toEqual([]);
    expect(new Set(consistent.filter((each) => each !== undefined))).toEqual(new Set([true]));
  });
});

it('tries are noted for each part, and forgotten', async () => {
  await noteTries(ports, 'a', 2);
  await noteTries(ports, 'b', 1);
  await noteMerged(ports, ['c']);
  consistent = [];
  expect(await readTries(ports)).toEqual(
    new Map([
      ['a', 2],
      ['b', 1],
    ]),
  );
  expect(consistent).toEqual([true]);
  expect(await table.get({ pk: 'COMPACT', sk: 'TRY#a' })).toMatchObject({ tries: 2 });
  await forgetTries(ports, 'a');
  expect(await readTries(ports)).toEqual(new Map([['b', 1]]));
});

describe('the turn', () => {
  it('is of one at a time, until it ends', async () => {
    expect(await takeTurn(ports, 5000)).toEqual({ until: 5000, overseen: 0 });
    now = 4999;
    expect(await takeTurn(ports, 9000)).toBeUndefined();
    now = 5000;
    expect(await takeTurn(ports, 9000)).toEqual({ until: 9000, overseen: 0 });
    expect(consistent).toEqual([true, true, true]);
    expect(await table.get(keys.compaction('TURN'))).toMatchObject({ until: 9000, overseen: 0 });
  });

  it('is of one of two that take it at once', async () => {
    expect(await Promise.all([takeTurn(ports, 5000), takeTurn(ports, 6000)])).toContain(undefined);
  });

  it('ends early, and says when all parts were looked over', async () => {
    const turn = await takeTurn(ports, 5000);
    await endTurn(ports, { until: 4000, overseen: 7 });
    expect(await takeTurn(ports, 9000)).toBeUndefined();
    if (turn) await endTurn(ports, { ...turn, overseen: 8 });
    expect(await table.get(keys.compaction('TURN'))).toMatchObject({ until: 0, overseen: 8 });
    expect(await takeTurn(ports, 9000)).toEqual({ until: 9000, overseen: 8 });
  });

  it('keeps when a run last did its work', async () => {
    const turn = await takeTurn(ports, 5000);
    expect(await lastCompaction(ports)).toBeUndefined();
    if (turn) await endTurn(ports, { ...turn, done: 7 });
    await takeTurn(ports, 9000);
    expect(await lastCompaction(ports)).toBe(7);
  });
});
