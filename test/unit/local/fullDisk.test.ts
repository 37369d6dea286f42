/** A full disk stops the work with one sentence, loses nothing, and the work goes on when there is room. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { queues as facts } from '../../../core/protocol/topology.ts';
import { Consumer } from '../../../local/consumer.ts';
import { startPipeline } from '../../../local/pipeline.ts';
import { isDiskFull } from '../../../runtime/local/diskFull.ts';
import { terminalLog } from '../../../runtime/local/log.ts';
import { SqliteQueue } from '../../../runtime/local/queue.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';

const root = temporaryFolder();

it('is recognised, from SQLite and from the file system', () => {
  const database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 3');
  let caught: unknown;
  try {
    database.exec(`INSERT INTO t VALUES ('${'x'.repeat(100_000)}')`);
  } catch (error) {
    caught = error;
  }
  expect(isDiskFull(caught)).toBe(true);
  expect(isDiskFull(Object.assign(new Error('no'), { code: 'ENOSPC' }))).toBe(true);
  expect(isDiskFull(new Error('wrapped', { cause: caught }))).toBe(true);
  expect(isDiskFull(new Error('other'))).toBe(false);
});

it('leaves files in the folder, says so in one line, and goes on when there is room', async () => {
  const [home, inbox] = [path.join(root, 'home'), path.join(root, 'inbox')];
  mkdirSync(inbox);
  writeFileSync(
    path.join(inbox, 'a.txt'),
    'Storm closes harbour\n\nThe storm closed the harbour on 3 May 2021.',
  );
  const lines: string[] = [];
  let free = 0;
  const pipeline = await startPipeline({
    home,
    inbox,
    host: '127.0.0.1',
    port: 0,
    seeds: undefined,
    log: terminalLog((line) => lines.push(line)),
    freeBytes: () => free,
  });
  const health = async () => (await (await fetch(`${pipeline.url}/v1/health`)).json()) as object;
  const documents = async () =>
    ((await (await fetch(`${pipeline.url}/v1/documents`)).json()) as { items: unknown[] }).items.length;
  await expect.poll(() => lines.length).toBe(1);
  expect(lines[0]).toMatch(/^warning: The disk of .* is full .* Dateline waits until there is room\.\n$/);
  await expect.poll(health).toMatchObject({ status: 'ok', pending: 1 });
  expect(await documents()).toBe(0);
  const { url, headers } = (await (
    await fetch(`${pipeline.url}/v1/uploads`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: 'b.txt', bytes: 4 }),
    })
  ).json()) as { url: string; headers: Record<string, string> };
  const put = async () => await fetch(url, { method: 'PUT', headers, body: 'calm' });
  const refused = await put();
  expect([refused.status, refused.headers.get('content-type')]).toEqual([507, 'application/problem+json']);
  expect(await refused.json()).toMatchObject({ title: 'Insufficient Storage' });
  free = 2 ** 30;
  await expect.poll(documents).toBe(1);
  expect((await put()).status).toBe(200);
  await pipeline.stop();
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/has room again; Dateline goes on\.\n$/);
});

it('is not counted against a message, however often its stage fails meanwhile', async () => {
  const queue = new SqliteQueue({
    database: path.join(root, 'queues.sqlite'),
    name: 'uploads',
    maxReceives: 2,
    visibilitySeconds: 60,
    clock: Date.now,
  });
  let attempts = 0;
  let room = true;
  const handled = Promise.withResolvers<void>();
  const stage = async ({ Records }: { Records: { messageId: string }[] }) => {
    attempts++;
    if (attempts < 6) {
      room = false; // the disk fills up while the stage works, and has room again after it failed
      setTimeout(() => {
        room = true;
      }, 5);
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    }
    handled.resolve();
    expect(Records).toHaveLength(1);
    return { batchItemFailures: [] };
  };
  const gates = { hasRoom: () => room, isBehind: () => false, isFed: () => true };
  const log = terminalLog(() => {});
  const consumer = new Consumer({ queue, facts: facts.uploads, lane: 'prompt', stage, log, gates });
  await queue.send(['{}']);
  consumer.start();
  await handled.promise;
  await consumer.stop();
  expect(await queue.depth()).toEqual({ pending: 0, dead: 0 });
  queue.close();
});
