/** How values are written in a flat list, in which objects and lists name their parts by their places. */
import { isObject, type JsonObject } from '../../jsonObject.ts';

/** The parts of a value. */
export interface Parts {
  /** The names of the parts, or the places of their names; none for a list. */
  keys?: readonly unknown[];
  places: readonly unknown[];
}

/** Negative places stand for values such as `undefined`. */
export const isPlace = (value: unknown): value is number => Number.isInteger(value);

const none: Parts = { places: [] };
/** A list that has few of its values begins with it, as in `[-7,length,index,place]`. */
const sparse = -7;

export function partsOf(value: unknown): Parts {
  if (isObject(value)) return { keys: Object.keys(value), places: Object.values(value) };
  if (!Array.isArray(value)) return none;
  const list: readonly unknown[] = value;
  const [name] = list;
  if (name === sparse) return { places: list.filter((_, at) => at > 2 && at % 2 === 1) };
  if (typeof name !== 'string') return { places: list };
  if (name === 'Set') return { places: list.slice(1) };
  if (hasKeys(name)) {
    const [keys, places] = [0, 1].map((rest) => list.slice(1).filter((_, at) => at % 2 === rest));
    return { keys: keys ?? [], places: places ?? [] };
  }
  // Only the first part of others may be a place: `["Ref",1]`, but `["RegExp","a","i"]`.
  return { places: list.slice(1, 2).filter((part) => typeof part !== 'string') };
}

/** Keys and values take turns in `["Map",1,2]` and, for an object without a prototype, `["null","a",2]`. */
const hasKeys = (name: unknown): boolean => name === 'Map' || name === 'null';

/** What the parts are put into; the value itself if it can have none, and the text of a date. */
export function emptyLike(value: unknown): unknown {
  if (Array.isArray(value) && value[0] === 'Date' && typeof value[1] === 'string') return value[1];
  if (Array.isArray(value) && !hasKeys(value[0])) return [];
  // "__proto__" is a key like any other in an object without a prototype.
  return typeof value === 'object' && value !== null ? (Object.create(null) as JsonObject) : value;
}

/** The place of the value for which a list such as `["Ref",1]` stands; pages have names of their own. */
export function wrappedBy(value: unknown): number | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [name, place]: readonly unknown[] = value;
  return typeof name === 'string' && name !== 'Set' && isPlace(place) ? place : undefined;
}

const watched: ReadonlySet<unknown> = new Set(['Reactive', 'ShallowReactive', 'Ref', 'ShallowRef']);

/** Whether a flat list may begin with the value. */
export const mayBegin = (value: unknown): boolean =>
  Array.isArray(value) ? watched.has(value[0]) : isObject(value);
