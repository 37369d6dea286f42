import { beforeEach, describe, expect, it } from 'vitest';
import type { Key, Query } from '../../../../core/ports/table.ts';
import {
  endTurn,
  forgetTries,
  isDue,
  lastCompaction,
  noteMerged,
  notePart,
  noteTries,
  readNotes,
  readTries,
  settleNote,
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
    override async batchGet(batch: readonly Key[]) {
      return Promise.all(batch.map((key) => super.get(key)));
    }
  })();
});

const compactions = () => readNotes(ports, 'compaction');

describe('the note of a part', () => {
  it('counts its merges and their rows from the first on, and the longest waiting is first', async () => {
    await noteMerged(ports, [], 0);
    expect(await compactions()).toEqual([]);
    await noteMerged(ports, ['b'], 7);
    now = 2000;
    await noteMerged(ports, ['a', 'b'], 3);
    const notes = [
      { part: 'b', merges: 2, rows: 10, since: 1000, stamp: '2 1000 2000' },
      { part: 'a', merges: 1, rows: 3, since: 2000, stamp: '1 2000 2000' },
    ];
    expect([await compactions(), await readNotes(ports, 'summaries')]).toEqual([notes, notes]);
    expect(await table.get({ pk: 'COMPACT', sk: 'TABLE#a' })).toMatchObject({ part: 'a' });
    await notePart(ports, 'c');
    expect((await compactions())[0]).toEqual({ part: 'c', merges: 0, rows: 0, since: 0, stamp: '0 0 2000' });
    await notePart(ports, 'd', ['summaries']);
    expect((await readNotes(ports, 'summaries')).map(({ part }) => part)).toEqual(['c', 'd', 'b', 'a']);
    expect((await compactions()).map(({ part }) => part)).toEqual(['c', 'b', 'a']);
  });

  it('goes when its work is done, or counts what was merged since', async () => {
    await noteMerged(ports, ['a'], 5);
    const [first] = await compactions();
    now = 2000;
    await noteMerged(ports, ['a'], 2);
    if (first) await settleNote(ports, 'compaction', first);
    const [second] = await compactions();
    expect(second).toMatchObject({ merges: 1, rows: 2, since: 2000 });
    if (second) await settleNote(ports, 'compaction', second);
    if (second) await settleNote(ports, 'compaction', second);
    expect(await compactions()).toEqual([]);
    expect(await readNotes(ports, 'summaries')).toMatchObject([{ merges: 2, rows: 7, since: 1000 }]);
    expect(new Set(consistent)).toEqual(new Set([true]));
  });

  it('is left to whoever notes a merge at the same time', async () => {
    await noteMerged(ports, ['a'], 5);
    const [done] = await compactions();
    await noteMerged(ports, ['a'], 2);
    const get = table.get.bind(table);
    table.get = async (key) => {
      const read = await get(key);
      table.get = get;
      now = 2000;
      await noteMerged(ports, ['a'], 4);
      return read;
    };
    if (done) await settleNote(ports, 'compaction', done);
    expect(await compactions()).toMatchObject([{ merges: 3, rows: 11, since: 1000 }]);
  });

  it('never counts less than nothing', async () => {
    await noteMerged(ports, ['a'], 5);
    const [note] = await compactions();
    now = 2000;
    await notePart(ports, 'a');
    if (note) await settleNote(ports, 'compaction', note);
    expect(await compactions()).toMatchObject([{ merges: 0, rows: 0 }]);
  });

  it('of an earlier version does not say how many rows', async () => {
    await table.put({ pk: 'COMPACT', sk: 'TABLE#a', part: 'a', merges: 1, since: 1, stamp: '1 1 1' });
    expect(await compactions()).toMatchObject([{ merges: 1, rows: 0 }]);
  });
});

it('is due after enough merges, after enough rows for a while, or when it has waited long enough', () => {
  const due = { merges: 4, rows: 100, milliseconds: 10, longest: 30 };
  const is = (merges: number, rows: number, waited: number) =>
    isDue({ part: 'a', merges, rows, since: 1000, stamp: '' }, due, 1000 + waited);
  expect([is(4, 4, 0), is(3, 99, 29)]).toEqual([true, false]);
  expect([is(3, 100, 9), is(3, 100, 10)]).toEqual([false, true]);
  expect([is(0, 0, 29), is(0, 0, 30)]).toEqual([false, true]);
});

it('tries are noted for each part, and forgotten', async () => {
  await noteTries(ports, 'a', 2);
  await noteTries(ports, 'b', 1);
  await noteMerged(ports, ['c'], 1);
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
    expect(await lastCompaction(ports)).toBeUndefined();
    const turn = await takeTurn(ports, 5000);
    expect(await lastCompaction(ports)).toBeUndefined();
    if (turn) await endTurn(ports, { ...turn, done: 7 });
    await takeTurn(ports, 9000);
    expect(await lastCompaction(ports)).toBe(7);
  });
});
