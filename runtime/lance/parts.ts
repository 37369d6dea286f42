/**
 * How the search rows are divided into tables. A layout is the shape of the rows, the period of publication
 * of a table, how many slices of days a period has, and the number of tables of a slice, over which the hash
 * of their ids spreads the rows. Tables of several layouts may stand beside each other, so that a new layout
 * is filled while readers use the old one.
 *
 *   s1m4u8-2021-05-3      shape 1, by month: the fourth of four tables of May 2021
 *   s1m3x2u8-2021-05-4    the first of two tables of the last of three slices of May 2021
 *   s1m4u8-undated-0      the first of eight tables of undated documents
 *   s1m4u8-complete       an empty table: every document has its row in this layout
 */
import type { SearchRow } from '../../core/ports/search.ts';
import { searchDay, undatedDay } from '../../core/search/searchDay.ts';

/** How rows of one shape are divided. */
export interface Division {
  period: 'month' | 'year';
  /** A period's days are cut into so many slices, so that the rows of one day are in one of them. */
  slices: number;
  /** Tables per slice. */
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
  /** The first `spread` slots are those of the first slice. */
  slot: number;
}

/** Whether both divide rows of the same shape in the same way. */
export const isSameLayout = (a: Layout, b: Layout): boolean => layoutName(a) === layoutName(b);

const layoutPattern = String.raw`s(\d+)([my])(?:(\d+)x)?(\d+)u(\d+)`;

/** A period of one slice does not say so. */
export const layoutName = ({ shape, period, slices, spread, undatedSpread }: Layout): string =>
  `s${shape}${period === 'year' ? 'y' : 'm'}${slices === 1 ? '' : `${slices}x`}${spread}u${undatedSpread}`;

/** `undefined` for names of other things. */
export function parseLayout(name: string): Layout | undefined {
  const [, shape, period, slices = 1, spread, undatedSpread] =
    new RegExp(`^${layoutPattern}$`).exec(name) ?? [];
  return period === undefined
    ? undefined
    : {
        shape: Number(shape),
        period: period === 'y' ? 'year' : 'month',
        slices: Number(slices),
        spread: Number(spread),
        undatedSpread: Number(undatedSpread),
      };
}

/** The name of the empty table that says that a layout is filled. */
export const completeMarker = (layout: Layout): string => `${layoutName(layout)}-complete`;

/** `undefined` unless the name is that of a marker. */
export function parseMarker(name: string): Layout | undefined {
  return parseLayout(/^(.*)-complete$/.exec(name)?.[1] ?? '');
}

/** The name of a table, as the examples above. */
export const partName = ({ layout, period, slot }: PartName): string =>
  `${layoutName(layout)}-${period}-${slot}`;

/** `undefined` for names of other things. */
export function parsePartName(name: string): PartName | undefined {
  const [, before = '', period = '', slot] =
    /^([a-z0-9]+)-(\d{4}-\d{2}|\d{4}|undated)-(\d+)$/.exec(name) ?? [];
  const layout = parseLayout(before);
  return layout && { layout, period, slot: Number(slot) };
}

/** The part of a row with this id and day (core/search/searchDay.ts). */
export function partOf(layout: Layout, day: string, id: string): PartName {
  const slotOf = (spread: number) => (spread === 1 ? 0 : fnv1a(id) % spread);
  if (day === undatedDay) return { layout, period: day, slot: slotOf(layout.undatedSpread) };
  const period = day.slice(0, layout.period === 'year' ? 4 : 7);
  const slice = Math.floor((placeInPeriod(layout, day) * layout.slices) / daysOf(layout));
  return { layout, period, slot: slice * layout.spread + slotOf(layout.spread) };
}

/** As if each month had 31 days. */
const monthDays = 31;

const daysOf = ({ period }: Layout): number => (period === 'year' ? 12 * monthDays : monthDays);

/** The first day of a period has the place 0. */
function placeInPeriod({ period }: Layout, day: string): number {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  const place = period === 'year' ? (month - 1) * monthDays + date - 1 : date - 1;
  return Math.min(Math.max(place, 0), period === 'year' ? 12 * monthDays - 1 : monthDays - 1);
}

function dayAt({ layout, period }: PartName, place: number): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  const date = digits((place % monthDays) + 1);
  return layout.period === 'year'
    ? `${period}-${digits(Math.floor(place / monthDays) + 1)}-${date}`
    : `${period}-${date}`;
}

const placeOfSlice = ({ layout, slot }: PartName, further = 0): number =>
  Math.ceil(((Math.floor(slot / layout.spread) + further) * daysOf(layout)) / layout.slices);

/** The first day of the part's slice, or 'undated'. */
export const firstDayOf = (part: PartName): string =>
  part.period === undatedDay ? undatedDay : dayAt(part, placeOfSlice(part));

const lastDayOf = (part: PartName): string => dayAt(part, placeOfSlice(part, 1) - 1);

/** Whether a row with this id is in this part rather than in another one of the same days. */
export const mayHold = (part: PartName, id: string): boolean =>
  partOf(part.layout, firstDayOf(part), id).slot === part.slot;

/** A hash of 32 bits (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Where to write a row: tombstones where earlier rows may be, then the row where it belongs. */
export function placesOf(layout: Layout, row: SearchRow): { row?: PartName; tombstones: PartName[] } {
  const own = partOf(layout, searchDay(row.published), row.id);
  const earlier = new Map(
    (row.earlier ?? []).map((day) => {
      const part = partOf(layout, day, row.id);
      return [partName(part), part];
    }),
  );
  // The day of a removed document is among the earlier ones.
  if (row.gone && earlier.size > 0) return { tombstones: [...earlier.values()] };
  earlier.delete(partName(own));
  return { row: own, tombstones: [...earlier.values()] };
}

/** Whether the part may have rows between two days (YYYY-MM-DD). Undated ones are on no day. */
export function mayBeBetween(part: PartName, from?: string, to?: string): boolean {
  if (from === undefined && to === undefined) return true;
  if (part.period === undatedDay) return false;
  return (from === undefined || lastDayOf(part) >= from) && (to === undefined || firstDayOf(part) <= to);
}

/** The newest slice first, undated documents last. */
export function byNewest(a: PartName, b: PartName): number {
  const [x, y] = [a, b].map((part) => (part.period === undatedDay ? '' : firstDayOf(part)));
  return x === y ? a.slot - b.slot : (x ?? '') > (y ?? '') ? -1 : 1;
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
  const of = (layout: Layout) => parts.filter((part) => isSameLayout(part.layout, layout)).sort(byNewest);
  const isBuilding = !isComplete && other !== undefined;
  return { read: of(isBuilding ? other : own), own: of(own), isBuilding, isComplete };
}
