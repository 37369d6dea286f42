import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderObjects } from '../../../../runtime/local/objects.ts';
import { BrokenStore } from '../../../../runtime/local/store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'dateline-objects-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);

describe('a bucket in a folder', () => {
  it('removes bytes with the last version that has them', async () => {
    const objects = new FolderObjects({ folder, clock: Date.now });
    const blobs = () => readTree(at('blobs'));
    const body = 'same bytes '.repeat(10_000);
    const [a, b] = [await objects.put('a', body), await objects.put('b', body)];
    expect(blobs()).toHaveLength(1);
    await objects.delete('a', a.version);
    expect(blobs()).toHaveLength(1);
    await objects.delete('b', b.version);
    expect(blobs()).toEqual([]);
    await objects.put('a', body);
    expect(new TextDecoder().decode(await (await objects.get('a'))?.bytes())).toBe(body);
    objects.close();
  });

  it('keeps a put that is concurrent with removing the last version of the same bytes', async () => {
    const objects = new FolderObjects({ folder, clock: Date.now });
    const body = new Uint8Array(200_000).fill(7);
    for (let i = 0; i < 20; i++) {
      const { version } = await objects.put('old', body);
      await Promise.all([
        objects.put('new', body),
        objects.delete('old', version),
        objects.put('other', body),
      ]);
      expect((await (await objects.get('new'))?.bytes())?.length).toBe(200_000);
      for (const { key, version: each } of (await objects.listVersions('')).items)
        await objects.delete(key, each);
      expect(readTree(at('blobs'))).toEqual([]);
    }
    objects.close();
  });

  it('reports missing or truncated bytes, and is repaired by another put', async () => {
    const body = 'some bytes '.repeat(10_000);
    const former = new FolderObjects({ folder, clock: Date.now });
    await former.put('a', body);
    former.close();
    const objects = new FolderObjects({ folder, clock: Date.now });
    const [blob] = readTree(at('blobs'));
    truncateSync(blob ?? '', 4);
    const read = async () => (await objects.get('a'))?.bytes();
    await expect(read()).rejects.toThrow(
      `The file ${blob} is missing or truncated; upload its content again.`,
    );
    await expect(Array.fromAsync((await objects.get('a'))?.stream() ?? [])).rejects.toThrow(BrokenStore);
    rmSync(blob ?? '');
    await expect(read()).rejects.toThrow(BrokenStore);
    await objects.put('a', body);
    expect(new TextDecoder().decode(await read())).toBe(body);
    objects.close();
  });

  it('keeps what compresses in a fraction of its size, and returns any part of it', async () => {
    const objects = new FolderObjects({ folder, clock: Date.now });
    const bodies = Array.from({ length: 100 }, (_, i) => `the same words again, ${i}\n`.repeat(1_000));
    for (const [i, body] of bodies.entries()) await objects.put(`${i}`, body);
    const range = { start: 5, end: 19 };
    for (const [i, body] of bodies.entries()) {
      expect(new TextDecoder().decode(await (await objects.get(`${i}`))?.bytes())).toBe(body);
      const part = await (await objects.get(`${i}`, { range }))?.bytes();
      expect(new TextDecoder().decode(part)).toBe(body.slice(5, 20));
    }
    objects.close();
    expect(statSync(at('versions.sqlite')).size).toBeLessThan(200_000);
  });

  it('reads what an earlier version stored uncompressed', async () => {
    const body = 'Storm closes harbour.';
    const hash = createHash('sha256').update(body).digest('hex');
    const earlier = new DatabaseSync(at('versions.sqlite'));
    earlier.exec(`
      CREATE TABLE versions (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, latest INTEGER NOT NULL,
        size INTEGER NOT NULL, modified INTEGER NOT NULL, blob TEXT, contentType TEXT, metadata TEXT
      );
      CREATE TABLE small (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
      INSERT INTO versions VALUES (1, 'storm.txt', 1, ${body.length}, 5, '${hash}', NULL, '{}');
      INSERT INTO small VALUES ('${hash}', CAST('${body}' AS BLOB));
      PRAGMA user_version = 1`);
    earlier.close();
    const objects = new FolderObjects({ folder, clock: Date.now });
    expect(new TextDecoder().decode(await (await objects.get('storm.txt'))?.bytes())).toBe(body);
    objects.close();
  });

  it('answers with small objects that were just written from memory, of which it keeps little', async () => {
    const objects = new FolderObjects({ folder, clock: Date.now });
    const text = (i: number) => `${i} `.padEnd(10_000, 'word ');
    const read = async (i: number) => (await (await objects.get(`text-${i}`))?.bytes()) ?? new Uint8Array();
    for (let i = 0; i < 300; i++) await objects.put(`text-${i}`, text(i));
    const database = new DatabaseSync(at('versions.sqlite'));
    database.exec('DELETE FROM small');
    database.close();
    (await read(299)).fill(0);
    expect(new TextDecoder().decode(await read(299))).toBe(text(299));
    await expect(read(0)).rejects.toThrow(BrokenStore);
    objects.releaseMemory();
    await expect(read(299)).rejects.toThrow(BrokenStore);
    objects.close();
  });

  it('writes nothing outside its folder, for any key', async () => {
    const inside = at('inside/bucket');
    const objects = new FolderObjects({ folder: inside, clock: Date.now });
    for (const key of ['../../../escaped', '/tmp/escaped', '..', 'a\u0000b', 'x'.repeat(1024)])
      await objects.put(key, key);
    expect(readTree(folder).filter((file) => !file.startsWith(inside))).toEqual([]);
    expect(readTree(inside).some((file) => file.includes('escaped'))).toBe(false);
    expect((await objects.list('')).items.map((item) => item.key)).toContain('a\u0000b');
    objects.close();
  });
});

function readTree(under: string): string[] {
  return readdirSync(under, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

it.each([
  ['the default', false],
  ['a bucket whose lost objects are absent', true],
])('whose file is lost: %s', async (_, lostIsAbsent) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dateline-lost-'));
  const objects = new FolderObjects({ folder, clock: Date.now, lostIsAbsent });
  await objects.put('large', 'x'.repeat(100_000));
  await objects.put('small', 'x');
  rmSync(path.join(folder, 'blobs'), { recursive: true });
  mkdirSync(path.join(folder, 'blobs', 'temporary'), { recursive: true });
  const keys = (await objects.list('')).items.map(({ key }) => key);
  expect(keys).toEqual(lostIsAbsent ? ['small'] : ['large', 'small']);
  expect((await objects.head('large')) === undefined).toBe(lostIsAbsent);
  expect(await objects.get('small')).toBeDefined();
  objects.close();
  rmSync(folder, { recursive: true });
});
