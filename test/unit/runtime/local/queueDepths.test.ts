import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { QueueFile, SqliteQueue } from '../../../../runtime/local/queue.ts';
import { sql } from '../../../../runtime/local/queueSchema.ts';
import { earlierQueues } from './earlierQueues.ts';

let folder: string;
let now: number;
let file: QueueFile;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-depths-'));
  now = 1_700_000_000_000;
  file = new QueueFile(databaseFile());
});
afterEach(() => {
  file.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const databaseFile = () => path.join(folder, 'queues.sqlite');
const queueOf = (name: string) =>
  new SqliteQueue({ database: file, name, maxReceives: 2, visibilitySeconds: 10, clock: () => now });
const receipts = (queue: SqliteQueue, most: number) =>
  queue.receive(most).map(({ receiptHandle }) => receiptHandle);

type Step = (queue: SqliteQueue) => unknown;
const steps: Record<string, Step> = {
  send: (queue) => queue.send(['a', 'b', 'c']),
  sendLater: (queue) => queue.send(['later'], { delaySeconds: 5 }),
  acknowledge: (queue) => queue.acknowledge(receipts(queue, 2)),
  fail: (queue) => queue.release(receipts(queue, 3)),
  giveBack: (queue) => queue.giveBack(receipts(queue, 2)),
  setAside: (queue) => receipts(queue, 1).map((receipt) => queue.setAside(receipt)),
  postpone: (queue) => receipts(queue, 1).map((receipt) => queue.postpone(receipt, 3)),
  redrive: (queue) => queue.redrive(),
  takeBack: (queue) => queue.takeBackLeases(),
  wait: () => {
    now += 60_000;
  },
};

test('the depth of each queue is the number of its rows, whatever is done', async () => {
  const queues = ['uploads', 'normalized'].map(queueOf);
  const step = fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.constantFrom(0, 1));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (taken) => {
      for (const [name, which] of taken) {
        const queue = queues[which];
        if (queue !== undefined) await steps[name]?.(queue);
      }
      for (const queue of queues) expect(await queue.depth()).toEqual(rowsOf(queue.name));
    }),
    { numRuns: 60 },
  );
});

function rowsOf(name: string) {
  const count = (table: string) =>
    Number(file.store.get(`SELECT count(*) AS n FROM ${table} WHERE queue = ?`, name)?.n);
  return { pending: count('messages'), dead: count('dead') };
}

test('to ask for the depth reads one row, however many messages wait', () => {
  const [plan, ...more] = file.store.all(`EXPLAIN QUERY PLAN ${sql.depth}`, 'uploads');
  expect(plan?.detail).toBe('SEARCH depths USING PRIMARY KEY (queue=?)');
  expect(more).toEqual([]);
});

test.each(Object.entries(earlierQueues))(
  'a file of version %s is upgraded, with its messages',
  async (_, back) => {
    const [uploads, normalized] = [queueOf('uploads'), queueOf('normalized')];
    await uploads.send(['dies']);
    for (const _ of [1, 2]) {
      uploads.release(receipts(uploads, 1));
      now += 60_000;
    }
    await uploads.send(['waits']);
    await normalized.send(['a', 'b']);
    expect(await uploads.depth()).toEqual({ pending: 1, dead: 1 });
    file.store.close();
    const database = new DatabaseSync(databaseFile());
    database.exec(back);
    database.close();

    file = new QueueFile(databaseFile());
    const again = queueOf('uploads');
    expect(await again.depth()).toEqual({ pending: 1, dead: 1 });
    expect(await queueOf('normalized').depth()).toEqual({ pending: 2, dead: 0 });
    again.acknowledge(receipts(again, 10));
    again.redrive();
    expect(await again.depth()).toEqual({ pending: 1, dead: 0 });
  },
);
