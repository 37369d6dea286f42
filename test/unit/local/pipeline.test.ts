import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Log } from '../../../core/ports/log.ts';
import { createApiKey } from '../../../core/records/apiKey.ts';
import { openHomeFolder } from '../../../local/homeFolder.ts';
import { startPipeline } from '../../../local/pipeline.ts';
import { SqliteTable } from '../../../runtime/local/table.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dateline-pipeline-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('is ready before the start sweep ends; only /v1/health waits for the sweep', async () => {
  const messages: string[] = [];
  const keep = (message: string) => messages.push(message);
  const log: Log = { info: keep, warn: keep, error: keep };
  const home = await openHomeFolder(path.join(root, 'home'), log);
  const rows = Array.from({ length: 100_000 }, (_, i) => ({ pk: `OTHER#${i}`, sk: 'X', token: 1 }));
  await Promise.all(rows.map((row) => home.ports.table.put(row)));
  home.close();
  mkdirSync(path.join(root, 'inbox'));
  const options = {
    home: path.join(root, 'home'),
    inbox: path.join(root, 'inbox'),
    host: '127.0.0.1',
    port: 0,
    seeds: undefined,
    log,
  };

  const first = await startPipeline(options);
  expect(messages).not.toContain('sweep: done');
  expect((await fetch(`${first.url}/v1/documents`)).status).toBe(200);
  expect((await fetch(`${first.url}/v1/health`)).status).toBe(200);
  expect(messages).toContain('sweep: done');
  await first.stop();

  messages.length = 0;
  const second = await startPipeline(options);
  await second.stop();
  // A fast machine may have swept everything before it was told to stop; nothing else may have happened.
  expect(messages).toHaveLength(1);
  expect(['sweep: stopped before its end', 'sweep: done']).toContain(messages[0]);
});

it('requires API keys on a non-loopback address', async () => {
  const open = path.join(root, 'open');
  const inbox = path.join(open, 'inbox');
  mkdirSync(inbox, { recursive: true });
  const log: Log = { info: () => {}, warn: () => {}, error: () => {} };
  const pipeline = await startPipeline({
    home: path.join(open, 'home'),
    inbox,
    host: '0.0.0.0',
    port: 0,
    seeds: undefined,
    log,
  });
  const url = pipeline.url.replace('0.0.0.0', '127.0.0.1');
  expect((await fetch(`${url}/v1/documents`)).status).toBe(401);
  const table = new SqliteTable(path.join(open, 'home', 'table.sqlite'));
  const { key } = await createApiKey(table, { name: 'test', scopes: ['read'], rate: 10 }, Date.now());
  table.close();
  expect((await fetch(`${url}/v1/documents`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(
    200,
  );
  await pipeline.stop();
});
