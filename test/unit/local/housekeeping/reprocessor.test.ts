/** One machine makes anew what earlier versions made when nothing else is to be done, until all is done. */
import { expect, it, vi } from 'vitest';
import { readReprocessing } from '../../../../core/reprocessing/reprocessing.ts';
import { startReprocessing } from '../../../../functions/sweep/reprocess.ts';
import { reprocessWhenIdle } from '../../../../local/housekeeping/reprocessor.ts';
import { story } from '../../functions/sweep/records.ts';
import { late, VersionedRecords } from '../../functions/sweep/versionedRecords.ts';

const patience = { timeout: 60_000, interval: 5 };

it('goes on only when nothing else is to be done', async () => {
  const records = new VersionedRecords();
  await records.put('a.txt', story('Ministers meet'));
  records.versions = late;
  await startReprocessing(records.ports);
  let busy = true;
  const isIdle = vi.fn(() => !busy);
  const stop = reprocessWhenIdle(records.ports, isIdle, 1);
  await vi.waitFor(() => expect(isIdle.mock.calls.length).toBeGreaterThan(3), patience);
  const place = { part: 'files' };
  expect(await readReprocessing(records.table)).toMatchObject({ state: 'running', place, found: 0 });
  busy = false;
  await vi.waitFor(
    async () => expect(await readReprocessing(records.table)).toMatchObject({ state: 'done', walk: 3 }),
    patience,
  );
  await stop();
});
