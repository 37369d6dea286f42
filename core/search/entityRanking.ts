/**
 * Ranks entities by the documents of a search: in how many they are, how often those name them, or how far
 * the number is above what earlier documents suggest. Exact if all documents were read, otherwise estimated
 * from a random part of them. Pure.
 */
import type { CountedRow } from '../ports/search.ts';
import { estimateSum, scale } from './facetCounts.ts';
import { trendOf } from './trends.ts';

export const rankingOrders = ['documents', 'mentions', 'rising'] as const;
export type RankingOrder = (typeof rankingOrders)[number];

/** Documents, or a random part of them. */
export interface CountedDocuments {
  rows: readonly CountedRow<'entities' | 'mentions'>[];
  /** How many there are. */
  total: number;
  /** How many documents each row stands for, if reprints are joined. */
  prints?: ReadonlyMap<string, number>;
}

export interface RankedEntity {
  entity: string;
  documents: number;
  /** If the number is an estimate: 95 % of the true numbers are at most so far away. */
  error?: number;
  mentions: number;
  mentionsError?: number;
  /** If reprints are joined: how many documents its stories stand for. */
  prints?: number;
  /** If the entity rises: how many documents the ones before suggest, and the trend's score (trends.ts). */
  expected?: number;
  score?: number;
}

/**
 * @param documents those in which entities are counted
 * @param canonical the id under which an entity is counted; `undefined` leaves it out
 * @param before documents of an earlier time; needed to rank by `rising`
 * @returns the highest first, then by id; of `rising` only those above what was expected
 */
export function rankEntities(
  documents: CountedDocuments,
  order: RankingOrder,
  canonical: (id: string) => string | undefined,
  before: CountedDocuments = { rows: [], total: 0 },
): RankedEntity[] {
  const earlier = order === 'rising' ? sumsOf(before, canonical) : new Map<string, Sums>();
  const share = before.total === 0 ? 0 : documents.total / before.total;
  const ranked = [...sumsOf(documents, canonical)].map(([entity, sums]) => {
    const counted = countsOf(entity, sums, documents);
    if (order !== 'rising') return counted;
    const suggested = scale(earlier.get(entity)?.documents ?? 0, before.rows.length, before.total) * share;
    const { expected, score } = trendOf(entity, counted.documents, suggested);
    return { ...counted, expected, score };
  });
  const shown = order === 'rising' ? ranked.filter(({ score = 0 }) => score > 0) : ranked;
  return shown.sort((a, b) => compareRanks(rankOf(a, order), rankOf(b, order)));
}

export type EntityRank = readonly [value: number, entity: string];

/** The place of an entity in the order, compared by `compareRanks`. */
export function rankOf(entity: RankedEntity, order: RankingOrder): EntityRank {
  return [(order === 'rising' ? entity.score : entity[order]) ?? 0, entity.entity];
}

/** Orders by rank, the highest first; then by id. */
export function compareRanks([a, one]: EntityRank, [b, other]: EntityRank): number {
  return b - a || (one < other ? -1 : one > other ? 1 : 0);
}

interface Sums {
  documents: number;
  mentions: number;
  /** The sum of the squares of a document's mentions. */
  squares: number;
  prints: number;
}

function sumsOf(
  { rows, prints }: CountedDocuments,
  canonical: (id: string) => string | undefined,
): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const { id, entities, mentions } of rows) {
    const own = new Map<string, number>();
    for (const [i, each] of entities.entries()) {
      const entity = canonical(each);
      if (entity !== undefined) own.set(entity, (own.get(entity) ?? 0) + (mentions[i] ?? 1));
    }
    for (const [entity, count] of own) {
      const known = sums.get(entity) ?? { documents: 0, mentions: 0, squares: 0, prints: 0 };
      known.documents++;
      known.mentions += count;
      known.squares += count * count;
      known.prints += prints?.get(id) ?? 1;
      sums.set(entity, known);
    }
  }
  return sums;
}

function countsOf(
  entity: string,
  { documents, mentions, squares, prints }: Sums,
  { rows, total, prints: joined }: CountedDocuments,
): RankedEntity {
  const [inDocuments, named] = [
    estimateSum(documents, documents, rows.length, total),
    estimateSum(mentions, squares, rows.length, total),
  ];
  return {
    entity,
    documents: inDocuments.value,
    ...(inDocuments.error !== undefined && { error: inDocuments.error }),
    mentions: named.value,
    ...(named.error !== undefined && { mentionsError: named.error }),
    ...(joined !== undefined && { prints: scale(prints, rows.length, total) }),
  };
}
