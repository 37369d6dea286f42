/** The documents of a search, to be counted: all of them, or a random part. */
import type { CountedField, CountedRow, Sample, Search } from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import type { CountedDocuments } from '../../core/search/entityRanking.ts';
import { groupReprints, printFields } from '../../core/search/reprintGroups.ts';

/** Documents that are read. Of more, a random part is. */
const mostRead = 10_000;

export interface ReadDocuments<F extends CountedField> extends Omit<CountedDocuments, 'rows'> {
  rows: readonly CountedRow<F>[];
  /** How many documents were read. */
  read: number;
  /** What a reader must know if that is not all. */
  partial?: string;
  /** The version of the search table. */
  version: string;
}

/**
 * @param options.fields what is read of each document
 * @param options.collapse a story is counted once, as its first print (core/search/reprintGroups.ts)
 */
export async function countedDocuments<F extends CountedField>(
  search: Search,
  where: SearchCondition,
  options: { fields: readonly F[]; collapse?: 'reprints' | undefined; version?: string | undefined },
): Promise<ReadDocuments<F>> {
  const { fields, collapse, version } = options;
  const sampled = { atMost: mostRead, ...(version !== undefined && { version }) };
  if (collapse === undefined) {
    const found = await search.sample(where, { ...sampled, fields });
    return { rows: found.rows, total: found.total, ...readOf(found) };
  }
  const found = await search.sample(where, { ...sampled, fields: [...fields, ...printFields] });
  const prints = groupReprints(found.rows);
  const rows = found.rows.filter(({ id }) => prints.has(id));
  // A story with prints outside the part that was read counts as often as its prints are read.
  const total = Math.round((found.total * rows.length) / (found.rows.length || 1));
  return { rows, total, prints, ...readOf(found) };
}

function readOf({ rows: { length: read }, total, version }: Sample<never>) {
  return { read, version, ...(read < total && { partial: estimateMessage(read) }) };
}

function estimateMessage(read: number): string {
  return `Counts are estimated from ${read} random documents; 95 % of them are at most \`error\` off.`;
}
