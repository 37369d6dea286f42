/**
 * Ranks the hits of a query. Two common words have tens of thousands of hits and a page shows twenty, so this
 * works on whole columns, and makes objects and strings only of the first hits.
 */
import type { Table as ArrowTable, Utf8, Vector } from 'apache-arrow';
import type { SearchOrder } from '../../core/ports/search.ts';

/** The column of LanceDB's row ids. */
export const rowId = '_rowid';

/** The hits of one table as parallel columns. */
export interface Hits {
  ids: BigUint64Array;
  scores: Float32Array;
  /** The day of publication as a number (20210503, 0 if undated), for the order that needs it. */
  days: Float64Array | undefined;
}

export interface RankedHits extends Omit<Hits, 'days'> {
  /** A higher rank comes first. */
  ranks: Float64Array;
}

/** The columns that ranking needs. */
export const rankColumns: Record<SearchOrder, string[]> = {
  relevance: ['_score'],
  newest: ['_score', 'published'],
};

/** @param arrow hits with their row ids and the columns of an order */
export function hitsOf(arrow: ArrowTable): Hits {
  const published: Vector<Utf8> | null = arrow.getChild('published');
  return {
    ids: arrow.getChild(rowId)?.toArray() ?? new BigUint64Array(),
    scores: arrow.getChild('_score')?.toArray().slice() ?? new Float32Array(),
    days: published === null ? undefined : daysOf(published),
  };
}

/** The hits without rows that do not count. */
export function hitsWithout(hits: Hits, hidden: ReadonlySet<bigint>): Hits {
  const places = Array.from(hits.ids.keys()).filter((i) => !hidden.has(hits.ids[i] ?? 0n));
  return places.length === hits.ids.length ? hits : hitsAt(hits, places);
}

/** The hits at these places. */
export function hitsAt({ ids, scores, days }: Hits, places: readonly number[]): Hits {
  return {
    ids: BigUint64Array.from(places, (i) => ids[i] ?? 0n),
    scores: Float32Array.from(places, (i) => scores[i] ?? 0),
    days: days && Float64Array.from(places, (i) => days[i] ?? 0),
  };
}

/** Above every score, so that a score divided by it orders the hits of one day. */
const scoreBound = 1 << 16;

/** Hits in the order that is asked for, with their rank. */
export function rankBy(order: SearchOrder, { ids, scores, days }: Hits): RankedHits {
  const ranks = Float64Array.from(scores);
  if (order === 'newest' && days !== undefined)
    for (let i = 0; i < ranks.length; i++) ranks[i] = (days[i] ?? 0) + (scores[i] ?? 0) / scoreBound;
  return { ids, scores, ranks };
}

const [zero, nine] = [48, 57];

/** Days as numbers, read from the bytes of the column. */
function daysOf(published: Vector<Utf8>): Float64Array {
  const days = new Float64Array(published.length);
  let row = 0;
  for (const { values, valueOffsets, length } of published.data) {
    for (let i = 0; i < length; i++, row++) {
      let day = 0;
      for (let at = valueOffsets[i] ?? 0; at < (valueOffsets[i + 1] ?? 0); at++) {
        const byte = values[at] ?? 0;
        if (byte >= zero && byte <= nine) day = day * 10 + byte - zero;
      }
      days[row] = day;
    }
  }
  return days;
}

/**
 * The first `end` hits of all tables together, and hits that tie with the last of them.
 *
 * @returns per table, scores by row id
 */
export function firstHits(parts: readonly RankedHits[], end: number): Map<bigint, number>[] {
  const lowest = rankAt(parts, end);
  return parts.map(({ ids, scores, ranks }) => {
    const first = new Map<bigint, number>();
    for (let i = 0; i < ranks.length; i++)
      if ((ranks[i] ?? 0) >= lowest) first.set(ids[i] ?? 0n, scores[i] ?? 0);
    return first;
  });
}

/** The rank of hit number `end`. */
function rankAt(parts: readonly RankedHits[], end: number): number {
  const all = new Float64Array(parts.reduce((sum, { ranks }) => sum + ranks.length, 0));
  let at = 0;
  for (const { ranks } of parts) {
    all.set(ranks, at);
    at += ranks.length;
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
