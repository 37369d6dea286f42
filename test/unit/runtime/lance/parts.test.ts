import { describe, expect, it } from 'vitest';
import { undatedDay } from '../../../../core/search/searchDay.ts';
import {
  completeMarker,
  firstDayOf,
  type Layout,
  layoutsOf,
  mayBeBetween,
  mayHold,
  type PartName,
  parsePartName,
  partName,
  partOf,
  placesOf,
} from '../../../../runtime/lance/parts.ts';
import { row, tombstone } from '../../../contract/suites/searchRows.ts';

const byMonth: Layout = { shape: 2, period: 'month', slices: 1, spread: 1, undatedSpread: 8 };
const byYear: Layout = { shape: 2, period: 'year', slices: 1, spread: 1, undatedSpread: 1 };
const spread: Layout = { ...byMonth, spread: 4 };
const older: Layout = { ...byMonth, shape: 1 };
const sliced: Layout = { ...byMonth, slices: 3, spread: 2 };
const name = (layout: Layout, day: string, id = 'a') => partName(partOf(layout, day, id));
const part = (partNamed: string) => parsePartName(partNamed) as PartName;

describe('a part', () => {
  it('is named by its layout, its period and its place in that', () => {
    expect([name(byMonth, '2021-05-03'), name(byYear, '2021-05-03'), name(byYear, undatedDay)]).toEqual([
      's2m1u8-2021-05-0',
      's2y1u1-2021-0',
      's2y1u1-undated-0',
    ]);
    for (const each of [name(byMonth, '2021-05-03'), name(byYear, '2021-05-03'), name(byMonth, undatedDay)])
      expect(partName(parsePartName(each) ?? partOf(older, '', ''))).toBe(each);
    expect(parsePartName('s2m1u8-complete')).toBeUndefined();
    expect(parsePartName('documents')).toBeUndefined();
  });

  it('is one of several, by the hash of the id, where a month is spread', () => {
    const names = Array.from({ length: 400 }, (_, i) => name(spread, '2021-05-03', `doc ${i}`));
    const counts = [...Map.groupBy(names, (each) => each).values()].map(({ length }) => length);
    expect(counts).toHaveLength(4);
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(new Set(Array.from({ length: 400 }, (_, i) => name(byMonth, undatedDay, `${i}`))).size).toBe(8);
  });
});

describe('a row', () => {
  const periods = (layout: Layout, each: Parameters<typeof placesOf>[1]) => {
    const { row, tombstones } = placesOf(layout, each);
    return [row?.period, tombstones.map(({ period }) => period)];
  };
  it('goes to the month of its day, and leaves tombstones in its earlier months', () => {
    const moved = row('a', { published: '2021-05-03', earlier: ['2021-05-31', '2020-01-01', undatedDay] });
    expect(periods(byMonth, moved)).toEqual(['2021-05', ['2020-01', undatedDay]]);
    expect(periods(byYear, { ...moved, earlier: ['2021-01-01', '2020-01-01', '2020-02-02'] })).toEqual([
      '2021',
      ['2020'],
    ]);
  });
  it('that is removed leaves tombstones where it was, or an undated one if nobody knows', () => {
    expect(periods(byMonth, tombstone('a', 2, '2021-05-03'))).toEqual([undefined, ['2021-05']]);
    expect(periods(byMonth, tombstone('a', 2))).toEqual([undatedDay, []]);
  });
});

describe('slices of days', () => {
  const days = Array.from({ length: 31 }, (_, i) => `2021-05-${String(i + 1).padStart(2, '0')}`);

  it('have the rows of whole days, in order, and about as many days each', () => {
    for (const slices of [1, 2, 3, 7, 30, 31]) {
      const names = days.map((day) => name({ ...byMonth, slices }, day));
      const runs = names.filter((each, i) => each !== names[i - 1]);
      expect(new Set(names).size).toBe(slices);
      expect(runs).toHaveLength(slices);
      const firsts = [...Map.groupBy(days, (day) => name({ ...byMonth, slices }, day)).values()].map(
        ([day]) => day,
      );
      expect(runs.map((each) => firstDayOf(part(each)))).toEqual(firsts);
    }
  });

  it('are cut out of years as well', () => {
    const quarters: Layout = { ...byYear, slices: 4 };
    expect(['2021-03-31', '2021-04-01', '2021-12-31'].map((day) => name(quarters, day))).toEqual([
      's2y4x1u1-2021-0',
      's2y4x1u1-2021-1',
      's2y4x1u1-2021-3',
    ]);
    expect(firstDayOf(part('s2y4x1u1-2021-1'))).toBe('2021-04-01');
  });

  it('are spread by the hash of the id, and each table knows which ids are its own', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `doc ${i}`);
    const slots = ids.map((id) => partOf(sliced, '2021-05-31', id).slot);
    expect([...new Set(slots)].sort()).toEqual([4, 5]);
    for (const id of ids)
      expect(
        [0, 1, 2, 3, 4, 5].filter((slot) => mayHold({ layout: sliced, period: '2021-05', slot }, id)),
      ).toEqual([0, 2, 4].map((slot) => slot + (partOf(sliced, '2021-05-31', id).slot % 2)));
  });

  it('leave a tombstone where a document moves within its month', () => {
    const moved = row('a', { published: '2021-05-03', earlier: ['2021-05-31', '2021-05-04'] });
    const { row: own, tombstones } = placesOf({ ...sliced, spread: 1 }, moved);
    expect([own?.slot, tombstones.map(({ slot }) => slot)]).toEqual([0, [2]]);
  });
});

it('days exclude other slices, and undated documents', () => {
  const within = (each: string) => mayBeBetween(part(each), '2021-05-03', '2021-06-01');
  const parts = [
    ...['s2m1u8-2021-04-0', 's2m1u8-2021-05-0', 's2m1u8-2021-06-0', 's2m1u8-2021-07-0', 's2m1u8-undated-0'],
    ...[
      's2y1u1-2021-0',
      's2y1u1-2020-0',
      's2m31x1u8-2021-05-1',
      's2m31x1u8-2021-05-2',
      's2m31x1u8-2021-06-1',
    ],
  ];
  expect(parts.filter(within)).toEqual([
    's2m1u8-2021-05-0',
    's2m1u8-2021-06-0',
    's2y1u1-2021-0',
    's2m31x1u8-2021-05-2',
  ]);
  expect(mayBeBetween(part('s2m1u8-undated-0'))).toBe(true);
  expect(mayBeBetween(part('s2m1u8-2021-05-0'), undefined, '2021-04-30')).toBe(false);
});

describe('the layout that is read', () => {
  const old = [name(older, '2021-05-03'), name(older, '2021-06-01')];
  const own = [name(byMonth, '2021-05-03')];
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
    const oldest = name({ ...older, shape: 0 }, '2021-05-03');
    expect(read([...own, ...old, oldest])).toEqual([oldest]);
    expect(read([...own, ...old, oldest, completeMarker(older)])).toEqual(old.toReversed());
  });
});
