import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHomeFolder } from '../../../local/homeFolder.ts';
import { startPipeline } from '../../../local/pipeline.ts';
import { openFiles } from '../../openFiles.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-start-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('a start that fails leaves the home to others, and has begun nothing', async () => {
  const folders = { home: path.join(root, 'home'), inbox: path.join(root, 'inbox') };
  mkdirSync(folders.inbox);
  writeFileSync(path.join(folders.inbox, 'own.txt'), 'news');
  const lines: string[] = [];
  const log = {
    info() {},
    warn: (line: string) => lines.push(line),
    error: (line: string) => lines.push(line),
  };
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    const start = startPipeline({ ...folders, seeds: undefined, host: '127.0.0.1', port, log });
    await expect(start).rejects.toThrow(`Port ${port} is taken`);
    expect(openFiles(folders.home)).toEqual([]);
    const home = await openHomeFolder(folders.home, log, { alone: true });
    expect((await home.ports.inbox.list('')).items).toEqual([]);
    home.close();
    expect(lines).toEqual([]);
  } finally {
    other.close();
  }
});

it('a start ends delays: the clock may have been set back since they began', async () => {
  const folders = { home: path.join(root, 'home'), inbox: path.join(root, 'inbox') };
  mkdirSync(folders.inbox);
  const log = { info() {}, warn() {}, error() {} };
  const home = await openHomeFolder(folders.home, log);
  await home.queues.uploads.send(['{"hint":"key/1","key":"gone.txt"}'], { delaySeconds: 900 });
  home.close();
  const pipeline = await startPipeline({ ...folders, seeds: undefined, host: '127.0.0.1', port: 0, log });
  try {
    const health = async () => (await fetch(`${pipeline.url}/v1/health`)).json();
    await expect.poll(health).toMatchObject({ status: 'ok', pending: 0 });
  } finally {
    await pipeline.stop();
  }
});
