import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { UploadedFiles } from '../../../../local/uploading/uploadedFiles.ts';
import { Uploader, type UploaderOptions } from '../../../../local/uploading/uploader.ts';
import type { Lane } from '../../../../runtime/local/lanes.ts';
import { terminalLog } from '../../../../runtime/local/log.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dateline-uploader-'));
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  vi.restoreAllMocks();
});

function uploaderOf(
  folder: string,
  options: Pick<UploaderOptions, 'bucket'> & Partial<UploaderOptions>,
): Uploader {
  const uploaded = new UploadedFiles(':memory:');
  return new Uploader({ name: 'inbox', folder, uploaded, log: terminalLog(), ...options });
}

/**
 * Puts a file into a followed folder some turns of the event loop after watching begins, and removes it once
 * it is in the bucket.
 */
async function putAndRemove(turns: number): Promise<void> {
  const folder = path.join(root, `${turns}`);
  mkdirSync(folder);
  for (let i = 0; i < 20; i++) writeFileSync(path.join(folder, `old-${i}.txt`), 'news');
  const bucket = new MemoryObjects(Date.now);
  const uploader = uploaderOf(folder, { bucket });
  await uploader.scan();
  uploader.follow();
  try {
    for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
    writeFileSync(path.join(folder, 'new.txt'), 'news');
    await expect.poll(() => bucket.head('new.txt')).toBeDefined();
    rmSync(path.join(folder, 'new.txt'));
    await expect.poll(() => bucket.head('new.txt')).toBeUndefined();
  } finally {
    await uploader.stop();
  }
}

it('notices the removal of a file that appeared at any moment while watching began', async () => {
  await Promise.all(Array.from({ length: 30 }, (_, turns) => putAndRemove(turns)));
});

it('is not done before it has seen the files of a new folder', async () => {
  const folder = path.join(root, 'followed');
  const staged = path.join(root, 'staged');
  for (const name of [folder, staged]) mkdirSync(name, { recursive: true });
  writeFileSync(path.join(staged, 'new.txt'), 'news');
  const bucket = new MemoryObjects(Date.now);
  const uploaded = new UploadedFiles(':memory:');
  const uploader = uploaderOf(folder, { bucket, uploaded });
  await uploader.scan();
  uploader.follow();
  try {
    // Once one is noticed, the folder is followed.
    await expect
      .poll(() => writeFileSync(path.join(folder, 'any.txt'), `${performance.now()}`) ?? uploader.pending)
      .toBeGreaterThan(0);
    await expect.poll(() => uploader.pending).toBe(0);
    renameSync(staged, path.join(folder, 'moved'));
    await expect.poll(() => uploader.pending, { interval: 1 }).toBeGreaterThan(0);
    while (uploader.pending > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(await bucket.head('moved/new.txt')).toBeDefined();
  } finally {
    await uploader.stop();
  }
});

it('keeps what is in the bucket while the folder itself is gone', async () => {
  const [folder, away] = [path.join(root, 'mounted'), path.join(root, 'away')];
  mkdirSync(folder, { recursive: true });
  for (const name of ['one.txt', 'two.txt']) writeFileSync(path.join(folder, name), 'news');
  const lines: string[] = [];
  const log = terminalLog((line) => lines.push(line));
  const bucket = new MemoryObjects(Date.now);
  const uploaded = new UploadedFiles(':memory:');
  const uploader = uploaderOf(folder, { bucket, uploaded, log });
  const upload = () => uploader.scan().then(() => uploader.uploadPending());
  const keys = async () => (await bucket.list('')).items.map(({ key }) => key);
  await upload();
  rmSync(path.join(folder, 'one.txt'));
  await uploader.scan(); // so that it is pending when the folder goes
  for (const isFileThere of [false, true]) {
    renameSync(folder, away);
    if (isFileThere) writeFileSync(folder, 'copied to where the folder was');
    await uploader.uploadPending();
    await upload();
    expect(await keys()).toEqual(['one.txt', 'two.txt']);
    rmSync(folder, { force: true });
    renameSync(away, folder);
    await uploader.scan();
  }
  await uploader.uploadPending();
  expect(await keys()).toEqual(['two.txt']);
  await uploader.stop();
  expect(lines).toEqual(Array(2).fill(expect.stringContaining('the folder is gone')));
});

it('says once that most files are gone, as those of a disk that is not mounted', async () => {
  const folder = path.join(root, 'emptied');
  mkdirSync(folder, { recursive: true });
  const names = Array.from({ length: 150 }, (_, i) => path.join(folder, `${i}.txt`));
  for (const name of names) writeFileSync(name, 'news');
  const lines: string[] = [];
  const uploader = uploaderOf(folder, {
    bucket: new MemoryObjects(Date.now),
    log: terminalLog((line) => lines.push(line)),
  });
  const upload = () => uploader.scan().then(() => uploader.uploadPending());
  await upload();
  for (const name of names.slice(0, 20)) rmSync(name);
  await upload();
  expect(lines).toEqual([]);
  for (const name of names.slice(20)) rmSync(name);
  await uploader.scan();
  await upload();
  expect(lines).toEqual([expect.stringMatching(/most files of the folder are gone.*130/)]);
  await uploader.stop();
});

it('stops in the middle of a scan, and says nothing of it', async () => {
  const folder = path.join(root, 'many');
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < 200; i++) writeFileSync(path.join(folder, `${i}.txt`), 'news');
  const lines: string[] = [];
  const log = terminalLog((line) => lines.push(line));
  const bucket = new MemoryObjects(Date.now);
  const uploader = uploaderOf(folder, { bucket, log });
  const scanned = uploader.scan();
  await uploader.stop();
  await scanned;
  expect([uploader.pending < 200, lines]).toEqual([true, []]);
});

