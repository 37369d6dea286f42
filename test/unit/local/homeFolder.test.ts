import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHomeFolder } from '../../../local/homeFolder.ts';
import { HomeLock } from '../../../local/homeLock.ts';
import { BrokenStore } from '../../../runtime/local/store.ts';
import { openFiles } from '../../openFiles.ts';
import { silentLog as log } from '../../silentLog.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-home-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** The rights of a home folder once it was opened, as `chmod` writes them. */
async function rightsAfterOpening(folder: string): Promise<string> {
  (await openHomeFolder(folder, log)).close();
  return (statSync(folder).mode & 0o777).toString(8);
}

it('makes a home folder that no other user of the machine can read', async () => {
  expect(await rightsAfterOpening(path.join(root, 'new', 'home'))).toBe('700');
});

it('leaves the rights of a folder as somebody gave them', async () => {
  const folder = path.join(root, 'shared');
  mkdirSync(folder);
  chmodSync(folder, 0o750);
  expect(await rightsAfterOpening(folder)).toBe('750');
});

it('leaves no file open of a home that is closed, or cannot be opened', async () => {
  (await openHomeFolder(root, log)).close();
  expect(openFiles(root)).toEqual([]);
  const search = path.join(root, 'search');
  rmSync(search, { recursive: true });
  writeFileSync(search, 'no folder');
  await expect(openHomeFolder(root, log)).rejects.toThrow('is damaged');
  expect(openFiles(root)).toEqual([]);
});

it('does not keep the lock of a home that cannot be opened', async () => {
  writeFileSync(path.join(root, 'table.sqlite'), 'no database');
  await expect(openHomeFolder(root, log, { alone: true })).rejects.toThrow(BrokenStore);
  const lock = new HomeLock(root);
  lock.take();
  lock.release();
});
