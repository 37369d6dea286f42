/** Counts rows: all that were found or a random part of them, and the prints of one story once. */
import { groupsOf } from '../../core/groupsOf.ts';
import type { CountedField, Sample, SearchHits, SearchOrder } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { groupReprints, printFields } from '../../core/search/reprintGroups.ts';
import { type ListedRow, listedColumns, listedRows } from './indexedTable.ts';
import { rowId } from './ranking.ts';
import { countedRows } from './reading/countedRows.ts';
import { compareBy, concurrentTables, firstOf, type TableHits } from './textSearch.ts';

/** Rows of one table that are read together. */
const rowsPerRead = 5_000;
/** Hits beyond this many, in the order asked for, are not compared as prints of one story. */
const mostCollapsed = 10_000;

/** All rows that were found, or about `atMost` of them. */
export async function sampleRows<F extends CountedField>(
  matching: readonly TableHits[],
  { atMost, fields }: { atMost: number; fields: readonly F[] },
): Promise<Omit<Sample<F>, 'version'>> {
  const total = matching.reduce((sum, { hits }) => sum + hits.ids.length, 0);
  const share = atMost / total;
  const reads = matching.flatMap(({ table, hits }) => {
    const ids = [...(share >= 1 ? hits.ids : hits.ids.filter((id) => position(id) < share))];
    return groupsOf(ids, rowsPerRead).map((chunk) => ({ table, chunk }));
  });
  const rows = await mapConcurrent(concurrentTables, reads, async ({ table, chunk }) =>
    countedRows(await table.take(chunk, columnsOf(fields)), fields),
  );
  return { total, rows: rows.flat() };
}

/** Without `printed`, a table of an earlier shape tells the day. */
const columnsOf = (fields: readonly CountedField[]): string[] => [...new Set(['id', 'published', ...fields])];

/** A number from 0 to 1 that says nothing about the row: its id, mixed as by MurmurHash3. */
function position(id: bigint): number {
  let h = Number(id & 0xffffffffn) ^ Math.imul(Number((id >> 32n) & 0xffffffffn), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** The hits in their order, the prints of one story joined. */
export async function collapseHits(
  matching: readonly TableHits[],
  order: SearchOrder,
  { offset, limit }: { offset: number; limit: number },
): Promise<Omit<SearchHits, 'version'>> {
  const total = matching.reduce((sum, { hits }) => sum + hits.ids.length, 0);
  const first = firstOf(matching, order, mostCollapsed).filter(({ scores }) => scores.size > 0);
  const read = await mapConcurrent(concurrentTables, first, async ({ table, scores }) => {
    const columns = new Set([...listedColumns, ...columnsOf(printFields)]);
    const arrow = await table.take([...scores.keys()], [...columns]);
    const [id, listed] = [arrow.getChild(rowId), listedRows(arrow)];
    const prints = await countedRows(arrow, printFields);
    return prints.map((print, i) => ({
      ...(listed[i] as ListedRow),
      ...print,
      score: scores.get(id?.get(i)) ?? 0,
    }));
  });
  const rows = read.flat().sort(compareBy(order)).slice(0, mostCollapsed);
  const prints = groupReprints(rows);
  const shown = rows.filter(({ id }) => prints.has(id)).slice(offset, offset + limit);
  const isBound = rows.length < total;
  return {
    hits: shown.map(({ id, token, score }) => ({ id, token, score, prints: prints.get(id) ?? 1 })),
    total: prints.size + total - rows.length,
    ...(isBound && { totalIsBound: true as const }),
  };
}