it('small files are uploaded while no large one may be', async () => {
  const folder = path.join(root, 'lanes');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'large.csv'), 'x'.repeat(1_000_000));
  writeFileSync(path.join(folder, 'small.txt'), 'news');
  const bucket = new MemoryObjects(Date.now);
  const log = terminalLog();
  const open = new Set<Lane>(['prompt']);
  const mayUpload = (lane: Lane) => open.has(lane);
  const uploader = uploaderOf(folder, { bucket, log, mayUpload });
  await uploader.scan();
  const done = uploader.uploadPending();
  await expect.poll(() => bucket.head('small.txt')).toBeDefined();
  expect(await bucket.head('large.csv')).toBeUndefined();
  open.add('bulk');
  await done;
  expect(await bucket.head('large.csv')).toBeDefined();
  await uploader.stop();
});

it('does not let a small file wait for a large one, and uploads one large file at a time', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-lanes-'));
  const bucket = new MemoryObjects(Date.now);
  const put = bucket.put.bind(bucket);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const begun: string[] = [];
  bucket.put = async (key, ...rest) => {
    begun.push(key);
    if (key.startsWith('large')) await released;
    return put(key, ...rest);
  };
  const uploaded = new UploadedFiles(':memory:');
  const uploader = uploaderOf(folder, { bucket, uploaded });
  try {
    for (const name of ['large-1', 'large-2']) {
      writeFileSync(path.join(folder, name), '');
      truncateSync(path.join(folder, name), 600_000);
    }
    await uploader.scan();
    const done = uploader.uploadPending();
    await expect.poll(() => begun).toHaveLength(1);
    writeFileSync(path.join(folder, 'small'), 'news');
    await uploader.scan();
    await expect.poll(() => bucket.head('small')).toBeDefined();
    expect(begun.filter((key) => key.startsWith('large'))).toHaveLength(1);
    await expect.poll(() => uploader.pending).toBe(2); // noted after the object is there
    release();
    await done;
    expect((await bucket.list('')).items.map(({ key }) => key)).toEqual(['large-1', 'large-2', 'small']);
  } finally {
    release();
    await uploader.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('uploads a file that is being watched for changes while the clock is set back', async () => {
  const folder = path.join(root, 'clock');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'new.txt'), 'news');
  const bucket = new MemoryObjects(() => 0);
  let looks = 0;
  let setBack = 0;
  // The file is new at the first look, however late that comes.
  const { ctimeMs } = statSync(path.join(folder, 'new.txt'));
  vi.spyOn(Date, 'now').mockImplementation(() => ctimeMs - setBack);
  const mayUpload = () => {
    looks++;
    if (looks === 2) setBack = 3_600_000;
    return true;
  };
  const uploader = uploaderOf(folder, { bucket, mayUpload });
  await uploader.scan();
  await uploader.uploadPending();
  expect(looks).toBeGreaterThan(1);
  expect(await bucket.head('new.txt')).toBeDefined();
});
