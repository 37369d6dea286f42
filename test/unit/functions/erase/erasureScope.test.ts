/** What is erased with a key: every payload that its documents may ever have been made from. */
import { expect, it } from 'vitest';
import { readObject } from '../../../../core/formats/read.ts';
import { keys } from '../../../../core/records/keys.ts';
import { findErasureScope } from '../../../../functions/erase/erasureScope.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { feed } from '../portCalls/texts.ts';

it('has what META applied, what it may have, and the sources of the key, not those of others', async () => {
  const table = new MemoryTable();
  const doc = 'd'.repeat(32);
  const basis = (payload: string) => ({ payload, model: 'm' });
  const source = {
    version: 'v',
    part: '',
    format: 'text',
    charset: 'utf-8',
    bytes: 1,
    modified: 1,
    token: 1,
  };
  await table.put({ ...keys.child('a.txt', doc), token: 1 });
  await table.put({
    ...keys.document(doc),
    ...{ doc, token: 2, pending: [basis('pending')], applied: { token: 1, basis: basis('applied') } },
  });
  await table.put({ ...keys.from(doc, 'a.txt'), ...source, key: 'a.txt', payload: 'own' });
  await table.put({ ...keys.from(doc, 'b.txt'), ...source, key: 'b.txt', payload: 'another' });
  await table.put({ ...keys.from(doc, 'c.txt'), token: 3, gone: true });
  const ports = { table, inbox: new MemoryObjects(() => 1), read: readObject };
  const { docs, payloads } = await findErasureScope(ports, ['a.txt']);
  expect([[...docs], [...payloads].sort()]).toEqual([[doc], ['applied', 'own', 'pending']]);
});

it('has the documents and payloads of all versions, also without any row', async () => {
  const inbox = new MemoryObjects(() => 1);
  const ports = { table: new MemoryTable(), inbox, read: readObject };
  for (const items of [
    ['1', '2'],
    ['2', '3'],
  ] as const)
    await inbox.put('feed.json', feed(...items.map((id): [string, string] => [id, `Item ${items.join()}`])));
  await inbox.delete('feed.json');
  const { docs, payloads } = await findErasureScope(ports, ['feed.json']);
  expect([docs.size, payloads.size]).toEqual([3, 4]);
});
