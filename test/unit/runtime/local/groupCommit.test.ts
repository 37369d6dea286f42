/** How writes share transactions. Counts turns of the event loop, never the clock. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { giveWay } from '../../../../core/giveWay.ts';
import { GroupCommit } from '../../../../runtime/local/groupCommit.ts';
import { Store } from '../../../../runtime/local/store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'dateline-commits-'));
const store = new Store(path.join(folder, 'notes.sqlite'), 'CREATE TABLE notes (note INTEGER)');
afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const transaction = vi.spyOn(store, 'transaction');
let writes: GroupCommit;
const note = (n: number) =>
  writes.add(() => {
    store.run('INSERT INTO notes VALUES (?)', n);
  });
const noted = () => Number(store.get('SELECT count(*) AS n FROM notes')?.n);

beforeEach(() => {
  writes = new GroupCommit(store);
  store.run('DELETE FROM notes');
  transaction.mockClear();
});

it('commits what is written in successive turns together', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const all: Promise<void>[] = [];
  let turns = 4;
  const writeEachTurn = () => {
    all.push(note(turns));
    if (--turns > 0) setImmediate(writeEachTurn);
  };
  setImmediate(writeEachTurn);
  all.push(note(0));
  while (turns > 0) await giveWay();
  await Promise.all(all);
  clock.mockRestore();
  expect([transaction.mock.calls.length, noted()]).toEqual([1, 5]);
});

it('lets no write wait for more than eight turns, however many follow', async () => {
  let committed = false;
  note(0).then(() => {
    committed = true;
  });
  let turns = 0;
  for (; !committed && turns < 100; turns++) {
    note(1);
    await giveWay();
  }
  expect(turns).toBeLessThanOrEqual(10);
  writes.commit();
});

it('has stored a write once it resolves, and each by itself where one follows the other', async () => {
  for (let n = 1; n <= 3; n++) {
    await note(n);
    expect([noted(), transaction.mock.calls.length]).toEqual([n, n]);
  }
});

it('begins no write in a transaction that has taken long, and commits the others next', async () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  const slow = (n: number) =>
    writes.add(() => {
      now += 3;
      store.run('INSERT INTO notes VALUES (?)', n);
    });
  await Promise.all([1, 2, 3, 4, 5].map(slow));
  clock.mockRestore();
  expect([transaction.mock.calls.length, noted()]).toEqual([3, 5]);
});

it('fails all that wait if no transaction can begin', async () => {
  transaction.mockImplementationOnce(() => {
    throw new Error('busy');
  });
  const failed = await Promise.allSettled([note(1), note(2)]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await note(3);
  expect(noted()).toBe(1);
});
