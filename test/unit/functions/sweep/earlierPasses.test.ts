/** What a pass leaves behind for the next ones, and what it must not leave. */
import { beforeEach, describe, expect, it } from 'vitest';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../core/records/keys.ts';
import { type SweepState, sweepState } from '../../../../core/records/sweepState.ts';
import { continueSweep, sweep } from '../../../../functions/sweep/sweep.ts';
import { Records, story } from './records.ts';

const hour = 3_600_000;
const { betweenSweepsMilliseconds, removableMilliseconds } = thresholds;

let records: Records;
beforeEach(async () => {
  records = new Records();
  await records.put('a.txt', story('Ministers meet in the capital'));
});

const state = (): SweepState => sweepState.parse(records.row(({ pk }) => pk === 'SWEEP'));
const earlier = () => state().earlier.length;

describe('the passes that the next one compares with', () => {
  it('are all since the first; once that one is an hour old, the new one takes their place', async () => {
    await sweep(records.ports);
    records.now += betweenSweepsMilliseconds - 1;
    await sweep(records.ports);
    expect(earlier()).toBe(2);
    records.now += 1;
    await sweep(records.ports);
    expect(earlier()).toBe(1);
  });

  it('are at most sixty-four', async () => {
    await sweep(records.ports);
    const [pass] = state().earlier;
    await records.table.update(keys.sweep, { earlier: Array.from({ length: 63 }, () => ({ ...pass })) });
    await sweep(records.ports);
    expect(earlier()).toBe(64);
    await sweep(records.ports);
    expect(earlier()).toBe(1);
  });

  it('are none after one that could not read a partition', async () => {
    await sweep(records.ports);
    await records.table.put({ pk: 'OBJ#x', sk: 'META', token: 'one' });
    await sweep(records.ports);
    expect(earlier()).toBe(0);
  });
});

it('a pass during which the table was restored is no evidence, and declares nothing complete', async () => {
  let declared = 0;
  records.search.declareComplete = async () => void declared++;
  await sweep(records.ports);
  expect([declared, earlier()]).toEqual([1, 1]);
  const list = records.archive.listVersions.bind(records.archive);
  records.archive.listVersions = async (...args) => {
    await records.table.put({ ...keys.epoch, id: 'f'.repeat(16), began: records.now });
    return list(...args);
  };
  expect((await sweep(records.ports)).outcome).toBe('done');
  expect([declared, earlier()]).toEqual([1, 0]);
});

it('files of the passes of another epoch stay for a day after this one began', async () => {
  const { now: began } = records;
  await records.table.put({ ...keys.epoch, id: 'f'.repeat(16), began });
  await records.archive.put('sweep/other/pass/references/00000000-1', '');
  const left = async () => (await records.archive.list('sweep/other/')).items.length;
  records.now = began + removableMilliseconds;
  await sweep(records.ports);
  expect(await left()).toBe(1);
  records.now++;
  await sweep(records.ports);
  expect(await left()).toBe(0);
});

describe('the next pass begins', () => {
  it('at once, if the caller does not say how often', async () => {
    for (let i = 0; i < 2; i++) expect((await continueSweep(records.ports)).outcome).toBe('done');
  });

  it('when its time has come, also after one that could read too little', async () => {
    for (let i = 0; i < 100; i++) await records.table.put({ pk: `OBJ#${i}`, sk: 'META', token: 'one' });
    const every = 24 * hour;
    await expect(continueSweep(records.ports, { every })).rejects.toThrow('could not read 100');
    expect(state()).toMatchObject({ lastBegan: records.now, until: 0 });
    expect((await continueSweep(records.ports, { every })).outcome).toBe('idle');
  });
});
