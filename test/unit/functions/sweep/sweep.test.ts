/** A pass over many calls: one at a time, each goes on where the last one noted its place. */
import { beforeEach, describe, expect, it } from 'vitest';
import { parseUploadMessage } from '../../../../core/protocol/messages.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../core/records/keys.ts';
import { type SweepState, sweepState } from '../../../../core/records/sweepState.ts';
import { continueSweep, type SweepPorts, sweep } from '../../../../functions/sweep/sweep.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { Records, story } from './records.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Slices so small that every loop turns many times. */
const tiny = { ...thresholds, sweepRows: 3, sweepPartitionRows: 2, sweepNames: 2 };

let records: Records;
let uploads: MemoryQueue;
let ports: SweepPorts;
beforeEach(async () => {
  records = new Records();
  for (let i = 0; i < 6; i++)
    await records.put(`${i}.txt`, story(`Ministers meet ${i} times in the capital`));
  uploads = new MemoryQueue();
  const { ports: all } = records;
  ports = { ...all, queues: { ...all.queues, uploads }, thresholds: tiny };
});

const state = (): SweepState => sweepState.parse(records.row(({ pk }) => pk === 'SWEEP'));
const queued = () =>
  new Set(uploads.take(1000).flatMap(({ body }) => parseUploadMessage(body).map(({ key }) => key)));
const steps = (count: number) => records.afterSteps(count);

describe('a pass', () => {
  it('that stops after every step finds what one call finds', async () => {
    for (const i of [0, 3, 5]) await records.remove(keys.claim(`${i}.txt`));
    for (const i of [1, 4]) {
      const [row] = records.search.all().filter(({ title }) => title.includes(` ${i} `));
      if (row !== undefined) records.search.overwrite([{ ...row, token: row.token + 50 }]);
    }
    const total = { keys: 0, documents: 0 };
    let calls = 0;
    for (let outcome = 'stopped'; outcome === 'stopped'; calls++) {
      expect(calls).toBeLessThan(2000);
      const report = await continueSweep(ports, { shouldStop: steps(1) });
      total.keys += report.keys;
      total.documents += report.documents;
      outcome = report.outcome;
    }
    expect(calls).toBeGreaterThan(30);
    expect([...queued()].sort()).toEqual(['0.txt', '3.txt', '5.txt']);
    expect(total.documents).toBe(2);
    expect(state()).toMatchObject({ passes: 1, documents: 6, until: 0 });
    expect(state().pass).toBeUndefined();
  });

  it('begins a day after the last one began; until then a call ends at once', async () => {
    expect((await continueSweep(ports, { every: day })).outcome).toBe('done');
    records.now += day - 1;
    let calls = 0;
    const scan = records.table.scan.bind(records.table);
    records.table.scan = (...args) => {
      calls++;
      return scan(...args);
    };
    expect((await continueSweep(ports, { every: day })).outcome).toBe('idle');
    expect(calls).toBe(0);
    records.now += 1;
    expect((await continueSweep(ports, { every: day })).outcome).toBe('done');
  });

  it('that an operator has begun is gone on with, although the last one began today', async () => {
    await continueSweep(ports, { every: day });
    expect((await sweep(ports, { shouldStop: steps(1) })).outcome).toBe('stopped');
    expect((await continueSweep(ports, { every: day })).outcome).toBe('done');
    expect(state()).toMatchObject({ passes: 2 });
  });

  it('is done although the lease could not be given back, which expires', async () => {
    const update = records.table.update.bind(records.table);
    records.table.update = async (key, set, condition) =>
      set.until === 0 ? Promise.reject(new Error('throttled')) : update(key, set, condition);
    expect((await sweep(ports)).outcome).toBe('done');
    expect(records.warnings).toEqual(['sweep: the lease expires']);
  });

  it('is made once by several calls at once: all but one end at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => continueSweep(ports)));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['busy', 'busy', 'busy', 'done']);
    expect(state()).toMatchObject({ passes: 1 });
  });

  it('goes on when the lease of a dead call has ended, or at once if it is known to be dead', async () => {
    const die = () => {
      if ((state().pass?.step ?? 0) >= 3) throw new Error('out of memory');
      return false;
    };
    const { update } = records.table;
    await expect(continueSweep(ports, { shouldStop: die })).rejects.toThrow('out of memory');
    // A process that is killed releases nothing.
    await update.call(records.table, keys.sweep, { until: records.now + 5 * minute });
    expect((await continueSweep(ports)).outcome).toBe('busy');
    records.now += 5 * minute;
    expect((await continueSweep(ports, { shouldStop: steps(1) })).outcome).toBe('stopped');
    await update.call(records.table, keys.sweep, { until: records.now + 5 * minute });
    expect((await sweep(ports, { takeOver: true })).outcome).toBe('done');
  });

  it('ends in a call whose lease another has taken, without noting a place', async () => {
    let taken = false;
    const scan = records.table.scan.bind(records.table);
    records.table.scan = async (...args) => {
      const page = await scan(...args);
      if (!taken) {
        taken = true;
        expect((await sweep(ports, { takeOver: true })).outcome).toBe('done');
      }
      return page;
    };
    expect((await continueSweep(ports)).outcome).toBe('busy');
    expect(state()).toMatchObject({ passes: 1, until: 0 });
    expect(state().pass).toBeUndefined();
  });

  it('is given up if eight calls in a row die at one step; the next one begins a day later', async () => {
    const get = records.table.scan.bind(records.table);
    records.table.scan = () => Promise.reject(new Error('throttled'));
    for (let i = 0; i < 9; i++)
      await expect(continueSweep(ports, { every: day })).rejects.toThrow('throttled');
    records.table.scan = get;
    const { pass } = state();
    expect(pass?.place).toEqual({ part: 'table' });
    expect((await continueSweep(ports, { every: day })).outcome).toBe('idle');
    expect(records.warnings.join()).toContain('gave up a pass');
    records.now += day;
    expect((await continueSweep(ports, { every: day })).outcome).toBe('done');
  });

  it('of another epoch of the table is not gone on with', async () => {
    await continueSweep(ports, { shouldStop: steps(9) });
    const { pass } = state();
    await records.table.put({ ...keys.epoch, id: 'f'.repeat(16), began: records.now });
    await continueSweep(ports, { shouldStop: steps(2) });
    expect(state().pass?.id).not.toBe(pass?.id);
    expect(state()).toMatchObject({ epoch: 'f'.repeat(16), earlier: [] });
  });

  it('leaves nothing in the archive but what the next one compares with', async () => {
    for (let i = 0; i < 3; i++) {
      records.now += 2 * 60 * minute;
      await sweep(ports);
    }
    const { items } = await records.archive.listVersions('sweep/');
    const folders = new Set(items.map(({ key }) => key.split('/').slice(0, 3).join('/')));
    expect([...folders]).toEqual([`sweep/${state().epoch}/${state().earlier[0]?.id}`]);
  });
});

it('calls the bucket concurrently, with a bound', async () => {
  let [running, most] = [0, 0];
  const head = records.inbox.head.bind(records.inbox);
  records.inbox.head = async (key, version) => {
    most = Math.max(most, ++running);
    await new Promise((resolve) => setImmediate(resolve));
    running--;
    return head(key, version);
  };
  await sweep({ ...ports, thresholds });
  expect(most).toBeGreaterThan(4);
  expect(most).toBeLessThanOrEqual(64);
});
