/** A full-text query over the tables of several months together. */
import type { FullTextQuery } from '@lancedb/lancedb';
import type { SearchOrder } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import type { ListedRow, Piece, ScoredRow } from './piece.ts';
import { firstHits, type Hits, hitsOf, rankBy, rankColumns } from './ranking.ts';
import { scoreFactors } from './relevance.ts';
import type { Lance } from './rows.ts';

/** Tables that are searched at the same time. */
export const concurrentTables = 32;

export interface TextSearch {
  query: FullTextQuery;
  /** The words that weigh, to compare the tables by. */
  words: readonly string[];
  /** An SQL filter, or ''. */
  filter: string;
  order: SearchOrder;
}

/** The first `end` rows of all tables, and the number of all that match. */
export async function searchPieces(
  lance: Lance,
  pieces: readonly Piece[],
  { query, words, filter, order }: TextSearch,
  end: number,
): Promise<{ found: ScoredRow[]; total: number }> {
  const ranked = await mapConcurrent(concurrentTables, pieces, async (piece) =>
    hitsOf(await piece.hits(query, filter, rankColumns[order], true)),
  );
  const matching = pieces.flatMap((piece, i) => {
    const hits = ranked[i];
    return hits !== undefined && hits.ids.length > 0 ? [{ piece, hits }] : [];
  });
  const tables = matching.map(({ piece, hits }) => ({ piece, hits: hits.ids.length }));
  const factors = await scoreFactors(lance, pieces, tables, words);
  for (const [i, { hits }] of matching.entries()) multiplyScores(hits, factors[i] ?? 1);
  const first = firstHits(
    matching.map(({ hits }) => rankBy(order, hits)),
    end,
  );
  const found = await mapConcurrent(concurrentTables, matching.entries(), ([i, { piece }]) =>
    piece.read(first[i] ?? new Map()),
  );
  const total = matching.reduce((sum, { hits }) => sum + hits.ids.length, 0);
  return {
    found: found
      .flat()
      .sort(order === 'newest' ? byDayAndScore : byScore)
      .slice(0, end),
    total,
  };
}

function multiplyScores({ scores }: Hits, factor: number): void {
  if (factor === 1) return;
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] ?? 0) * factor;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
const byScore = (a: ScoredRow, b: ScoredRow) => b.score - a.score || byId(a, b);
type Dated = Pick<ListedRow, 'id' | 'published'>;
/** Newest first. */
export const byDay = (a: Dated, b: Dated) =>
  a.published > b.published ? -1 : a.published < b.published ? 1 : byId(a, b);
/** Within a day the best score comes first. */
const byDayAndScore = (a: ScoredRow, b: ScoredRow) =>
  a.published > b.published ? -1 : a.published < b.published ? 1 : byScore(a, b);
