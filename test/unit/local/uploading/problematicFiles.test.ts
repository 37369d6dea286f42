/** Files of a folder that cannot be uploaded, or not as they are: what is said of them, and what follows. */
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewsFolder } from '../../../../local/uploading/newsFolder.ts';
import { UploadedFiles } from '../../../../local/uploading/uploadedFiles.ts';
import { Uploader } from '../../../../local/uploading/uploader.ts';
import { terminalLog } from '../../../../runtime/local/log.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

const root = mkdtempSync(path.join(tmpdir(), 'dateline-problematic-'));
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a problematic file', () => {
  let folder: string;
  let bucket: MemoryObjects;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dateline-unreadable-'));
    chmodSync(folder, 0o755);
    bucket = new MemoryObjects(Date.now);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Uploads the folder twice. @returns the logged lines */
  async function upload(database = ':memory:'): Promise<string[]> {
    const lines: string[] = [];
    const log = terminalLog((line) => lines.push(line));
    const uploaded = new UploadedFiles(database);
    const uploader = new Uploader({ name: 'inbox', folder, bucket, uploaded, log });
    await uploader.scan();
    await uploader.uploadPending();
    await uploader.scan();
    await uploader.uploadPending();
    await uploader.stop();
    uploaded.close();
    return lines;
  }
  const uploaded = async () => (await bucket.list('')).items.map(({ key }) => key);

  it('without read permission is reported once, and the others are uploaded', async () => {
    writeFileSync(path.join(folder, 'open.txt'), 'news');
    writeFileSync(path.join(folder, 'secret.txt'), 'news', { mode: 0 });
    mkdirSync(path.join(folder, 'closed'), { mode: 0 });
    mkdirSync(path.join(folder, 'listed/deeper'), { recursive: true });
    writeFileSync(path.join(folder, 'listed/news.txt'), 'news');
    chmodSync(path.join(folder, 'listed'), 0o444);
    // Root may read everything, so become another user for a while.
    const root = process.geteuid?.() === 0;
    // The working directory may be closed to that user.
    const writable = mkdtempSync(path.join(tmpdir(), 'dateline-writable-'));
    chmodSync(writable, 0o777);
    if (root) process.seteuid?.(65534);
    const uploading = upload(path.join(writable, 'uploads.sqlite'));
    const lines = await uploading.finally(() => root && process.seteuid?.(0));
    rmSync(writable, { recursive: true });
    expect(await uploaded()).toEqual(['open.txt']);
    expect(lines.sort()).toEqual([
      expect.stringMatching(/^warning: cannot read a file or folder; .* file="closed" error="Error: EACCES/),
      expect.stringMatching(
        /^warning: cannot read a file or folder; .* file="listed\/deeper" error="Error: EA/,
      ),
      expect.stringMatching(/^warning: cannot read a file or folder; .* file="listed\/news\.txt" error="E/),
      expect.stringMatching(/^warning: cannot read a file; .* file="secret\.txt" error="Error: EACCES/),
    ]);
  });

  it('with a name that is not UTF-8 is reported once, and so is such a folder', async () => {
    const named = (bytes: number[]) => Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)]);
    writeFileSync(named([0x61, 0xff, 0x2e, 0x74, 0x78, 0x74]), 'news'); // a\xFF.txt
    mkdirSync(named([0x62, 0xfe]));
    writeFileSync(Buffer.concat([named([0x62, 0xfe]), Buffer.from('/in.txt')]), 'news');
    writeFileSync(path.join(folder, 'real \uFFFD.txt'), 'news');
    const lines = await upload();
    expect(await uploaded()).toEqual(['real \uFFFD.txt']);
    expect(lines.sort()).toEqual([
      expect.stringContaining('file="a\uFFFD.txt" error="Error: its name is not UTF-8; rename it"'),
      expect.stringContaining('file="b\uFFFD" error="Error: its name is not UTF-8; rename it"'),
    ]);
  });

  it('behind a link is not uploaded, the link is reported once, an earlier upload is removed', async () => {
    const outside = path.join(root, 'outside');
    mkdirSync(outside, { recursive: true });
    writeFileSync(path.join(outside, 'news.txt'), 'secret');
    mkdirSync(path.join(folder, 'wire'));
    writeFileSync(path.join(folder, 'wire/news.txt'), 'news');
    const database = path.join(root, 'links.sqlite');
    expect(await upload(database)).toEqual([]);
    expect(await uploaded()).toEqual(['wire/news.txt']);
    rmSync(path.join(folder, 'wire'), { recursive: true });
    symlinkSync(outside, path.join(folder, 'wire'));
    expect(await upload(database)).toEqual([
      expect.stringMatching(/^warning: a link is not followed; .* file="wire"\n$/),
    ]);
    expect(await uploaded()).toEqual([]);
  });

  it('is not warned about if it is a hidden link, as an editor or a system makes', async () => {
    writeFileSync(path.join(folder, 'a.txt'), 'news');
    symlinkSync('editor@desk.4711:1638100000', path.join(folder, '.#a.txt'));
    symlinkSync('elsewhere', path.join(folder, '.DS_Store'));
    symlinkSync('.', path.join(folder, '.round'));
    expect(await upload()).toEqual([]);
    expect(await uploaded()).toEqual(['a.txt']);
  });

  it('whose sidecar is a link is uploaded without it, which is said once', async () => {
    writeFileSync(path.join(folder, 'a.txt'), 'news');
    writeFileSync(path.join(folder, 'other.json'), '{"source":"Bureau"}');
    symlinkSync(path.join(folder, 'other.json'), path.join(folder, 'a.txt.meta.json'));
    expect(await upload()).toEqual([
      expect.stringMatching(
        /^warning: a sidecar that is a link is not read; its file .* without it file="a\.txt\.meta\.json"\n$/,
      ),
    ]);
    expect((await bucket.head('a.txt'))?.metadata).toEqual({});
  });

  it('that is not at the path of its name is warned about once, and nobody waits for it', async () => {
    // As on a disk where a.txt and A.txt are one name: no such disk is at hand.
    vi.spyOn(NewsFolder.prototype, 'read').mockResolvedValue(undefined);
    writeFileSync(path.join(folder, 'a.txt'), 'news');
    expect(await upload()).toEqual([
      expect.stringMatching(/^warning: cannot read a file; .* file="a\.txt" error="Error: .* another path/),
    ]);
    expect(await uploaded()).toEqual([]);
  });

  it.each([
    ['renamed to capitals', 'wire/a.txt', 'wire/A.txt'],
    ['in a folder that was', 'wire', 'Wire'],
  ])('%s, where these are one name, leaves the bucket, and nobody is warned', async (_, former, latter) => {
    mkdirSync(path.join(folder, 'wire'));
    writeFileSync(path.join(folder, 'wire/a.txt'), 'news');
    const database = path.join(root, `${latter.length}.sqlite`);
    await upload(database);
    renameSync(path.join(folder, former), path.join(folder, latter));
    // As on such a disk: the former name still leads to the file, whose path now has the latter.
    const { fingerprint, read, isCalledSo } = NewsFolder.prototype;
    vi.spyOn(NewsFolder.prototype, 'fingerprint').mockImplementation(function (this: NewsFolder, name) {
      return fingerprint.call(this, name.replace(former, latter));
    });
    vi.spyOn(NewsFolder.prototype, 'read').mockImplementation(async function (this: NewsFolder, ...asked) {
      return asked[0].includes(former) ? undefined : read.apply(this, asked);
    });
    vi.spyOn(NewsFolder.prototype, 'isCalledSo').mockImplementation(function (this: NewsFolder, name) {
      return !name.includes(former) && isCalledSo.call(this, name);
    });
    expect(await upload(database)).toEqual([]);
    expect(await uploaded()).toEqual(['wire/a.txt'.replace(former, latter)]);
  });

  it('of more than 256 MB is reported once and not read; an earlier upload of it is removed', async () => {
    const grown = path.join(folder, 'grown.txt');
    writeFileSync(grown, 'news');
    writeFileSync(path.join(folder, 'small.txt'), 'news');
    const database = path.join(root, 'large.sqlite');
    expect(await upload(database)).toEqual([]);
    expect(await uploaded()).toEqual(['grown.txt', 'small.txt']);
    truncateSync(grown, 1_500_000_000); // sparse: it takes no room on the disk
    const before = process.memoryUsage().arrayBuffers;
    expect(await upload(database)).toEqual([
      expect.stringMatching(/^warning: a file is too large and is not uploaded .*"Error: 1500000000 bytes; /),
    ]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
    expect(await uploaded()).toEqual(['small.txt']);
  });

  it('with a path longer than any key is uploaded under a shortened key that ends in a hash', async () => {
    const deep = Array.from({ length: 5 }, () => 'é'.repeat(110)).join('/');
    mkdirSync(path.join(folder, deep), { recursive: true });
    for (const name of ['one.txt', 'two.txt']) writeFileSync(path.join(folder, deep, name), name);
    expect(await upload()).toEqual([]);
    const keys = await uploaded();
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) {
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1024);
      expect(key).toMatch(/^é+\/[^~]*~[0-9a-f]{32}$/);
    }
  });
});
