import { describe, expect, it } from 'vitest';
import { undatedMonth } from '../../../../core/search/searchMonth.ts';
import {
  completeMarker,
  type Layout,
  layoutsOf,
  mayBeBetween,
  parsePartName,
  partName,
  partOf,
  placesOf,
} from '../../../../runtime/lance/parts.ts';
import { row, tombstone } from '../../../contract/suites/searchRows.ts';

const byMonth: Layout = { shape: 2, period: 'month', spread: 1, undatedSpread: 8 };
const byYear: Layout = { shape: 2, period: 'year', spread: 1, undatedSpread: 1 };
const spread: Layout = { ...byMonth, spread: 4 };
const older: Layout = { ...byMonth, shape: 1 };
const name = (layout: Layout, month: string, id = 'a') => partName(partOf(layout, month, id));

describe('a part', () => {
  it('is named by its layout, its period and its place in that', () => {
    expect([name(byMonth, '2021-05'), name(byYear, '2021-05'), name(byYear, undatedMonth)]).toEqual([
      's2m1u8-2021-05-0',
      's2y1u1-2021-0',
      's2y1u1-undated-0',
    ]);
    for (const each of [name(byMonth, '2021-05'), name(byYear, '2021-05'), name(byMonth, undatedMonth)])
      expect(partName(parsePartName(each) ?? partOf(older, '', ''))).toBe(each);
    expect(parsePartName('s2m1u8-complete')).toBeUndefined();
    expect(parsePartName('documents')).toBeUndefined();
  });

  it('is one of several, by the hash of the id, where a month is spread', () => {
    const names = Array.from({ length: 400 }, (_, i) => name(spread, '2021-05', `doc ${i}`));
    const counts = [...Map.groupBy(names, (each) => each).values()].map(({ length }) => length);
    expect(counts).toHaveLength(4);
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(new Set(Array.from({ length: 400 }, (_, i) => name(byMonth, undatedMonth, `${i}`))).size).toBe(8);
  });
});

describe('a row', () => {
  const periods = (layout: Layout, each: Parameters<typeof placesOf>[1]) => {
    const { row, tombstones } = placesOf(layout, each);
    return [row?.period, tombstones.map(({ period }) => period)];
  };
  it('goes to the month of its day, and leaves tombstones in its earlier months', () => {
    const moved = row('a', { published: '2021-05-03', earlier: ['2021-05', '2020-01', undatedMonth] });
    expect(periods(byMonth, moved)).toEqual(['2021-05', ['2020-01', undatedMonth]]);
    expect(periods(byYear, { ...moved, earlier: ['2021-01', '2020-01', '2020-02'] })).toEqual([
      '2021',
      ['2020'],
    ]);
  });
  it('that is removed leaves tombstones where it was, or an undated one if nobody knows', () => {
    expect(periods(byMonth, tombstone('a', 2, '2021-05'))).toEqual([undefined, ['2021-05']]);
    expect(periods(byMonth, tombstone('a', 2))).toEqual([undatedMonth, []]);
  });
});

it('days exclude other periods, and undated documents', () => {
  const within = (period: string) => mayBeBetween(period, '2021-05-03', '2021-06-01');
  expect(['2021-04', '2021-05', '2021-06', '2021-07', '2021', '2020', undatedMonth].filter(within)).toEqual([
    '2021-05',
    '2021-06',
    '2021',
  ]);
  expect(mayBeBetween(undatedMonth)).toBe(true);
  expect(mayBeBetween('2021-05', undefined, '2021-04-30')).toBe(false);
});

describe('the layout that is read', () => {
  const old = [name(older, '2021-05'), name(older, '2021-06')];
  const own = [name(byMonth, '2021-05')];
  const read = (names: string[]) => layoutsOf(byMonth, names).read.map(partName);

  it('is the own one if it is alone or complete', () => {
    expect(read([])).toEqual([]);
    expect(read(own)).toEqual(own);
    expect(read([...own, ...old, completeMarker(byMonth)])).toEqual(own);
  });
  it('is the older one until the own is complete, newest month first', () => {
    expect(read(old)).toEqual(old.toReversed());
    expect(read([...own, ...old])).toEqual(old.toReversed());
    expect(read([...own, ...old, completeMarker(older)])).toEqual(old.toReversed());
  });
  it('is the newest complete one of several, else the oldest', () => {
    const oldest = name({ ...older, shape: 0 }, '2021-05');
    expect(read([...own, ...old, oldest])).toEqual([oldest]);
    expect(read([...own, ...old, oldest, completeMarker(older)])).toEqual(old.toReversed());
  });
});
