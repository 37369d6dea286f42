/** Which keys a target names, and when it is refused. */
import { beforeEach, expect, it } from 'vitest';
import { keys } from '../../../../core/records/keys.ts';
import { ErasureRefused, resolveErasureKeys } from '../../../../functions/erase/erasureTarget.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

let table: MemoryTable;
let inbox: MemoryObjects;
beforeEach(() => {
  table = new MemoryTable();
  inbox = new MemoryObjects(() => 0);
});
const resolve = (target: string) => resolveErasureKeys({ inbox, table }, target);
const [doc, second, third] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [string, string, string];

async function addClaim(key: string, docs: readonly string[], named = true): Promise<void> {
  await table.put({ ...keys.claim(key), token: 1, settled: 1, ...(named && { key }) });
  for (const each of docs) await table.put({ ...keys.child(key, each), digest: 'd', token: 1 });
}
const addSource = (key: string) =>
  table.put({
    ...keys.from(doc, key),
    ...{ key, version: 'v1', part: '', format: 'text', charset: 'utf-8', bytes: 1 },
    ...{ payload: 'p', modified: 0, token: 1 },
  });
const bury = (row: { pk: string; sk: string }) =>
  table.put({ ...row, token: 2, gone: true, expires: 9_999_999_999 });

it('a key is known by its claim or by a version, not by a longer key', async () => {
  await addClaim('named.txt', []);
  await inbox.put('new.txt', 'x');
  await addClaim('erased.txt', [], false);
  for (const key of ['named.txt', 'new.txt', 'erased.txt']) expect(await resolve(key)).toEqual([key]);
  await inbox.put('erased.txt.gz', 'x');
  await inbox.put('other.txt.gz', 'x');
  for (const key of ['erased.txt', 'other.txt', 'none'])
    await expect(resolve(key)).rejects.toThrow(ErasureRefused);
});

it('a document names the keys of its sources, unless one of them holds others', async () => {
  for (const key of ['1.txt', '2.txt']) {
    await addClaim(key, [doc]);
    await addSource(key);
  }
  expect((await resolve(doc)).sort()).toEqual(['1.txt', '2.txt']);
  await addClaim('1.txt', [doc, second]);
  await expect(resolve(doc)).rejects.toThrow('"1.txt" (with 1 other);');
  await addClaim('2.txt', [doc, second, third]);
  await expect(resolve(doc)).rejects.toThrow('"2.txt" (with 2 others), "1.txt" (with 1 other);');
  for (const key of ['1.txt', '2.txt'])
    for (const other of [second, third]) await bury(keys.child(key, other));
  expect(await resolve(doc)).toHaveLength(2);
});

it('a document without a source names the keys of its tombstones, as far as claims know them', async () => {
  await addClaim('gone.txt', []);
  await addClaim('erased.txt', [], false);
  for (const key of ['gone.txt', 'erased.txt', 'lost.txt']) await bury(keys.from(doc, key));
  expect(await resolve(doc)).toEqual(['gone.txt']);
});
