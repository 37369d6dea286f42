/**
 * Objects that lie in the bucket although small ones are rows: those of other names, and those that are too
 * large for a row.
 */
import { randomBytes } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { hash } from '../../../../core/hash.ts';
import { paginate } from '../../../../core/protocol/paginate.ts';
import { payloadKey } from '../../../../core/records/archive.ts';
import { SmallObjects } from '../../../../runtime/aws/smallObjects.ts';
import { itemSize } from '../../../../runtime/local/itemLimits.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const now = 1_700_000_000_000;
let bucket: MemoryObjects;
let table: MemoryTable;
let archive: SmallObjects;
beforeEach(() => {
  bucket = new MemoryObjects(() => now);
  table = new MemoryTable();
  archive = new SmallObjects(bucket, table, () => now);
});

const key = payloadKey(hash('a'));
const large = (text: string) => `${text} ${randomBytes(9000).toString('latin1')}`;
const said = { contentType: 'text/plain', metadata: { a: 'b' } };

it.each([
  ['answers/1.json', (text: string) => text],
  [key, large],
])('%s is put, asked for and read as in the bucket', async (name, make) => {
  const first = await archive.put(name, make('first'), said);
  await archive.put(name, make('second'), said);
  expect(await archive.head(name)).toMatchObject(said);
  expect(await archive.head(name, first.version)).toMatchObject({ version: first.version, ...said });
  const read = await archive.get(name, { version: first.version, range: { start: 1, end: 3 } });
  expect(Buffer.from((await read?.bytes()) ?? []).toString()).toBe('irs');
});

it('lists every page of the versions in the bucket, and then the rows', async () => {
  await archive.put(key, 'small');
  const asked: (string | undefined)[] = [];
  bucket.listVersions = async (_, cursor) => {
    asked.push(cursor);
    const next = cursor === undefined ? { next: 'more' } : {};
    const version = { size: 1, modified: now, etag: 'e', latest: true, deleted: false };
    return { items: [{ ...version, key: 'payloads/1', version: `v${asked.length}` }], ...next };
  };
  const listed = await Array.fromAsync(paginate((cursor) => archive.listVersions('payloads/', cursor)));
  expect(asked).toEqual([undefined, 'more']);
  expect(listed.map(({ version }) => version)).toEqual(['v1', 'v2', String(now)]);
});

it('the bucket is not asked to delete the version of a row', async () => {
  const { version } = await archive.put(key, 'small');
  bucket.delete = async () => expect.unreachable('a request to the bucket');
  await archive.delete(key, version);
  expect([...table.items()]).toEqual([]);
});

it.each([
  ['small', 'small'],
  ['large', large('large')],
])('what is put while an earlier version is deleted stays: %s', async (_, body) => {
  const { version } = await archive.put(key, body);
  const remove = table.delete.bind(table);
  table.delete = async (...asked) => {
    table.delete = remove;
    await new SmallObjects(bucket, table, () => now + 1).put(key, 'put meanwhile');
    return table.delete(...asked);
  };
  await archive.delete(key, version);
  const read = await archive.get(key);
  expect(Buffer.from((await read?.bytes()) ?? []).toString()).toBe('put meanwhile');
});

it.each([
  [3880, undefined],
  [3140, { note: 'x'.repeat(700) }],
])(
  'a row has nearly four kilobytes and never more, whatever is said of it: from %i bytes',
  async (least, metadata) => {
    for (let bytes = least; bytes < least + 100; bytes++)
      await archive.put(payloadKey(hash(String(bytes))), randomBytes(bytes), metadata && { metadata });
    const sizes = [...table.items()].filter((row) => row.bytes !== undefined).map(itemSize);
    expect(sizes.length).toBeLessThan(100);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(4096);
    expect(Math.max(...sizes)).toBeGreaterThan(4096 - 64);
  },
);
