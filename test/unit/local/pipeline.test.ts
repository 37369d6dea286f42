import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Log } from '../../../core/ports.ts';
import { openHome } from '../../../runtime/local/home.ts';
import { startPipeline } from '../../../runtime/local/pipeline.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dateline-pipeline-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('is ready before the start sweep has come to its end; health waits for it, and stopping does not', async () => {
  const said: string[] = [];
  const keep = (message: string) => said.push(message);
  const log: Log = { info: keep, warn: keep, error: keep };
  const home = await openHome(path.join(root, 'home'), log);
  const rows = Array.from({ length: 20_000 }, (_, i) => ({ pk: `OTHER#${i}`, sk: 'X', token: 1 }));
  await Promise.all(rows.map((row) => home.ports.table.put(row)));
  home.close();
  mkdirSync(path.join(root, 'inbox'));
  const options = { home: path.join(root, 'home'), inbox: path.join(root, 'inbox'), port: 0, seeds: undefined, log };

  const first = await startPipeline(options);
  expect(said).not.toContain('sweep: done');
  expect((await fetch(`${first.url}/v1/documents`)).status).toBe(200);
  expect((await fetch(`${first.url}/v1/health`)).status).toBe(200);
  expect(said).toContain('sweep: done');
  await first.stop();

  said.length = 0;
  const second = await startPipeline(options);
  await second.stop();
  expect(said).toEqual(['sweep: stopped before its end']);
});
