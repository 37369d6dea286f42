import { beforeEach, describe, expect, it } from 'vitest';
import { compactionDue } from '../../../../core/protocol/topology.ts';
import { compact } from '../../../../functions/compact/compact.ts';
import { rotationDays } from '../../../../functions/functions.ts';
import { overdue } from '../../../../functions/sweep/overdue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as log } from '../../../silentLog.ts';

const hour = 3_600_000;
const day = 24 * hour;

let table: MemoryTable;
let search: MemorySearch;
let now: number;
let rotated: number;
const ports = () => ({ table, search, clock: () => now, log });
const found = () => overdue(ports(), async () => rotated);
const runCompact = () =>
  compact(ports(), { until: now + hour, latest: now + hour / 4, due: compactionDue.local });

beforeEach(async () => {
  table = new MemoryTable();
  search = new MemorySearch();
  search.parts = async () => ['a'];
  now = rotated = 1_000 * day;
  await runCompact();
});

it('nothing is overdue while both do their work', async () => {
  expect(await found()).toEqual([]);
  now += hour;
  expect(await found()).toEqual([]);
});

describe('compact is overdue', () => {
  const sentence = 'compact has done no work for an hour.';

  it('if it never ran', async () => {
    table = new MemoryTable();
    expect(await found()).toEqual([sentence]);
  });

  it('if it does not run, until it runs again', async () => {
    now += hour + 1;
    expect(await found()).toEqual([sentence]);
    await runCompact();
    expect(await found()).toEqual([]);
  });

  it('if each run dies, although the runs in between end well', async () => {
    const died = await table.get({ pk: 'COMPACT', sk: 'TURN' });
    for (let i = 0; i < 5; i++) {
      // Who died has not ended its turn.
      await table.put({ pk: 'COMPACT', sk: 'TURN', ...died, until: now + hour / 4 });
      expect(await runCompact()).toBeUndefined();
      now += hour / 4;
    }
    expect(await found()).toEqual([sentence]);
  });

  it('if nobody knows when it ran', async () => {
    table.get = () => Promise.reject(new Error('throttled'));
    expect(await found()).toEqual(['It is not known when compact did its work: Error: throttled']);
  });

  it('if no part can be compacted', async () => {
    search.compact = () => Promise.reject(new Error('damaged'));
    now += day;
    expect(await runCompact()).toMatchObject({ compacted: 0, failed: 1 });
    expect(await found()).toEqual([sentence]);
  });
});

describe('rotate is overdue', () => {
  it('two days after its time', async () => {
    now = rotated + (rotationDays + 2) * day;
    await runCompact();
    expect(await found()).toEqual([]);
    now += 1;
    expect(await found()).toEqual(['rotate has not replaced the secret of the cursors for 32 days.']);
  });

  it('if Secrets Manager does not say when it was', async () => {
    const answers = await overdue(ports(), () => Promise.reject(new Error('throttled')));
    expect(answers).toEqual(['It is not known when rotate did its work: Error: throttled']);
  });
});
