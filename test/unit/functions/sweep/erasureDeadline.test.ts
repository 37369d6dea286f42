/** Interrupted erasures come first in a sweep, but must not take the time of the sweep itself. */
import { expect, it } from 'vitest';
import { currentEpoch } from '../../../../core/records/epoch.ts';
import { erase } from '../../../../functions/erase/erase.ts';
import { findErasureScope } from '../../../../functions/erase/erasureScope.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../functions/erase/pendingErasure.ts';
import { continueSweep, sweep } from '../../../../functions/sweep/sweep.ts';
import { Records, story } from './records.ts';

async function recordsWithErasure(): Promise<Records> {
  const records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  await records.put('b.txt', story('A harbour reopens after the storm'));
  const keys = ['a.txt'];
  const scope = await findErasureScope(records.ports, keys);
  const { items: versions } = await records.inbox.listVersions('a.txt');
  await writePendingErasure(records.archive, { archiveKey: pendingErasureKey(keys), scope, versions });
  return records;
}

it('leaves erasures to a later sweep when their share of the time is spent', async () => {
  const records = await recordsWithErasure();
  let scans = 0;
  const scan = records.table.scan.bind(records.table);
  records.table.scan = async () => {
    scans++;
    return scan();
  };
  const report = await sweep(records.ports, { shouldStopErasing: () => true });
  expect(report).toMatchObject({ erased: 0, erasing: 1 });
  expect(report.stopped).toBeUndefined();
  expect(scans).toBe(1);
});

it('goes on with the sweep at half-time, also in the middle of the scan of an erasure', async () => {
  const records = await recordsWithErasure();
  await currentEpoch(records.ports);
  const began = records.now;
  const scan = records.table.scan.bind(records.table);
  let scans = 0;
  records.table.scan = async () => {
    if (++scans === 1) records.now = began + 60; // the scan of the erasure takes more than half of the time
    return scan();
  };
  const until = began + 100;
  expect(await continueSweep(records.ports, until)).toMatchObject({ erased: 0, erasing: 1, keys: 1 });
  expect(scans).toBe(2);
});

it('an erasure passes over the records of the sweep, which have no message', async () => {
  const records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
  await records.table.put({ pk: 'OBJ#x', sk: 'META', token: 'one' });
  expect(await sweep(records.ports)).toMatchObject({ unread: 1 });
  const { ports } = records;
  const context = { ports, waitForRunningStages: async () => {}, compact: async () => {}, beyondReach: [] };
  const receipt = await erase(context, 'a.txt', async () => {});
  expect(Object.values(receipt.found).every((count) => count === 0)).toBe(true);
});
