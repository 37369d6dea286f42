/**
 * Reads data that a script has as one flat list: each object and list in it names its parts by their places
 * in the list, as `[["Reactive",1],{"title":2},"Storm"]` does. Nuxt writes its pages' data so.
 */
import { isObject } from '../../jsonObject.ts';
import { emptyLike, isPlace, mayBegin, type Parts, partsOf, wrappedBy } from './flatParts.ts';

/** Values of a list and parts of these; more are no page's, and cost more memory than their text. */
const maxValues = 200_000;
/** How many wrappers stand around a value. */
const maxWrappers = 4;
/** How often a text is repeated on average; one that is in several places is once in the list. */
const maxRepeats = 2;

/** What the list stands for; the value itself if it is no such list. */
export function unflattened(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const parts = partsOfAll(value);
  return parts === undefined ? value : treeOf(value, parts);
}

/** The parts of each value; `undefined` if they are too many, or one is no place in the list. */
function partsOfAll(list: readonly unknown[]): Parts[] | undefined {
  if (!mayBegin(list[0]) || list.length < 2 || list.length > maxValues) return undefined;
  const all: Parts[] = [];
  let left = maxValues - list.length;
  for (const value of list) {
    const parts = partsOf(value);
    left -= parts.places.length;
    const areInList = parts.places.every((place) => isPlace(place) && place < list.length);
    if (left < 0 || !areInList) return undefined;
    all.push(parts);
  }
  return all[0]?.places.length === 0 ? undefined : all;
}

/**
 * Each object and list is whole where it is first named; elsewhere it has only its texts and numbers, while
 * there are any left. So this is a tree, whatever names itself, and is not much larger than the list.
 */
function treeOf(list: readonly unknown[], parts: readonly Parts[]): unknown {
  const places = list.map((_, at) => unwrapped(list, at));
  const placeOf = (place: unknown): number => (isPlace(place) ? places[place] : undefined) ?? -1;
  const whole = list.map(emptyLike);
  const root = placeOf(0);
  const named = new Set([root]);
  const copies: { copy: unknown; own: Parts }[] = [];
  const partsLeft = budgetOf(parts.reduce((sum, { places: own }) => sum + own.length, 0));
  const charactersLeft = budgetOf(maxRepeats * whole.reduce((sum: number, one) => sum + lengthOf(one), 0));

  const textAt = (place: unknown): unknown => {
    const at = placeOf(place);
    const value = whole[at] ?? null;
    if (typeof value === 'object' || (named.has(at) && !charactersLeft(lengthOf(value)))) return null;
    named.add(at);
    return value;
  };
  const valueAt = (place: unknown): unknown => {
    const at = placeOf(place);
    const [value, own] = [whole[at], parts[at]];
    if (typeof value !== 'object' || value === null || own === undefined) return textAt(place);
    if (!named.has(at)) {
      named.add(at);
      return value;
    }
    if (!partsLeft(own.places.length + 1)) return null;
    const copy = emptyLike(list[at]);
    copies.push({ copy, own });
    return copy;
  };
  for (const [at, own] of parts.entries()) if (places[at] === at) fill(whole[at], own, list, valueAt);
  for (const { copy, own } of copies) fill(copy, own, list, textAt);
  return whole[root] ?? null;
}

/** What takes an amount from the total, if there is so much left. */
function budgetOf(total: number): (amount: number) => boolean {
  let left = total;
  return (amount) => {
    const isLeft = amount <= left;
    if (isLeft) left -= amount;
    return isLeft;
  };
}

/** Puts the values of the parts into an object or a list. */
function fill(
  target: unknown,
  { keys, places }: Parts,
  list: readonly unknown[],
  valueAt: (place: unknown) => unknown,
): void {
  for (const [n, place] of places.entries())
    if (Array.isArray(target)) target.push(valueAt(place));
    else if (isObject(target)) {
      const name = keys?.[n];
      const key = isPlace(name) ? list[name] : name;
      if (typeof key === 'string') target[key] = valueAt(place);
    }
}

/** The place of the value for which the one at a place stands; negative if there is none. */
function unwrapped(list: readonly unknown[], start: number): number {
  let place = start;
  for (let n = 0; n <= maxWrappers; n++) {
    const inner = wrappedBy(list[place]);
    if (inner === undefined) return place;
    place = inner;
  }
  return -1;
}

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);
