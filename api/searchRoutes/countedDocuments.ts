/** The documents of a search, to be counted: all of them, or a random part. */
import type { CountedRow, Search } from '../../core/ports/search.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import type { CountedDocuments } from '../../core/search/entityRanking.ts';
import { groupReprints } from '../../core/search/reprintGroups.ts';

/** Documents that are read. Of more, a random part is. */
const mostRead = 10_000;

export interface ReadDocuments extends CountedDocuments {
  rows: readonly CountedRow[];
  /** How many documents were read. */
  read: number;
  /** What a reader must know if that is not all. */
  partial?: string;
  /** The version of the search table. */
  version: string;
}

/** @param options `collapse`: a story is counted once, as the print that was printed first */
export async function countedDocuments(
  search: Search,
  where: SearchCondition,
  { collapse, version }: { collapse?: 'reprints' | undefined; version?: string | undefined },
): Promise<ReadDocuments> {
  const bands = collapse !== undefined;
  const options = { atMost: mostRead, bands, ...(version !== undefined && { version }) };
  const found = await search.sample(where, options);
  const read = found.rows.length;
  const documents = {
    read,
    version: found.version,
    ...(read < found.total && { partial: estimateMessage(read) }),
  };
  if (!bands) return { rows: found.rows, total: found.total, ...documents };
  const prints = groupReprints(found.rows);
  const rows = found.rows.filter(({ id }) => prints.has(id));
  // A story with prints outside the part that was read counts as often as its prints are read.
  const total = Math.round((found.total * rows.length) / (read || 1));
  return { rows, total, prints, ...documents };
}

function estimateMessage(read: number): string {
  return `Counts are estimated from ${read} random documents; 95 % of them are at most \`error\` off.`;
}
