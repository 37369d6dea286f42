import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WatchedFolders } from '../../../../local/uploading/watchedFolders.ts';

let top: string;
let root: string;
let watched: WatchedFolders;
const files = new Set<string>();
const folders: string[] = [];
const errors: unknown[] = [];

beforeEach(() => {
  top = mkdtempSync(path.join(tmpdir(), 'dateline-watched-'));
  root = path.join(top, 'inbox');
  mkdirSync(root);
  files.clear();
  folders.length = errors.length = 0;
  watched = new WatchedFolders(root, {
    onPath: (file) => files.add(path.relative(root, file)),
    onFolder: (relative) => folders.push(relative),
    onError: (error) => errors.push(error),
  });
});
afterEach(() => {
  watched.close();
  rmSync(top, { recursive: true, force: true });
});

const at = (name: string) => path.join(root, name);
const write = (name: string, text = 'news') => writeFileSync(at(name), text);
const seen = (name: string) => vi.waitFor(() => expect(files).toContain(name), 10_000);
const folderSeen = (name: string) => vi.waitFor(() => expect(folders).toContain(name), 10_000);
const handles = () => process.getActiveResourcesInfo().filter((each) => each === 'FSEventWrap').length;

it('tells of files that appear, change and vanish, with one watch for a folder of many files', async () => {
  mkdirSync(at('a'));
  for (let i = 0; i < 100; i++) write(`a/${i}.txt`);
  const before = handles();
  for (const folder of ['', 'a', 'a', '']) watched.watch(folder);
  expect(handles() - before).toBe(2);
  for (const change of [() => write('a/7.txt', 'more'), () => rmSync(at('a/7.txt'))]) {
    files.clear();
    change();
    await seen('a/7.txt');
  }
  write('a/new.txt');
  await seen('a/new.txt');
  watched.close();
  await vi.waitFor(() => expect(handles()).toBe(before), 10_000);
});

it('tells of a folder that appears, is moved and is replaced, and watches what is there then', async () => {
  watched.watch('');
  mkdirSync(at('a'));
  await folderSeen('a');
  watched.watch('a');
  mkdirSync(at('a/deep'));
  await folderSeen('a/deep');
  watched.watch('a/deep');
  renameSync(at('a'), path.join(top, 'elsewhere'));
  mkdirSync(at('a'));
  folders.length = 0;
  await folderSeen('a');
  for (const folder of ['a', 'a/deep']) watched.watch(folder);
  files.clear();
  writeFileSync(path.join(top, 'elsewhere/old.txt'), 'news');
  write('a/new.txt');
  await seen('a/new.txt');
  expect(files).not.toContain('a/old.txt');
  expect(errors).toEqual([]);
});

it('goes on with the folder of all when that is made again', async () => {
  watched.watch('');
  rmSync(root, { recursive: true });
  await folderSeen('');
  mkdirSync(root);
  watched.watch('');
  write('a.txt');
  await seen('a.txt');
});

it('tells of a folder in the place of a file, and of no link to one', async () => {
  write('a');
  watched.watch('');
  rmSync(at('a'));
  symlinkSync(top, at('link'));
  mkdirSync(at('a'));
  await folderSeen('a');
  expect(folders).not.toContain('link');
});

it('says why a folder cannot be watched, but not that it is gone', () => {
  watched.watch('gone');
  expect(errors).toEqual([]);
  watched.watch('x'.repeat(300));
  expect(errors).toEqual([expect.objectContaining({ code: 'ENAMETOOLONG' })]);
});
