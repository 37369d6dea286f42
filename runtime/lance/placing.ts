/** Finds the tables of rows, and merges rows into them. */
import type { RowReference, SearchRow } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { searchTombstone } from '../../core/search/searchTombstone.ts';
import { type Layout, mayHold, type PartName, partName, partOf, placesOf } from './parts.ts';
import type { Tables } from './tables.ts';

const concurrentMerges = 8;

/** @returns the names of the tables, those of the layout in use and of the one being filled */
export async function mergeRows(tables: Tables, rows: readonly SearchRow[]): Promise<string[]> {
  const newest = new Map<string, SearchRow>();
  for (const row of rows)
    if ((newest.get(row.id)?.token ?? Number.NEGATIVE_INFINITY) < row.token) newest.set(row.id, row);
  const layouts = await tables.writable();
  const written = new Set<string>();
  // Tombstones come first: a row that is where its record says has left no other behind.
  for (const kind of ['tombstones', 'row'] as const) {
    const placed = new Map<string, { part: PartName; rows: SearchRow[] }>();
    for (const row of newest.values())
      for (const layout of layouts)
        for (const [part, placedRow] of partsOf(layout, row, kind)) {
          const name = partName(part);
          const entry = placed.get(name) ?? { part, rows: [] };
          entry.rows.push(placedRow);
          placed.set(name, entry);
        }
    await mapConcurrent(concurrentMerges, placed, async ([name, { part, rows }]) => {
      await (await tables.create(part)).merge(rows);
      written.add(name);
    });
  }
  return [...written];
}

function partsOf(layout: Layout, row: SearchRow, kind: 'tombstones' | 'row'): [PartName, SearchRow][] {
  const places = placesOf(layout, row);
  if (kind === 'row') return places.row ? [[places.row, row]] : [];
  return places.tombstones.map((part) => [part, searchTombstone(row)]);
}

/** Which ids to look up in which of these tables. */
export function referencedParts(
  parts: readonly PartName[],
  rows: readonly RowReference[],
): Map<PartName, string[]> {
  const byName = new Map(parts.map((part) => [partName(part), part]));
  const wanted = new Map<PartName, string[]>();
  const add = (part: PartName | undefined, id: string) => {
    if (part !== undefined) wanted.set(part, [...(wanted.get(part) ?? []), id]);
  };
  const layout = parts[0]?.layout;
  if (layout === undefined) return wanted;
  for (const { id, days } of rows) {
    const names = new Set(days?.map((day) => partName(partOf(layout, day, id))));
    if (days === undefined) for (const part of parts.filter((each) => mayHold(each, id))) add(part, id);
    else for (const name of names) add(byName.get(name), id);
  }
  return wanted;
}
