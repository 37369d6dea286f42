/** How reprocessing walks through the list of documents, and how often. */
import { beforeEach, expect, it } from 'vitest';
import { shards } from '../../../../core/records/keys.ts';
import { readReprocessing } from '../../../../core/reprocessing/reprocessing.ts';
import { continueReprocessing, startReprocessing } from '../../../../functions/sweep/reprocess.ts';
import { story } from './records.ts';
import { early, late, portion, VersionedRecords } from './versionedRecords.ts';

let records: VersionedRecords;
beforeEach(async () => {
  records = new VersionedRecords();
  for (const name of ['a', 'b', 'c']) await records.put(`${name}.txt`, story(`Ministers meet in ${name}`));
  records.versions = late;
});

it('goes on from page to page of the list of documents', async () => {
  records.versions = early;
  // So many that a shard of the list has several.
  for (let i = 0; i < shards.length; i++) await records.put(`${i}.txt`, story(`A harbour closes ${i} times`));
  records.versions = late;
  const { table } = records;
  const query = table.query.bind(table);
  table.query = (asked) => query(asked.index === 'list' ? { ...asked, limit: 1 } : asked);
  await startReprocessing(records.ports);
  expect(await records.goOn()).toBe(true);
  expect(new Set(records.models())).toEqual(new Set(['tagger-2']));
});

it('ends after a third walk, although something is still to be made', async () => {
  const lost = { send: async () => {}, depth: async () => ({ pending: 0, dead: 0 }) };
  const queues = { uploads: lost, normalized: lost, extracted: lost, touched: lost };
  await startReprocessing(records.ports);
  for (const goesOn of [true, true, false]) {
    expect(await continueReprocessing({ ...records.ports, queues }, portion)).toBe(goesOn);
    records.now += 2 * 3_600_000;
  }
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'done', walk: 3 });
});
