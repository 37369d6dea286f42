/** One malformed row, or one object that cannot be reached, must not end the sweep every day. */
import { beforeEach, expect, it } from 'vitest';
import { ServiceFault, TransientFault } from '../../../../../core/errors.ts';
import { hash } from '../../../../../core/hash.ts';
import { listQuarantine } from '../../../../../core/quarantine/listQuarantine.ts';
import { payloadPrefix } from '../../../../../core/records/archive.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { sweep } from '../../../../../functions/sweep/sweep.ts';
import { Records, story } from '../records.ts';

let records: Records;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  await records.put('b.txt', story('A harbour reopens after the storm'));
});

const quarantine = async () => (await listQuarantine(records.table, {}, { limit: 50 })).items;

it('malformed rows of every kind are in quarantine by their hash until they are gone', async () => {
  const malformed = ['OBJ#x', `DOC#${'a'.repeat(32)}`, 'ENT#person/x', 'ALIAS#xx', 'DEAD#x'].map((pk) => ({
    pk,
    sk: pk.startsWith('ALIAS#') ? 'xx#person/x' : pk.startsWith('ENT#') ? 'DAY#2021-05-03#1' : 'META',
    token: 'one',
  }));
  for (const row of malformed) await records.table.put(row);
  // What differs elsewhere is found all the same.
  await records.remove(keys.claim('a.txt'));
  const report = await records.sweep();
  expect(report).toMatchObject({ keys: 2, unread: 4 });
  const items = await quarantine();
  expect(items.map(({ refusal }) => refusal.code)).toEqual(Array(4).fill('fault.sweep'));
  for (const { pk } of malformed.filter(({ pk }) => !pk.startsWith('DEAD#')))
    expect(items.filter(({ refusal }) => refusal.evidence.includes(hash(pk)))).toHaveLength(1);
  const named = `partition OBJ#… with the hash ${hash('OBJ#x')}: `;
  const evidence = items.map(({ refusal }) => refusal.evidence).find((each) => each.startsWith(named));
  expect(evidence?.slice(named.length)).toMatch(/^ZodError: token: /);
  expect(JSON.stringify(items)).not.toContain('person/x');

  expect(await records.sweep()).toMatchObject({ unread: 4 });
  expect(await quarantine()).toHaveLength(4);
  for (const row of malformed) await records.remove(row);
  expect(await records.sweep()).toMatchObject({ unread: 0 });
  expect(await quarantine()).toEqual([]);
});

it('removes nothing from the archive after a row that it could not read', async () => {
  const { pk, sk } = records.row((item) => item.sk.startsWith('FROM#') && item.key === 'a.txt');
  await records.table.update({ pk, sk }, { payload: 7 });
  const meta = { pk, sk: 'META' };
  await records.remove(meta);
  const day = 24 * 3600 * 1000;
  for (let i = 0; i < 3; i++) {
    records.now += day + 1;
    expect(await sweep(records.ports)).toMatchObject({ removed: 0, unreferenced: 0 });
  }
  expect((await records.archive.list(payloadPrefix)).items).toHaveLength(2);
});

it('an object that cannot be reached fails its own key alone', async () => {
  const head = records.inbox.head.bind(records.inbox);
  records.inbox.head = async (key, version) => {
    if (key === 'a.txt') throw new Error('AccessDenied');
    return head(key, version);
  };
  expect(await records.sweep()).toMatchObject({ unread: 1, keys: 0 });
  records.inbox.head = head;
  expect(await records.sweep()).toMatchObject({ unread: 0 });
  expect(await quarantine()).toEqual([]);
});

it('what could not be compared stays in quarantine while others are handling it', async () => {
  const failWith = (error: Error) => {
    records.inbox.head = () => Promise.reject(error);
  };
  failWith(new Error('AccessDenied'));
  await records.sweep();
  failWith(new TransientFault('lost a race'));
  await records.sweep();
  expect(await quarantine()).toHaveLength(2);
});

it('ends when everything fails', async () => {
  for (let i = 0; i < 150; i++) await records.table.put({ pk: `OBJ#${i}`, sk: 'META', token: 'one' });
  await expect(records.sweep()).rejects.toThrow('could not read 100');
});

it('a throttled table ends the call, and says nothing about a partition', async () => {
  const { batchGet } = records.table;
  records.table.batchGet = () => Promise.reject(new ServiceFault('throttled'));
  await expect(records.sweep()).rejects.toThrow('throttled');
  records.table.batchGet = batchGet;
  expect(await quarantine()).toEqual([]);
  expect(await records.sweep()).toMatchObject({ unread: 0 });
});
