import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { eachMessage, Postponed } from '../../../core/protocol/stage.ts';
import { queues } from '../../../core/protocol/topology.ts';
import { recordDeadLetters } from '../../../core/quarantine/recordDeadLetters.ts';
import { Consumer } from '../../../local/consumer.ts';
import { SqliteQueue } from '../../../runtime/local/queue.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import { silentLog as log } from '../../silentLog.ts';

it('a message postponed more often than it may fail is handled in the end and recorded nowhere', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-postponed-'));
  const facts = queues.uploads;
  const queue = new SqliteQueue({
    database: path.join(folder, 'queues.sqlite'),
    name: 'uploads',
    maxReceives: facts.maxFailures,
    visibilitySeconds: 720,
    clock: Date.now,
  });
  const table = new MemoryTable();
  const counts: string[] = [];
  const done = Promise.withResolvers<void>();
  const stage = eachMessage('normalize', log, async (_, { attributes }) => {
    counts.push(attributes.ApproximateReceiveCount);
    if (counts.length <= 40) throw new Postponed(0, 'not yet');
    done.resolve();
  });
  const recorded = recordDeadLetters('uploads', { table, clock: Date.now, log }, stage);
  const consumer = new Consumer({ queue, facts, lane: 'prompt', stage: recorded, log });
  consumer.start();
  await queue.send([JSON.stringify({ hint: 'key/1', key: 'a.txt' })]);
  await done.promise;
  await consumer.stop();
  expect(new Set(counts)).toEqual(new Set(['1']));
  expect(await queue.depth()).toEqual({ pending: 0, dead: 0 });
  expect([...table.items()]).toEqual([]);
  queue.close();
  rmSync(folder, { recursive: true, force: true });
});
