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
