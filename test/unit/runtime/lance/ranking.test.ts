import { Float64, Table, Utf8, vectorFromArray } from 'apache-arrow';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchOrders } from '../../../../core/ports/search.ts';
import { dayIn, firstHits, type Hits, recencyOf } from '../../../../runtime/lance/ranking.ts';

/** Hits with these scores, whose ids are 0, 1, 2 ... in each table. */
const ranked = (scores: readonly number[], recency?: readonly number[]): Hits => ({
  ids: BigUint64Array.from(scores, (_, i) => BigInt(i)),
  scores: Float32Array.from(scores),
  recency: recency && Float64Array.from(recency),
});

it('takes the first hits of all tables together, with those that tie with the last one', () => {
  const first = firstHits([ranked([5, 1, 3]), ranked([]), ranked([3, 4, 2])], 'relevance', 3);
  expect(first).toEqual([
    new Map([
      [0n, 5],
      [2n, 3],
    ]),
    new Map(),
    new Map([
      [0n, 3],
      [1n, 4],
    ]),
  ]);
  expect(firstHits([ranked([1, 2])], 'relevance', 3)).toEqual([
    new Map([
      [0n, 1],
      [1n, 2],
    ]),
  ]);
  expect(firstHits([], 'newest', 1)).toEqual([]);
});

it('takes the same hits as sorting all of them would', () => {
  // Few different values, so that many tie.
  const value = fc.integer({ min: 0, max: 9 });
  const tables = fc.array(fc.array(fc.tuple(value, value), { maxLength: 40 }), { maxLength: 3 });
  fc.assert(
    fc.property(
      tables,
      fc.constantFrom(...searchOrders),
      fc.integer({ min: 1, max: 60 }),
      (all, order, end) => {
        const compare = ([a, x]: [number, number], [b, y]: [number, number]) =>
          order === 'newest' ? b - a || y - x : y - x;
        const last = all.flat().sort(compare)[end - 1];
        const expected = all.map((own) =>
          own.flatMap((each, i) => (last === undefined || compare(each, last) <= 0 ? [i] : [])),
        );
        const hits = all.map((own) =>
          ranked(
            own.map(([, y]) => y),
            own.map(([a]) => a),
          ),
        );
        const taken = firstHits(hits, order, end).map((first) => [...first.keys()].map(Number));
        expect(taken).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

const columns = (published: string[], printed?: number[]) =>
  new Table({
    published: vectorFromArray(published, new Utf8()),
    ...(printed && { printed: vectorFromArray(printed, new Float64()) }),
  });

it('tells what was published later, by the printed day and then by time, undated last', () => {
  const newest: [day: string, time: string][] = [
    ['9999-12-31', '9999-12-31T23:59:59.999-12:00'],
    ['2021-05-04', '2021-05-04T01:00:00.001Z'],
    ['2021-05-04', '2021-05-04T01:00:00Z'],
    ['2021-05-04', '2021-05-04'],
    ['2021-05-04', '2021-05-04T00:30:00+14:00'],
    ['2021-05-03', '2021-05-03T23:30:00-12:00'],
    ['0001-01-01', '0001-01-01'],
    ['', '2026-11-30T08:00:00.001Z'],
    ['', '2026-11-30T08:00:00Z'],
  ];
  const [days, times] = [newest.map(([day]) => day), newest.map(([, time]) => Date.parse(time))];
  const recency = [...recencyOf(columns(days, times))];
  expect(recency).toEqual(recency.toSorted((a, b) => b - a));
  expect(new Set(recency).size).toBe(newest.length);
  expect(new Set(recency.map(dayIn)).size).toBe(new Set(days).size);
});

it('knows the days alone of a table without times', () => {
  const [day, before, undated, other] = recencyOf(columns(['2021-05-04', '2021-05-03', '', '']));
  expect([day, before, undated]).toEqual([day, before, undated].toSorted((a, b) => Number(b) - Number(a)));
  expect(day).toBe(recencyOf(columns(['2021-05-04'], [Date.parse('2021-05-04')]))[0]);
  expect(undated).toBe(other);
});
