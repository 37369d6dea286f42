/** Finds the tables of rows, and merges rows into them. */
import type { RowReference, SearchRow } from '../../core/ports/search.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { type Layout, type PartName, partName, placesOf, slotOf } from './parts.ts';
import type { Tables } from './tables.ts';

const concurrentMerges = 8;

/** @returns the names of the tables, those of the layout in use and of the one being filled */
export async function mergeRows(tables: Tables, rows: readonly SearchRow[]): Promise<string[]> {
  const newest = new Map<string, SearchRow>();
  for (const row of rows)
    if ((newest.get(row.id)?.token ?? Number.NEGATIVE_INFINITY) < row.token) newest.set(row.id, row);
  const { layout, alsoRead, names } = await tables.writable();
  const written = new Set<string>();
  // Tombstones come first: a row that is where its record says has left no other behind.
  for (const kind of ['tombstones', 'row'] as const) {
    const placed = new Map<string, { part: PartName; rows: SearchRow[] }>();
    for (const row of newest.values())
      for (const target of alsoRead === undefined ? [layout] : [layout, alsoRead])
        for (const [part, placedRow] of partsOf(target, row, kind)) {
          const name = partName(part);
          const entry = placed.get(name) ?? { part, rows: [] };
          entry.rows.push(placedRow);
          placed.set(name, entry);
        }
    await mapConcurrent(concurrentMerges, placed, async ([name, { part, rows }]) => {
      await tables.table(part).merge(rows, names.has(name));
      tables.created(name);
      written.add(name);
    });
  }
  return [...written];
}

function partsOf(layout: Layout, row: SearchRow, kind: 'tombstones' | 'row'): [PartName, SearchRow][] {
  const slot = slotOf(row.id, layout.spread);
  const places = placesOf(row);
  if (kind === 'row') return places.row ? [[{ layout, month: places.row.month, slot }, row]] : [];
  return places.tombstones.map((month) => [{ layout, month, slot }, tombstoneOf(row)]);
}

const tombstoneOf = ({ id, token }: SearchRow): SearchRow => ({
  id,
  token,
  gone: true,
  title: '',
  standfirst: '',
  text: '',
  entities: [],
  bands: [],
  source: '',
  language: '',
  published: '',
});

/** Which ids to look up in which of these tables. */
export function referencedParts(
  parts: readonly PartName[],
  rows: readonly RowReference[],
): Map<PartName, string[]> {
  const bySlot = Map.groupBy(parts, ({ month, slot }) => `${month} ${slot}`);
  const wanted = new Map<PartName, string[]>();
  const add = (part: PartName | undefined, id: string) => {
    if (part !== undefined) wanted.set(part, [...(wanted.get(part) ?? []), id]);
  };
  const spread = parts[0]?.layout.spread ?? 1;
  for (const { id, months } of rows) {
    const slot = slotOf(id, spread);
    if (months === undefined) for (const part of parts) if (part.slot === slot) add(part, id);
    for (const month of new Set(months ?? [])) add(bySlot.get(`${month} ${slot}`)?.[0], id);
  }
  return wanted;
}
