import { beforeEach, describe, expect, it } from 'vitest';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { compareCounts } from '../../../../functions/sweep/shrinkage.ts';
import { continueSweep, type SweepPorts, sweep } from '../../../../functions/sweep/sweep.ts';
import { Records, story } from './records.ts';

const hour = 3_600_000;

describe('the documents of two passes', () => {
  it.each([
    ['more', 100, 120, 0],
    ['as many', 100, 100, 0],
    ['none before and now', 0, 0, 0],
    ['a tenth less', 100, 90, 10],
    ['none left', 100, 0, 100],
  ])('%s', (_, before, now, percent) => {
    const compared = compareCounts({ documents: before, at: 0 }, { documents: now, at: 24 * hour });
    expect(compared).toEqual({ percent, counted: { documents: now, at: 24 * hour } });
  });

  it('the first pass has nothing to compare with', () => {
    const first = { documents: 5, at: 1 };
    expect(compareCounts(undefined, first)).toEqual({ percent: 0, counted: first });
  });

  it.each([
    [20 * hour - 1, 0],
    [20 * hour, 20 * hour],
  ])('a pass that began %d ms later is compared with the count of %d from then on', (at, counted) => {
    expect(compareCounts({ documents: 4, at: 0 }, { documents: 4, at }).counted.at).toBe(counted);
  });

  it('a pass in between changes nothing for the pass of the day', () => {
    const before = { documents: 100, at: 0 };
    expect(compareCounts(before, { documents: 50, at: hour })).toEqual({ percent: 50, counted: before });
  });
});

describe('a pass of the sweep', () => {
  let records: Records;
  let ports: SweepPorts;
  let recorded: unknown[][];
  beforeEach(async () => {
    recorded = [];
    records = new Records();
    for (let i = 0; i < 4; i++)
      await records.put(`${i}.txt`, story(`Ministers meet ${i} times in the capital`));
    const metrics = { record: (...values: unknown[]) => void recorded.push(values) };
    ports = { ...records.ports, metrics };
  });

  const remove = async (key: string) => {
    await records.inbox.delete(key);
    await records.handle(key);
  };

  it('tells how many documents there are, and how many percent fewer than the day before', async () => {
    await sweep(ports);
    records.now += 24 * hour;
    await remove('2.txt');
    await sweep(ports);
    expect(recorded).toEqual([
      ['Documents', 4],
      ['Shrinkage', 0],
      ['Outdated', 0],
      ['Documents', 3],
      ['Shrinkage', 25],
      ['Outdated', 0],
    ]);
  });

  it('counts them once, in however many calls', async () => {
    const tiny = { ...thresholds, sweepRows: 3, sweepPartitionRows: 2, sweepNames: 2 };
    for (let outcome = 'stopped', calls = 0; outcome === 'stopped'; calls++) {
      expect(calls).toBeLessThan(2000);
      const shouldStop = records.afterSteps(1);
      outcome = (await continueSweep({ ...ports, thresholds: tiny }, { shouldStop })).outcome;
    }
    expect(recorded).toEqual([
      ['Documents', 4],
      ['Shrinkage', 0],
      ['Outdated', 0],
    ]);
  });
});
