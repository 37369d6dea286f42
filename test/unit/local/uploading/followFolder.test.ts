import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { followFolder } from '../../../../local/uploading/followFolder.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dateline-followed-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** How many files and folders this process watches; 0 on other systems. */
function watchedByLinux(): number {
  const folder = '/proc/self/fdinfo';
  if (!existsSync(folder)) return 0;
  const lines = readdirSync(folder).flatMap((each) => {
    try {
      return readFileSync(path.join(folder, each), 'utf8').split('\n');
    } catch {
      return []; // closed meanwhile, such as that of the listing itself
    }
  });
  return lines.filter((line) => line.startsWith('inotify ')).length;
}

/** Follows a folder. `paths`: what is noticed there, relative to it. */
function follow(folder: string) {
  const paths = new Set<string>();
  const ready = Promise.withResolvers<void>();
  const { unfollow } = followFolder(folder, {
    onPath: (file) => paths.add(path.relative(folder, file)),
    scan: async () => ready.resolve(),
    onError: (error) => ready.reject(error),
  });
  return { paths, ready: ready.promise, unfollow };
}

it('watches folders and no files, and yet notices each change of a file', async () => {
  const folder = path.join(root, 'watched');
  for (const name of ['a', 'b']) mkdirSync(path.join(folder, name), { recursive: true });
  for (let i = 0; i < 50; i++) writeFileSync(path.join(folder, `a/${i}.txt`), 'news');
  const before = watchedByLinux();
  const { paths, ready, unfollow } = follow(folder);
  try {
    await ready;
    expect(watchedByLinux() - before).toBeLessThan(10);
    writeFileSync(path.join(folder, 'a/7.txt'), 'other news');
    rmSync(path.join(folder, 'a/8.txt'));
    writeFileSync(path.join(folder, 'b/new.txt'), 'news');
    await expect
      .poll(() => [...paths].sort())
      .toEqual(expect.arrayContaining(['a/7.txt', 'a/8.txt', 'b/new.txt']));
  } finally {
    await unfollow();
  }
});

it('notices nothing beside a folder that is missing at first', async () => {
  const folder = path.join(root, 'around/missing');
  const beside = path.join(root, 'around/private.txt');
  mkdirSync(path.dirname(folder), { recursive: true });
  const { paths, ready, unfollow } = follow(folder);
  try {
    await ready;
    // Watching begins some time after it is said to be ready. Events come in their order.
    await expect
      .poll(() => {
        writeFileSync(beside, 'not for the archive');
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        return [...paths];
      })
      .toContain('');
    expect([...paths].filter((each) => each.startsWith('..'))).toEqual([]);
  } finally {
    await unfollow();
  }
});
