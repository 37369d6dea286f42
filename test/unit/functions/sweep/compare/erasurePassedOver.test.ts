/** A partition that could not be compared may have traces of an erasure, which is not complete then. */
import { expect, it } from 'vitest';
import { ServiceFault, TransientFault } from '../../../../../core/errors.ts';
import { LostRace } from '../../../../../core/protocol/reconcile.ts';
import { findErasureScope } from '../../../../../functions/erase/erasureScope.ts';
import { pendingErasureKey, writePendingErasure } from '../../../../../functions/erase/pendingErasure.ts';
import { SweepFaults } from '../../../../../functions/sweep/pass/faults.ts';
import { continueSweep } from '../../../../../functions/sweep/sweep.ts';
import { MemoryTable } from '../../../../../runtime/memory/table.ts';
import { silentLog } from '../../../../silentLog.ts';
import { Records } from '../records.ts';

const hour = 3_600_000;
const lostRace = () => new LostRace('Others were first.');
const throttled = () => new ServiceFault('DynamoDB left keys unread.');

it('a fault of a service ends the call, and says nothing about the partition', async () => {
  const log = silentLog;
  const faults = new SweepFaults({ table: new MemoryTable(), clock: () => 0, log }, 'pass', 0);
  await expect(faults.guard('DOC#1', () => Promise.reject(throttled()))).rejects.toThrow(ServiceFault);
  expect(faults.unread).toBe(0);
});

it.each([
  ['ten lost races', lostRace, Number.POSITIVE_INFINITY],
  ['ten lost races in an earlier call of the pass', lostRace, 1],
  ['a throttled table', throttled, Number.POSITIVE_INFINITY],
])('an erasure is complete when no trace is left, after %s too', async (_, fault, steps) => {
  const records = new Records();
  await records.put('a.txt', 'Talks in Lerwick\n\nMaria Okoye met Zebedee Quillfeather in London.\n');
  const traces = () => [...records.table.items()].filter((row) => /quillfeather/i.test(JSON.stringify(row)));
  expect(traces().some(({ pk }) => pk.startsWith('ALIAS#'))).toBe(true);
  const scope = await findErasureScope(records.ports, ['a.txt']);
  const { items: versions } = await records.inbox.listVersions('a.txt');
  await writePendingErasure(records.archive, { archiveKey: pendingErasureKey(['a.txt']), scope, versions });
  const batchGet = records.table.batchGet.bind(records.table);
  let erased = 0;
  for (let pass = 0; pass < 12 && erased === 0; pass++) {
    records.now += hour;
    // The comparison of a partition of aliases asks for their entities alone.
    records.table.batchGet = async (asked) => {
      if (pass < 6 && asked.every(({ pk }) => pk.startsWith('ENT#'))) throw fault();
      return batchGet(asked);
    };
    erased += await erasedInPass(records, steps);
  }
  expect(erased).toBe(1);
  expect(traces()).toEqual([]);
});

/** Makes a pass in calls of so many steps, or a part of it if one fails. @returns how many it completed */
async function erasedInPass(records: Records, steps: number): Promise<number> {
  for (;;) {
    const shouldStop = records.afterSteps(steps);
    try {
      const { outcome, erased } = await records.sweepWith((ports) => continueSweep(ports, { shouldStop }));
      if (outcome !== 'stopped') return erased;
    } catch (error) {
      if (error instanceof TransientFault) return 0;
      throw error;
    }
  }
}
