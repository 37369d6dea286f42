/**
 * Which hits of a query come first. Two common words have tens of thousands of hits, of which a page shows twenty: so this goes by whole
 * columns, and makes an object or a string of a hit only where it is among the first.
 */
import type { Table as ArrowTable, Utf8, Vector } from 'apache-arrow';
import type { SearchOrder } from '../../core/ports/search.ts';

/** The column of a row's place in its table. */
export const rowId = '_rowid';

/** Hits of one table, by their place in these arrays. */
export interface Ranked {
  ids: BigUint64Array;
  scores: Float32Array;
  /** The higher, the earlier it comes. */
  ranks: Float64Array;
}

/** What is to be asked of the hits to rank them. */
export const rankColumns: Record<SearchOrder, string[]> = {
  relevance: ['_score'],
  newest: ['_score', 'published'],
};

/** @param arrow hits with their row ids and the columns of the order */
export function rankedBy(order: SearchOrder, arrow: ArrowTable): Ranked {
  const ids: BigUint64Array = arrow.getChild(rowId)?.toArray() ?? new BigUint64Array();
  const scores: Float32Array = arrow.getChild('_score')?.toArray() ?? new Float32Array();
  const published: Vector<Utf8> | null = order === 'newest' ? arrow.getChild('published') : null;
  return {
    ids,
    scores,
    ranks: published === null ? Float64Array.from(scores) : daysAndScores(published, scores),
  };
}

/** No score is as high: a score divided by it orders the hits of one day, the best first. */
const scoreBound = 1 << 16;
const [zero, nine] = [48, 57];

/** Days as numbers (20210503, 0 where undated), read from the bytes of the column. */
function daysAndScores(published: Vector<Utf8>, scores: Float32Array): Float64Array {
  const ranks = new Float64Array(published.length);
  let row = 0;
  for (const { values, valueOffsets, length } of published.data) {
    for (let i = 0; i < length; i++, row++) {
      let day = 0;
      for (let at = valueOffsets[i] ?? 0; at < (valueOffsets[i + 1] ?? 0); at++) {
        const byte = values[at] ?? 0;
        if (byte >= zero && byte <= nine) day = day * 10 + byte - zero;
      }
      ranks[row] = day + (scores[row] ?? 0) / scoreBound;
    }
  }
  return ranks;
}

/** The scores, by row id, of the first `end` hits of all tables together, and of those that have the same rank as the last of them. */
export function firstOf(parts: readonly Ranked[], end: number): Map<bigint, number>[] {
  const least = leastOf(parts, end);
  return parts.map(({ ids, scores, ranks }) => {
    const first = new Map<bigint, number>();
    for (let i = 0; i < ranks.length; i++)
      if ((ranks[i] ?? 0) >= least) first.set(ids[i] ?? 0n, scores[i] ?? 0);
    return first;
  });
}

function leastOf(parts: readonly Ranked[], end: number): number {
  const all = new Float64Array(parts.reduce((sum, { ranks }) => sum + ranks.length, 0));
  let at = 0;
  for (const { ranks } of parts) {
    all.set(ranks, at);
    at += ranks.length;
  }
  return all.sort()[all.length - end] ?? Number.NEGATIVE_INFINITY;
}
