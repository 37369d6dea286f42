/** What was uploaded is remembered for the bucket that it went to, and with enough to notice every change. */
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UploadedFiles } from '../../../../local/uploading/uploadedFiles.ts';
import { Uploader } from '../../../../local/uploading/uploader.ts';
import { terminalLog } from '../../../../runtime/local/log.ts';
import { FolderObjects } from '../../../../runtime/local/objects.ts';

let root: string;
let bucket: FolderObjects;
const openBucket = (name = 'bucket') => new FolderObjects({ folder: path.join(root, name), clock: Date.now });
const inFolder = (name: string) => path.join(root, 'folder', name);
const database = () => path.join(root, 'uploads.sqlite');

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'dateline-uploaded-'));
  bucket = openBucket();
});
afterEach(() => {
  bucket.close();
  rmSync(root, { recursive: true, force: true });
});

async function upload(): Promise<void> {
  const uploaded = new UploadedFiles(database());
  const uploader = new Uploader({
    name: 'inbox',
    folder: path.join(root, 'folder'),
    bucket,
    bucketId: bucket.id,
    uploaded,
    log: terminalLog(),
  });
  await uploader.scan();
  await uploader.uploadPending();
  await uploader.stop();
  uploaded.close();
}

async function put(name: string, body: string): Promise<void> {
  mkdirSync(path.join(root, 'folder'), { recursive: true });
  writeFileSync(inFolder(name), body);
}
const versions = async (key: string) =>
  (await bucket.listVersions(key)).items.filter((version) => version.key === key).length;

it('a bucket that replaces a lost one is filled again', async () => {
  await put('a.txt', 'one');
  await upload();
  bucket.close();
  rmSync(path.join(root, 'bucket'), { recursive: true });
  bucket = openBucket();
  await upload();
  expect((await bucket.list('')).items.map(({ key }) => key)).toEqual(['a.txt']);
  await upload();
  expect(await versions('a.txt')).toBe(1);
});

it('a bucket keeps its id, and another has another', () => {
  const { id } = bucket;
  bucket.close();
  bucket = openBucket();
  expect(bucket.id).toBe(id);
  const other = openBucket('other');
  expect(other.id).not.toBe(id);
  other.close();
});

it('what was uploaded before buckets had ids is kept if the bucket has objects, and only then', async () => {
  await put('a.txt', 'one');
  await upload();
  const unbind = () => {
    const uploaded = new DatabaseSync(database());
    uploaded.exec("DELETE FROM filled WHERE uploader = 'inbox'");
    uploaded.close();
  };
  unbind();
  await upload();
  expect(await versions('a.txt')).toBe(1);
  unbind();
  bucket.close();
  rmSync(path.join(root, 'bucket'), { recursive: true });
  bucket = openBucket();
  await upload();
  expect(await versions('a.txt')).toBe(1);
});

it('a change in place that keeps size and time is noticed', async () => {
  await put('a.txt', 'one');
  const time = new Date('2021-05-03T09:00:00Z');
  utimesSync(inFolder('a.txt'), time, time);
  await upload();
  writeFileSync(inFolder('a.txt'), 'two');
  utimesSync(inFolder('a.txt'), time, time);
  await upload();
  expect(Buffer.from((await (await bucket.get('a.txt'))?.bytes()) ?? []).toString()).toBe('two');
});

it('a folder that was copied back, or to another disk, makes no new versions', async () => {
  await put('a.txt', 'one');
  await put('b.txt', 'two');
  await put('b.txt.meta.json', '{"source": "Bureau"}');
  await upload();
  execFileSync('cp', ['-a', path.join(root, 'folder'), path.join(root, 'copy')]);
  rmSync(path.join(root, 'folder'), { recursive: true });
  renameSync(path.join(root, 'copy'), path.join(root, 'folder'));
  await upload();
  expect([await versions('a.txt'), await versions('b.txt')]).toEqual([1, 1]);
});

it('a change of rights or links alone makes no new version', async () => {
  await put('a.txt', 'one');
  await upload();
  const { ctimeMs } = statSync(inFolder('a.txt'));
  do {
    chmodSync(inFolder('a.txt'), 0o600);
    chmodSync(inFolder('a.txt'), 0o644);
  } while (statSync(inFolder('a.txt')).ctimeMs === ctimeMs);
  linkSync(inFolder('a.txt'), path.join(root, 'backup.txt'));
  await upload();
  await upload();
  expect(await versions('a.txt')).toBe(1);
});
