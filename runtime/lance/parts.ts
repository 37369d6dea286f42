/**
 * How the search rows are divided into tables. A layout is the shape of the rows and the number of tables of
 * a month; its tables stand beside those of other layouts, so that a new layout can be filled while readers
 * use the old one. In a layout each month has `spread` tables, and the hash of its id puts a row into one.
 *
 *   s1x4-2021-05-3    the fourth of four tables of May 2021, rows of shape 1
 *   s1x4-undated-0    the first table of undated documents
 *   s1x4-complete     an empty table: every document has its row in this layout
 */
import type { SearchRow } from '../../core/ports/search.ts';
import { searchMonth, undatedMonth } from '../../core/search/searchMonth.ts';

export interface Layout {
  /** The number of `rowShape` (rows.ts). */
  shape: number;
  /** Tables per month. */
  spread: number;
}

export interface PartName {
  layout: Layout;
  /** YYYY-MM or 'undated'. */
  month: string;
  slot: number;
}

export const isSameLayout = (a: Layout, b: Layout): boolean => a.shape === b.shape && a.spread === b.spread;

export const layoutName = ({ shape, spread }: Layout): string => `s${shape}x${spread}`;

export const completeMarker = (layout: Layout): string => `${layoutName(layout)}-complete`;

export const partName = ({ layout, month, slot }: PartName): string =>
  `${layoutName(layout)}-${month}-${slot}`;

/** `undefined` for names of other things. */
export function parsePartName(name: string): PartName | undefined {
  const [, shape, spread, month, slot] = /^s(\d+)x(\d+)-(\d{4}-\d{2}|undated)-(\d+)$/.exec(name) ?? [];
  if (month === undefined) return undefined;
  return { layout: { shape: Number(shape), spread: Number(spread) }, month, slot: Number(slot) };
}

/** `undefined` unless the name is that of a marker. */
export function parseMarker(name: string): Layout | undefined {
  return parseLayout(/^(.*)-complete$/.exec(name)?.[1] ?? '');
}

export function parseLayout(name: string): Layout | undefined {
  const [, shape, spread] = /^s(\d+)x(\d+)$/.exec(name) ?? [];
  return shape === undefined ? undefined : { shape: Number(shape), spread: Number(spread) };
}

/** The table of a month in which a row of this id is. */
export function slotOf(id: string, spread: number): number {
  return spread === 1 ? 0 : fnv1a(id) % spread;
}

export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** What to write into which months: tombstones where earlier rows may be, then the row where it belongs. */
export function placesOf(row: SearchRow): { row?: { month: string }; tombstones: string[] } {
  const own = searchMonth(row.published);
  const earlier = [...new Set(row.earlier ?? [])];
  // The month of a removed document is among the earlier ones.
  if (row.gone && earlier.length > 0) return { tombstones: earlier };
  return { row: { month: own }, tombstones: earlier.filter((month) => month !== own) };
}

/** Whether rows of the month can be between two days. Undated ones are on no day. */
export function mayBeBetween(month: string, from?: string, to?: string): boolean {
  if (from === undefined && to === undefined) return true;
  if (month === undatedMonth) return false;
  return (from === undefined || month >= from.slice(0, 7)) && (to === undefined || month <= to.slice(0, 7));
}

/** The newest month first, undated documents last. */
export function byMonth(a: { month: string }, b: { month: string }): number {
  const [x, y] = [a, b].map(({ month }) => (month === undatedMonth ? '' : month)) as [string, string];
  return x > y ? -1 : x < y ? 1 : 0;
}

export interface Layouts {
  /** The parts that readers read. */
  read: PartName[];
  /** Those of the layout that is written and kept complete. */
  own: PartName[];
  /** Whether `read` is another layout, in which rows are written as well. */
  isBuilding: boolean;
  /** Whether `own` has its marker. */
  isComplete: boolean;
}

/**
 * Which of the existing tables are read: those of the own layout once it is complete, or if there is no
 * other. Otherwise those of the newest complete layout, or of the oldest if none is complete: it was read
 * before the others were begun.
 */
export function layoutsOf(own: Layout, names: readonly string[]): Layouts {
  const parts = names.flatMap((name) => parsePartName(name) ?? []);
  const complete = names.flatMap((name) => parseMarker(name) ?? []);
  const isComplete = complete.some((layout) => isSameLayout(layout, own));
  const others = parts.map(({ layout }) => layout).filter((layout) => !isSameLayout(layout, own));
  const completeOthers = others.filter((layout) => complete.some((each) => isSameLayout(each, layout)));
  const byShape = (a: Layout, b: Layout) => a.shape - b.shape || a.spread - b.spread;
  const other = completeOthers.sort(byShape).at(-1) ?? others.sort(byShape)[0];
  const of = (layout: Layout) => parts.filter((part) => isSameLayout(part.layout, layout)).sort(byMonth);
  const isBuilding = !isComplete && other !== undefined;
  return { read: of(isBuilding ? other : own), own: of(own), isBuilding, isComplete };
}
