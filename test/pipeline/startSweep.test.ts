import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { createApiKey } from '../../core/records/apiKey.ts';
import { startPipeline } from '../../local/pipeline.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { silentLog as log } from '../silentLog.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

/** Stands in for the start sweep: it runs until the test lets it end, or until it is told to stop. */
const startSweep = vi.hoisted(() => ({ held: false, stopped: 0 }));
vi.mock('../../functions/sweep/sweep.ts', () => ({
  sweep: async (_ports: unknown, { shouldStop }: { shouldStop(): boolean }) => {
    while (startSweep.held && !shouldStop()) await new Promise((resolve) => setImmediate(resolve));
    if (startSweep.held) startSweep.stopped++;
    return { searchRows: 0 };
  },
}));

const root = temporaryFolder();

it('answers everything before the start sweep ends; /v1/health says that work may be left', async () => {
  mkdirSync(path.join(root, 'inbox'));
  const options = {
    home: path.join(root, 'home'),
    inbox: path.join(root, 'inbox'),
    host: '127.0.0.1',
    port: 0,
    seeds: undefined,
    log,
  };
  startSweep.held = true;

  const first = await startPipeline(options);
  expect((await fetch(`${first.url}/v1/documents`)).status).toBe(200);
  const health = async () => (await fetch(`${first.url}/v1/health`)).json();
  expect(await health()).toMatchObject({ status: 'starting', pending: 1 });
  startSweep.held = false;
  await vi.waitFor(async () => expect(await health()).toMatchObject({ status: 'ok', pending: 0 }), {
    timeout: 60_000,
  });
  await first.stop();

  startSweep.held = true;
  const second = await startPipeline(options);
  await second.stop();
  expect(startSweep.stopped).toBe(1);
});

it('requires API keys on a non-loopback address', async () => {
  const open = path.join(root, 'open');
  const inbox = path.join(open, 'inbox');
  mkdirSync(inbox, { recursive: true });
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
