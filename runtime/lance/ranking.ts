/**
 * Ranks the hits of a query. Two common words have tens of thousands of hits and a page shows twenty, so this
 * works on whole columns, and makes objects and strings only of the first hits.
 */
import type { Table as ArrowTable, Float64, Utf8, Vector } from 'apache-arrow';
import { dayMilliseconds } from '../../core/dates/calendar.ts';
import type { SearchOrder } from '../../core/ports/search.ts';

/** The column of LanceDB's row ids. */
export const rowId = '_rowid';

/** The hits of one table as parallel columns. */
export interface Hits {
  ids: BigUint64Array;
  scores: Float32Array;
  /** When they were published (`recencyOf`), for the order that needs it. */
  recency: Float64Array | undefined;
}

/** The columns that say when a row was published. */
export const recencyColumns = ['published', 'printed'];

/** The columns that ranking needs. */
export const rankColumns: Record<SearchOrder, string[]> = {
  relevance: ['_score'],
  newest: ['_score', ...recencyColumns],
};

/** @param arrow hits with their row ids and the columns of an order */
export function hitsOf(arrow: ArrowTable): Hits {
  return {
    ids: arrow.getChild(rowId)?.toArray() ?? new BigUint64Array(),
    scores: arrow.getChild('_score')?.toArray().slice() ?? new Float32Array(),
    recency: arrow.getChild('published') === null ? undefined : recencyOf(arrow),
  };
}

/** The hits without rows that do not count. */
export function hitsWithout(hits: Hits, hidden: ReadonlySet<bigint>): Hits {
  const places = Array.from(hits.ids.keys()).filter((i) => !hidden.has(hits.ids[i] ?? 0n));
  return places.length === hits.ids.length ? hits : hitsAt(hits, places);
}

/** The hits at these places. */
export function hitsAt({ ids, scores, recency }: Hits, places: readonly number[]): Hits {
  return {
    ids: BigUint64Array.from(places, (i) => ids[i] ?? 0n),
    scores: Float32Array.from(places, (i) => scores[i] ?? 0),
    recency: recency && Float64Array.from(places, (i) => recency[i] ?? 0),
  };
}

/**
 * Room for the times of one printed day, whose zones lie within a day and a half of UTC; a power of two, so
 * that no digit is lost.
 */
const roomOfDay = 2 ** 29;
/** Below the room of every day. */
const undatedFrom = -(2 ** 50);

/**
 * For each row a number that is higher the later it was published: by the printed day, within it by time;
 * then undated rows, by when they came. A table of an earlier shape has no times.
 *
 * @param arrow has the column `published`
 */
export function recencyOf(arrow: ArrowTable): Float64Array {
  const recency = daysOf(arrow.getChild('published'));
  const printed: Vector<Float64> | null = arrow.getChild('printed');
  const times = printed?.toArray();
  for (let i = 0; i < recency.length; i++) {
    const day = recency[i] ?? 0;
    const time = times?.[i] ?? (Number.isNaN(day) ? 0 : day * dayMilliseconds);
    recency[i] = Number.isNaN(day)
      ? undatedFrom + time
      : day * roomOfDay + time - (day - 1) * dayMilliseconds;
  }
  return recency;
}

/** For each day a number that is higher the later it is; the undated rows are one day, the lowest. */
export function dayIn(recency: number): number {
  return recency < undatedFrom / 2 ? Number.NEGATIVE_INFINITY : Math.floor(recency / roomOfDay);
}

/** Days since 1970 in UTC, read from the bytes of the column; NaN without a day. */
function daysOf(published: Vector<Utf8> | null): Float64Array {
  const days = new Float64Array(published?.length ?? 0);
  const known = new Map<number, number>();
  let row = 0;
  for (const { values, valueOffsets, length } of published?.data ?? []) {
    for (let i = 0; i < length; i++, row++) {
      const digits = digitsIn(values, valueOffsets[i] ?? 0, valueOffsets[i + 1] ?? 0);
      const day = known.get(digits) ?? dayOfDigits(digits);
      known.set(digits, day);
      days[row] = day;
    }
  }
  return days;
}

const [zero, nine] = [48, 57];

/** The digits among these bytes, as one number: 20210503 of "2021-05-03". */
function digitsIn(bytes: Uint8Array, from: number, to: number): number {
  let digits = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= zero && byte <= nine) digits = digits * 10 + byte - zero;
  }
  return digits;
}

/** @param digits 20210503 */
function dayOfDigits(digits: number): number {
  const text = String(digits).padStart(8, '0');
  return Date.parse(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`) / dayMilliseconds;
}

/**
 * The first `end` hits of all tables together by what ranks them first, and of those that tie there by score;
 * and hits that tie with the last of them.
 *
 * @returns per table, scores by row id
 */
export function firstHits(parts: readonly Hits[], order: SearchOrder, end: number): Map<bigint, number>[] {
  const ranks = parts.map(({ scores, recency }) => (order === 'newest' && recency) || scores);
  const lowest = valueAt(ranks, end);
  let above = 0;
  for (const own of ranks) for (const rank of own) if (rank > lowest) above++;
  const tied = parts.map(({ scores }, part) => scores.filter((_, i) => ranks[part]?.[i] === lowest));
  const lowestScore = valueAt(tied, end - above);
  return parts.map(({ ids, scores }, part) => {
    const first = new Map<bigint, number>();
    for (let i = 0; i < scores.length; i++) {
      const [rank, score] = [ranks[part]?.[i] ?? 0, scores[i] ?? 0];
      if (rank > lowest || (rank === lowest && score >= lowestScore)) first.set(ids[i] ?? 0n, score);
    }
    return first;
  });
}

/** Value number `end` of all, the highest first; lower than all if there are fewer. */
function valueAt(parts: readonly (Float64Array | Float32Array)[], end: number): number {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of parts) {
    all.set(values, at);
    at += values.length;
  }
  return end > all.length ? Number.NEGATIVE_INFINITY : smallest(all, all.length - end);
}

/**
 * The value that would be at a place if the values were sorted, by Hoare's selection: two common words have
 * tens of thousands of hits, and sorting all of their ranks takes ten times as long.
 *
 * @param values are put in another order
 */
function smallest(values: Float64Array, place: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++;
      while ((values[right] ?? 0) > pivot) right--;
      if (left > right) break;
      [values[left], values[right]] = [values[right] ?? 0, values[left] ?? 0];
      left++;
      right--;
    }
    // Between the two all values are the pivot.
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else return pivot;
  }
  return values[place] ?? 0;
}
