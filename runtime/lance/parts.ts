/**
 * How the search rows are divided into tables. A layout is the shape of the rows, the period of publication
 * of a table, and the number of tables of a period, over which the hash of their ids spreads the rows. Tables
 * of several layouts may stand beside each other, so that a new layout is filled while readers use the old
 * one.
 *
 *   s1m4u8-2021-05-3    shape 1, by month: the fourth of four tables of May 2021
 *   s1m4u8-undated-0    the first of eight tables of undated documents
 *   s1m4u8-complete     an empty table: every document has its row in this layout
 */
import type { SearchRow } from '../../core/ports/search.ts';
import { searchMonth, undatedMonth } from '../../core/search/searchMonth.ts';

/** How rows of one shape are divided. */
export interface Division {
  period: 'month' | 'year';
  /** Tables per period. */
  spread: number;
  /** Tables of undated documents, which are one period however many they are. */
  undatedSpread: number;
}

export interface Layout extends Division {
  /** The number of `rowShape` (rows.ts). */
  shape: number;
}

export interface PartName {
  layout: Layout;
  /** YYYY-MM, YYYY or 'undated'. */
  period: string;
  slot: number;
}

export const isSameLayout = (a: Layout, b: Layout): boolean => layoutName(a) === layoutName(b);

const layoutPattern = String.raw`s(\d+)([my])(\d+)u(\d+)`;

export const layoutName = ({ shape, period, spread, undatedSpread }: Layout): string =>
  `s${shape}${period === 'year' ? 'y' : 'm'}${spread}u${undatedSpread}`;

/** `undefined` for names of other things. */
export function parseLayout(name: string): Layout | undefined {
  const [, shape, period, spread, undatedSpread] = new RegExp(`^${layoutPattern}$`).exec(name) ?? [];
  return period === undefined
    ? undefined
    : {
        shape: Number(shape),
        period: period === 'y' ? 'year' : 'month',
        spread: Number(spread),
        undatedSpread: Number(undatedSpread),
      };
}

export const completeMarker = (layout: Layout): string => `${layoutName(layout)}-complete`;

/** `undefined` unless the name is that of a marker. */
export function parseMarker(name: string): Layout | undefined {
  return parseLayout(/^(.*)-complete$/.exec(name)?.[1] ?? '');
}

export const partName = ({ layout, period, slot }: PartName): string =>
  `${layoutName(layout)}-${period}-${slot}`;

/** `undefined` for names of other things. */
export function parsePartName(name: string): PartName | undefined {
  const [, before = '', period = '', slot] =
    /^([a-z0-9]+)-(\d{4}-\d{2}|\d{4}|undated)-(\d+)$/.exec(name) ?? [];
  const layout = parseLayout(before);
  return layout && { layout, period, slot: Number(slot) };
}

/** The part of a row with this id and month of publication. */
export function partOf(layout: Layout, month: string, id: string): PartName {
  const isDated = month !== undatedMonth;
  const period = isDated && layout.period === 'year' ? month.slice(0, 4) : month;
  const spread = isDated ? layout.spread : layout.undatedSpread;
  return { layout, period, slot: spread === 1 ? 0 : fnv1a(id) % spread };
}

export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Where to write a row: tombstones where earlier rows may be, then the row where it belongs. */
export function placesOf(layout: Layout, row: SearchRow): { row?: PartName; tombstones: PartName[] } {
  const own = partOf(layout, searchMonth(row.published), row.id);
  const earlier = new Map(
    (row.earlier ?? []).map((month) => {
      const part = partOf(layout, month, row.id);
      return [part.period, part];
    }),
  );
  // The month of a removed document is among the earlier ones.
  if (row.gone && earlier.size > 0) return { tombstones: [...earlier.values()] };
  return { row: own, tombstones: [...earlier.values()].filter(({ period }) => period !== own.period) };
}

/** Whether rows of the period can be between two days. Undated ones are on no day. */
export function mayBeBetween(period: string, from?: string, to?: string): boolean {
  if (from === undefined && to === undefined) return true;
  if (period === undatedMonth) return false;
  const { length } = period;
  return (
    (from === undefined || period >= from.slice(0, length)) &&
    (to === undefined || period <= to.slice(0, length))
  );
}

/** The newest period first, undated documents last. */
export function byPeriod(a: PartName, b: PartName): number {
  const [x, y] = [a, b].map(({ period }) => (period === undatedMonth ? '' : period)) as [string, string];
  return x > y ? -1 : x < y ? 1 : a.slot - b.slot;
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
  const byShape = (a: Layout, b: Layout) => a.shape - b.shape || (layoutName(a) < layoutName(b) ? -1 : 1);
  const other = completeOthers.sort(byShape).at(-1) ?? others.sort(byShape)[0];
  const of = (layout: Layout) => parts.filter((part) => isSameLayout(part.layout, layout)).sort(byPeriod);
  const isBuilding = !isComplete && other !== undefined;
  return { read: of(isBuilding ? other : own), own: of(own), isBuilding, isComplete };
}
