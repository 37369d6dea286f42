/**
 * Reads all rows that fulfil conditions, page by page in the order of their places. A page opens the slices
 * of days that its rows are in, and no others. It reads which rows of them fulfil the conditions, but the
 * rows themselves of its own days alone.
 */

import { groupsOf } from '../../../core/groupsOf.ts';
import type { SearchPlace } from '../../../core/ports/searchListing.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { searchDay, undatedDay } from '../../../core/search/searchDay.ts';
import { afterPlace, allOf, filterOf } from '../filters.ts';
import type { IndexedTable, ListedRow } from '../indexedTable.ts';
import { firstDayOf, type PartName, partOf } from '../parts.ts';
import { dayIn } from '../ranking.ts';
import { byDay, concurrentTables, hitsIn, type SplitConditions } from '../textSearch.ts';
import type { ScannedPart } from './reader.ts';

export interface RowsAfter {
  after?: SearchPlace | undefined;
  limit: number;
}

/** Rows that are read at a time: a day, or what is undated, may have a million. */
const rowsAtOnce = 20_000;

/** @param parts newest first */
export async function listRows(
  parts: readonly ScannedPart[],
  conditions: SplitConditions,
  { after, limit }: RowsAfter,
): Promise<ListedRow[]> {
  const rows: ListedRow[] = [];
  const left = parts.filter(({ name }) => after === undefined || mayFollow(name, after));
  for (const slice of Map.groupBy(left, ({ name }) => firstDayOf(name)).values()) {
    if (rows.length === limit) break;
    rows.push(...(await listSlice(slice, conditions, { after, limit: limit - rows.length })));
  }
  return rows;
}

/** Whether the part may have rows after this place. */
function mayFollow(part: PartName, { published, id }: SearchPlace): boolean {
  const slice = firstDayOf(partOf(part.layout, searchDay(published), id));
  return part.period === undatedDay || (slice !== undatedDay && firstDayOf(part) <= slice);
}

async function listSlice(
  slice: readonly ScannedPart[],
  conditions: SplitConditions,
  { after, limit }: RowsAfter,
): Promise<ListedRow[]> {
  const read = await mapConcurrent(concurrentTables, slice, (part) => part.snapshots());
  const snapshots = read.flat().map(({ snapshot }) => snapshot);
  const place = after && afterPlace(after);
  if (conditions.texts.length + conditions.mixed.length === 0) {
    const filter = allOf(filterOf(conditions.filters), place);
    const found = await Promise.all(snapshots.map((snapshot) => snapshot.list(filter, 'place', { limit })));
    return firstRows(found.flat(), limit);
  }
  const tables = snapshots.flatMap((snapshot) => snapshot.tables);
  const byDays = await mapConcurrent(concurrentTables, tables, async (table) => {
    const { ids, recency } = await hitsIn(table, conditions, 'newest', place);
    const byDay = Map.groupBy(ids.keys(), (i) => dayIn(recency?.[i] ?? 0));
    return { table, ids: byDay, idAt: (i: number) => ids[i] ?? 0n };
  });
  const days = [...new Set(byDays.flatMap(({ ids }) => [...ids.keys()]))].sort((a, b) => b - a);
  const rows: ListedRow[] = [];
  for (const day of days) {
    if (rows.length === limit) break;
    const ofDay = byDays.map(({ table, ids, idAt }) => ({ table, ids: (ids.get(day) ?? []).map(idAt) }));
    rows.push(...(await readFirst(ofDay, limit - rows.length)));
  }
  return rows;
}

/** The first of these rows, of which no more than some are held at a time. */
async function readFirst(
  found: readonly { table: IndexedTable; ids: readonly bigint[] }[],
  limit: number,
): Promise<ListedRow[]> {
  let first: ListedRow[] = [];
  for (const { table, ids } of found)
    for (const some of groupsOf(ids, rowsAtOnce))
      first = firstRows([...first, ...(await table.list(some))], limit);
  return first;
}

function firstRows(rows: readonly ListedRow[], limit: number): ListedRow[] {
  return rows.toSorted(byDay).slice(0, limit);
}
