import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { paginate } from '../../../../core/protocol/paginate.ts';
import { annotationKey, payloadKey } from '../../../../core/records/archive.ts';
import { isDerivedRow, smallObjectPrefix } from '../../../../core/records/keys.ts';
import { SmallObjects } from '../../../../runtime/aws/smallObjects.ts';
import { itemSize } from '../../../../runtime/local/itemLimits.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

let now: number;
let bucket: MemoryObjects;
let table: MemoryTable;
let archive: SmallObjects;
beforeEach(() => {
  now = 1_700_000_000_000;
  bucket = new MemoryObjects(() => now);
  table = new MemoryTable();
  archive = new SmallObjects(bucket, table, () => now);
});

const key = payloadKey(hash('a'));
const news = JSON.stringify({ text: 'The minister said nothing new. '.repeat(90) });
/** Does not compress. */
const noise = (bytes: number) => randomBytes(bytes).toString('latin1');
const inBucket = async () => (await bucket.listVersions('')).items.map((item) => item.key);
const textOf = async (name: string) => {
  const object = await archive.get(name);
  return object && new TextDecoder().decode(await object.bytes());
};

it('what has another name is an object of the bucket, without a look into the table', async () => {
  table.get = () => Promise.reject(new Error('asked'));
  const name = 'answers/1.json';
  const { version } = await archive.put(name, news);
  expect(await archive.head(name, version)).toMatchObject({ key: name, size: news.length });
  expect(await textOf(name)).toBe(news);
  await archive.delete(name, version);
  expect(await archive.head(name)).toBeUndefined();
});

it('lists every page of the bucket and of each partition, by the cursors that these gave', async () => {
  const names = Array.from({ length: 40 }, (_, i) => payloadKey(hash(String(i))));
  for (const name of names) await archive.put(name, news);
  const query = table.query.bind(table);
  table.query = (asked) => query({ ...asked, limit: 1 });
  const asked: (string | undefined)[] = [];
  bucket.list = async (_, cursor) => {
    asked.push(cursor);
    const item = { key: `payloads/${asked.length}`, size: 1, modified: now, etag: 'e' };
    return { items: [item], ...(asked.length < 3 && { next: `next-${asked.length}` }) };
  };
  const listed = await Array.fromAsync(paginate((cursor) => archive.list('payloads/', cursor)));
  expect(asked).toEqual([undefined, 'next-1', 'next-2']);
  expect(listed.map(({ key: name }) => name)).toEqual([
    ...['payloads/1', 'payloads/2', 'payloads/3'],
    ...names.toSorted(),
  ]);
});

it('is compressed quickly, with a window as long as the longest text', async () => {
  const words = ['the', 'ferry', 'of', 'the', 'island', 'and', 'fog', 'in'];
  const text = Array.from({ length: 700 }, (_, i) => words[Number.parseInt(hash(`${i}`).slice(-1), 16) % 8]);
  await archive.put(key, text.join(' '));
  const [row] = [...table.items()];
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 16 };
  expect(row?.bytes).toEqual(brotliCompressSync(text.join(' '), { params }));
});

it('a row that unpacks to more than a small object may have is refused', async () => {
  await archive.put(key, news);
  const [row] = [...table.items()];
  await table.put({ ...(row as Item), bytes: brotliCompressSync(new Uint8Array(64 * 1024 + 1)) });
  await expect(archive.get(key)).rejects.toThrow();
});

