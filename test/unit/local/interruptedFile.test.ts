/** A file that ends the process in which it is read, with the local queue and table on disk. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readObject } from '../../../core/formats/read.ts';
import { enqueueKeys } from '../../../core/protocol/messages.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import { thresholds } from '../../../core/protocol/thresholds.ts';
import { queues } from '../../../core/protocol/topology.ts';
import { claim as claimRow } from '../../../core/records/claim.ts';
import { keys } from '../../../core/records/keys.ts';
import { normalizeStage } from '../../../functions/normalize/normalize.ts';
import { SqliteQueue } from '../../../runtime/local/queue.ts';
import { SqliteTable } from '../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../runtime/memory/queue.ts';
import { silentLog as log } from '../../silentLog.ts';

const story = 'Storm closes harbour\n\nThe storm closed the harbour for the third day in a row.';
/** As on one machine: no other process can be at work on the same file. */
const alone = { ...thresholds, attemptMilliseconds: 0, deadlyAttempts: 2 };
let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'dateline-home-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const openQueue = () =>
  new SqliteQueue({
    database: path.join(home, 'queues.sqlite'),
    name: 'uploads',
    maxReceives: queues.uploads.maxFailures,
    visibilitySeconds: 720,
    clock: Date.now,
  });

/** One run of the application: until a deadly file is read, which ends it, or until the queue is empty. */
async function live(inbox: MemoryObjects, deadly: ReadonlySet<string>): Promise<'died' | 'idle'> {
  const table = new SqliteTable(path.join(home, 'table.sqlite'));
  const uploads = openQueue();
  uploads.takeBackLeases();
  const died = Promise.withResolvers<'died'>();
  const read: Ports['read'] = (object) => {
    if (!deadly.has(object.key)) return readObject(object);
    died.resolve('died');
    return new Promise(() => {});
  };
  const archive = new MemoryObjects(Date.now);
  const normalized = new MemoryQueue();
  const ports = {
    inbox,
    read,
    archive,
    table,
    queues: { uploads: new MemoryQueue(), normalized },
    clock: Date.now,
    log,
    thresholds: alone,
  };
  const stage = normalizeStage(ports);
  let end: 'died' | 'idle' = 'idle';
  for (let records = uploads.receive(10); records.length > 0; records = uploads.receive(10)) {
    end = await Promise.race([died.promise, stage({ Records: records }).then(() => 'idle' as const)]);
    if (end === 'died') break;
    uploads.acknowledge(records.map(({ receiptHandle }) => receiptHandle));
  }
  uploads.close();
  table.close();
  return end;
}

it('is refused after it ended four processes, the last three alone; its neighbours are stored', async () => {
  const inbox = new MemoryObjects(Date.now);
  const names = ['a.txt', 'deadly.txt', 'b.txt', 'deadly too.txt', 'c.txt'];
  for (const name of names) await inbox.put(name, story);
  const uploads = openQueue();
  await enqueueKeys(uploads, names);
  uploads.close();

  const ends = [];
  while (ends.at(-1) !== 'idle' && ends.length < 10)
    ends.push(await live(inbox, new Set(['deadly.txt', 'deadly too.txt'])));
  expect(ends).toEqual([...Array.from({ length: 7 }, () => 'died'), 'idle']);

  const table = new SqliteTable(path.join(home, 'table.sqlite'));
  const outcomes = await Promise.all(
    names.map(async (name) => claimRow.parse(await table.get(keys.claim(name))).outcome),
  );
  table.close();
  expect(outcomes).toEqual(['stored', 'refused', 'stored', 'refused', 'stored']);
});
