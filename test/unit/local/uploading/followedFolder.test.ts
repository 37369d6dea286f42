import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Uploader } from '../../../../local/uploading/uploader.ts';
import { terminalLog } from '../../../../runtime/local/log.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-followed-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const countObjects = async (bucket: MemoryObjects) => {
  let count = 0;
  for (let cursor: string | undefined; ; ) {
    const { items, next } = await bucket.list('', cursor);
    count += items.length;
    if (next === undefined) return count;
    cursor = next;
  }
};

it('knows of so many files at most, and uploads all, whether they were there or are put there', async () => {
  const folder = path.join(root, 'bounded');
  const put = (name: string, files: number) => {
    mkdirSync(path.join(folder, name), { recursive: true });
    for (let i = 0; i < files; i++) writeFileSync(path.join(folder, name, `${i}.txt`), 'news');
  };
  put('before', 40);
  const bucket = new MemoryObjects(Date.now);
  const options = { name: 'inbox', folder, bucket, database: ':memory:', log: terminalLog() } as const;
  const uploader = new Uploader({ ...options, mostPending: 5 });
  const pending: number[] = [];
  const putObject = bucket.put.bind(bucket);
  bucket.put = (...given) => {
    pending.push(uploader.pending);
    return putObject(...given);
  };
  try {
    const compared = uploader.follow();
    expect(uploader.pending).toBe(1); // what may differ is not known yet
    expect(await compared).toBe(true);
    put('new', 40);
    put('before', 60);
    await vi.waitFor(async () => expect(await countObjects(bucket)).toBe(100), 60_000);
    await vi.waitFor(() => expect(uploader.pending).toBe(0), 60_000);
    expect(pending.length).toBeGreaterThanOrEqual(100);
    expect(Math.max(...pending)).toBeLessThanOrEqual(6);
  } finally {
    await uploader.stop();
  }
});

it('removes what is gone with its folder', async () => {
  const folder = path.join(root, 'gone');
  for (const name of ['a/b/1.txt', 'a/2.txt', 'a-b/3.txt', 'a.txt']) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), name);
  }
  const bucket = new MemoryObjects(Date.now);
  const uploader = new Uploader({ name: 'inbox', folder, bucket, database: ':memory:', log: terminalLog() });
  try {
    await uploader.follow();
    await vi.waitFor(async () => expect(await countObjects(bucket)).toBe(4), 10_000);
    renameSync(path.join(folder, 'a'), `${folder} elsewhere`);
    await vi.waitFor(async () => expect(await countObjects(bucket)).toBe(2), 10_000);
    renameSync(`${folder} elsewhere`, path.join(folder, 'back'));
    await vi.waitFor(async () => expect(await countObjects(bucket)).toBe(4), 10_000);
    expect((await bucket.list('')).items.map(({ key }) => key)).toEqual([
      'a-b/3.txt',
      'a.txt',
      'back/2.txt',
      'back/b/1.txt',
    ]);
  } finally {
    await uploader.stop();
  }
});
