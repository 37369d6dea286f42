/** What the sweep records of partitions that it could not compare, and for how long. */
import { beforeEach, expect, it } from 'vitest';
import { TransientFault } from '../../../../../core/errors.ts';
import type { Table } from '../../../../../core/ports/table.ts';
import { listQuarantine } from '../../../../../core/quarantine/listQuarantine.ts';
import { keys } from '../../../../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../../../../core/records/refusals.ts';
import { SweepFaults, TooManyFaults } from '../../../../../functions/sweep/pass/faults.ts';
import { MemoryTable } from '../../../../../runtime/memory/table.ts';

let table: MemoryTable;
let warnings: unknown[][];
beforeEach(() => {
  table = new MemoryTable();
  warnings = [];
});
const faultsOf = (pass: string, unread = 0) =>
  new SweepFaults(
    {
      table,
      clock: () => 1_700_000_000_000,
      log: { info() {}, warn: (...said) => void warnings.push(said), error() {} },
    },
    pass,
    unread,
  );
const fail = async () => Promise.reject(new Error('It has no day.'));
const loseRace = async () => Promise.reject(new TransientFault('Others were first.'));
const recorded = async () => (await listQuarantine(table, {}, { limit: 50 })).items.length;

it('a record stays if the next pass loses a race at the partition, and goes if it compares it', async () => {
  const first = faultsOf('first');
  await first.guard('DOC#1', fail);
  await first.recordLost('DOC#1', { document: '1', evidence: 'the version is gone' });
  await first.guard('ENT#1', fail);
  await first.end();
  expect(await recorded()).toBe(3);
  const second = faultsOf('second');
  await second.guard('DOC#1', loseRace);
  await second.guard('OBJ#1', loseRace);
  await second.guard('ENT#1', async () => {});
  await second.end();
  expect(await recorded()).toBe(2);
  expect(second.unread).toBe(0);
  await faultsOf('third').end();
  expect([...table.items()]).toEqual([]);
});

it('a record says why on one line of bounded length', async () => {
  const why = `It has\n  no day. ${'x'.repeat(1000)}`;
  await faultsOf('first').guard('DOC#1', () => Promise.reject(new Error(why)));
  const [item] = (await listQuarantine(table, {}, { limit: 50 })).items;
  const [, said = ''] =
    /^partition DOC#… with the hash [0-9a-f]{32}: (.*)$/.exec(item?.refusal.evidence ?? '') ?? [];
  expect(said).toMatch(/^Error: It has no day\. x+$/);
  expect(said).toHaveLength(300 - '\n '.length);
});

it('records of all pages go, and a file that is refused for the like stays', async () => {
  const claim = { ...keys.claim('a.txt'), token: 1 };
  const refused = { ...claim, refusal: { code: 'fault.lost', evidence: '' } };
  const at = '2021-05-03T10:00:00.000Z';
  await table.put({ ...refused, at, ...quarantineIndexKeys('fault.lost', at, claim.pk) });
  for (let i = 0; i < 40; i++) await faultsOf(i % 2 ? 'first' : 'second').guard(`DOC#${i}`, fail);
  const query = table.query.bind(table);
  table.query = (asked) => query({ ...asked, limit: 1 });
  await faultsOf('second').end();
  table.query = query;
  expect(await recorded()).toBe(21);
  expect(await table.get(claim)).toMatchObject(refused);
});

it('a record stays that only a consistent read shows yet', async () => {
  await faultsOf('first').guard('DOC#1', fail);
  const get = table.get.bind(table);
  const stale: Table['get'] = async (key, options) => (options?.consistent ? get(key) : undefined);
  table.get = stale;
  const second = faultsOf('second');
  await second.guard('DOC#1', loseRace);
  table.get = get;
  await second.end();
  expect(await recorded()).toBe(1);
});

it('a record that another pass confirms meanwhile stays', async () => {
  await faultsOf('first').guard('DOC#1', fail);
  const get = table.get.bind(table);
  table.get = async (...args) => {
    const row = await get(...args);
    if (row !== undefined) await table.update(row, { pass: 'third' });
    return row;
  };
  await faultsOf('second').end();
  expect(await recorded()).toBe(1);
});

it('a record that cannot be written does not end the pass; the log says why', async () => {
  table.put = async () => Promise.reject(new Error('The item is too large.'));
  const faults = faultsOf('first');
  await faults.guard('DOC#1', fail);
  await faults.recordLost('DOC#1', { document: '1', evidence: 'the version is gone' });
  expect(faults.unread).toBe(1);
  const error = expect.stringContaining('The item is too large.');
  expect(warnings).toEqual([
    ['sweep: could not record a fault', { error }],
    ['sweep: could not record a fault', { error }],
  ]);
});

it('ends the pass at the hundredth partition, counted over all calls', async () => {
  const faults = faultsOf('pass', 98);
  await faults.guard('DOC#1', fail);
  await expect(faults.guard('DOC#2', fail)).rejects.toThrow(
    expect.objectContaining({ name: TooManyFaults.name, cause: expect.any(Error) }),
  );
  expect(await recorded()).toBe(2);
});