describe('a small payload or annotation', () => {
  it('is one row of at most four write units, and no object', async () => {
    for (const name of [key, annotationKey({ payload: hash('a'), model: 'm-1' })]) {
      await archive.put(name, news, { contentType: 'application/json' });
      expect(await textOf(name)).toBe(news);
    }
    expect(await inBucket()).toEqual([]);
    const rows = [...table.items()];
    expect(rows.map(({ sk }) => sk)).toEqual([key, `annotations/${hash('a')}/m-1.json`]);
    for (const row of rows) {
      expect(row.pk).toMatch(/^SMALL#(payloads|annotations)\/[0-9a-f]$/);
      expect(itemSize(row)).toBeLessThan(4096);
      expect(isDerivedRow(row)).toBe(false);
    }
  });

  it('fills a row up to four kilobytes; more is an object of the bucket', async () => {
    for (let bytes = 2000; bytes < 6000; bytes += 500)
      await archive.put(payloadKey(hash(String(bytes))), randomBytes(bytes));
    const rows = [...table.items()].filter(({ bytes }) => bytes !== undefined);
    expect(rows).toHaveLength(4);
    expect(Math.max(...rows.map(itemSize))).toBeLessThanOrEqual(4096);
    expect(await inBucket()).toHaveLength(4);
  });

  it('has the age of its last put, so a sweep that saw an earlier one removes nothing', async () => {
    const first = await archive.put(key, news);
    expect((await archive.head(key))?.modified).toBe(now);
    now += 5000;
    await archive.put(key, news);
    expect((await archive.head(key))?.modified).toBe(now);
    await archive.delete(key, first.version);
    expect(await textOf(key)).toBe(news);
    const [version] = (await archive.listVersions(key)).items;
    expect(version).toMatchObject({ key, modified: now, latest: true, deleted: false });
    await archive.delete(key, version?.version);
    expect(await archive.head(key)).toBeUndefined();
    expect([...table.items()]).toEqual([]);
  });

  it('goes for good when it is deleted without a version', async () => {
    await archive.put(key, news);
    await archive.delete(key);
    expect([await textOf(key), [...table.items()]]).toEqual([undefined, []]);
  });

  it('can be read in part', async () => {
    await archive.put(key, '0123456789');
    const object = await archive.get(key, { range: { start: 3, end: 5 } });
    expect([object?.size, Buffer.from((await object?.bytes()) ?? []).toString()]).toEqual([10, '345']);
  });
});

it('a row says all that an object of a bucket says', async () => {
  const json = payloadKey(hash('json'));
  const named = payloadKey(hash('named'));
  const plain = payloadKey(hash('plain'));
  await archive.put(json, 'abc', { contentType: 'application/json' });
  await archive.put(named, 'abc', { contentType: 'text/plain', metadata: { a: 'b' } });
  await archive.put(plain, 'abc');
  const info = {
    version: String(now),
    size: 3,
    modified: now,
    etag: hash(new TextEncoder().encode('abc')).slice(0, 12),
    metadata: {},
  };
  // Every row is read and written as a whole, so it does not say what nearly all would.
  expect([...table.items()].map((row) => row.contentType)).toEqual([undefined, 'text/plain', '']);
  expect(await archive.head(json)).toEqual({ ...info, key: json, contentType: 'application/json' });
  const metadata = { a: 'b' };
  expect(await archive.head(named)).toEqual({ ...info, key: named, contentType: 'text/plain', metadata });
  expect(await archive.head(plain)).toEqual({ ...info, key: plain });
  expect(await archive.head(json, info.version)).toMatchObject({ key: json });
  expect(await archive.head(json, '1')).toBeUndefined();
  expect(await archive.get(json, { version: info.version })).toMatchObject({ key: json });
  expect(await archive.get(json, { version: '1' })).toBeUndefined();
  const { version: _, metadata: __, ...listed } = info;
  // Nothing follows: it lies in the only partition.
  expect(await archive.list(json)).toEqual({ items: [{ ...listed, key: json }] });
  expect((await archive.listVersions(json)).items).toEqual([
    { ...listed, key: json, version: info.version, latest: true, deleted: false },
  ]);
  const text = [];
  for await (const part of (await archive.get(json))?.stream() ?? []) text.push(...part);
  expect(Buffer.from(text).toString()).toBe('abc');
});

it('does not try to compress more than 64 KB', async () => {
  const [fits, large] = [payloadKey(hash('64 KB')), payloadKey(hash('more'))];
  await archive.put(fits, 'a'.repeat(64 * 1024));
  await archive.put(large, 'a'.repeat(64 * 1024 + 1));
  expect(await inBucket()).toEqual([large]);
});

it('leaves other objects in the bucket', async () => {
  await archive.put('readings/x.json', news);
  expect(await textOf('readings/x.json')).toBe(news);
  expect([...table.items()]).toEqual([]);
});

it('never answers with a small object that a large one replaced', async () => {
  await archive.put(key, news);
  const large = noise(9000);
  await archive.put(key, large);
  expect(await textOf(key)).toBe(large);
  await archive.put(key, news);
  expect(await textOf(key)).toBe(news);
});

it('removes the large object that a small one replaced, by its version', async () => {
  const { version } = await archive.put(key, noise(9000));
  await archive.put(key, news);
  expect(await inBucket()).toEqual([key]);
  await archive.delete(key, version);
  expect([await inBucket(), await textOf(key)]).toEqual([[], news]);
});

it('asks the table alone whether an object exists', async () => {
  const large = noise(9000);
  const { version } = await archive.put(key, large);
  expect([...table.items()]).toEqual([{ pk: expect.any(String), sk: key, inBucket: version }]);
  expect((await archive.head(key))?.version).toBe(version);
  bucket.get = bucket.head = async () => expect.unreachable('a request to the bucket');
  const other = payloadKey(hash('b'));
  expect([await archive.head(other), await archive.get(other)]).toEqual([undefined, undefined]);
});

it('removes a large object by its version, and keeps one that was put again', async () => {
  const first = await archive.put(key, noise(9000));
  const large = noise(9000);
  const second = await archive.put(key, large);
  await archive.delete(key, first.version);
  expect(await textOf(key)).toBe(large);
  await archive.delete(key, second.version);
  expect([await archive.head(key), await inBucket(), [...table.items()]]).toEqual([undefined, [], []]);
});

it('lists the objects of the bucket and the rows, whatever the prefix', async () => {
  const names = Array.from({ length: 40 }, (_, i) => payloadKey(hash(String(i))));
  for (const [i, name] of names.entries()) await archive.put(name, i % 4 === 0 ? noise(9000) : news);
  await archive.put(annotationKey({ payload: hash('0'), model: 'm' }), news);
  await archive.put('exports/x', news);
  const list = async (prefix: string) =>
    (await Array.fromAsync(paginate((cursor) => archive.list(prefix, cursor))))
      .map((item) => item.key)
      .sort();
  const versions = async (prefix: string) =>
    (await Array.fromAsync(paginate((cursor) => archive.listVersions(prefix, cursor)))).map(
      (each) => each.key,
    );
  expect(await list('payloads/')).toEqual(names.toSorted());
  for (const prefix of ['payloads/1', 'payloads/1a', 'payloads/1a0', names[1] ?? '', names[4] ?? '']) {
    const expected = names.filter((name) => name.startsWith(prefix)).sort();
    expect(await list(prefix)).toEqual(expected);
    expect((await versions(prefix)).sort()).toEqual(expected);
  }
  expect(await list('')).toHaveLength(42);
  expect(await list('exports/')).toEqual(['exports/x']);
  expect(await list('none')).toEqual([]);
});

it('keeps its rows under a prefix that no other row has', async () => {
  await archive.put(key, news);
  for (const { pk } of table.items()) expect(pk.startsWith(smallObjectPrefix)).toBe(true);
});
