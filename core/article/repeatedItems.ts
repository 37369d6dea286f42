/**
 * Finds repeated items: elements of one kind side by side, each with some prose, such as the comments of a
 * thread, the teasers of a list, or stories that follow one another on one page.
 */
import type { Element } from '../markup/htmlTree.ts';
import type { PageSurroundings, Surroundings } from './surroundings.ts';

/** Fewer items are no repetition. */
const minItems = 3;
/** An item has at least this many blocks; one block is a paragraph. */
const minBlocks = 2;

/** The item that an element is in, and the items beside it. */
export interface RepeatedItem {
  /** How many items there are. */
  items: number;
  /** Its place among them, from 0. */
  index: number;
  /** Characters of prose in all items. */
  prose: number;
  /** The share of items with a line that is a date. */
  dated: number;
  /** The share of items with a line such as "Reply". */
  answerable: number;
}

/** The innermost and the outermost item around an element. */
export interface Repetition {
  inner?: RepeatedItem;
  outer?: RepeatedItem;
}

const none: Repetition = {};
const noItems: ReadonlyMap<Element, RepeatedItem> = new Map();

type Measured = PageSurroundings['withBlocks'];

/** @returns a function that gives the items around any element; it computes them once per element */
export function repeatedItems(withBlocks: Measured): (element: Element) => Repetition {
  const known = new Map<Element, Repetition>();
  const groups = new Map<Element, ReadonlyMap<Element, RepeatedItem>>();
  const itemOf = (element: Element, parent: Element) => {
    const group = groups.get(parent) ?? itemsIn(parent, withBlocks);
    groups.set(parent, group);
    return group.get(element);
  };
  const of = (element: Element): Repetition => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const { parent } = element;
    const above = parent === undefined ? none : of(parent);
    const own = parent === undefined ? undefined : itemOf(element, parent);
    const made = own === undefined ? above : { inner: own, outer: above.outer ?? own };
    known.set(element, made);
    return made;
  };
  return of;
}

/** The repeated items among the children of an element. */
function itemsIn(parent: Element, withBlocks: Measured): ReadonlyMap<Element, RepeatedItem> {
  const kinds = new Map<string, Element[]>();
  const fitting = parent.children.filter((child): child is Element => {
    const sum = typeof child === 'string' ? undefined : withBlocks(child);
    return sum !== undefined && sum.prose > 0 && sum.blocks >= minBlocks;
  });
  if (fitting.length < minItems) return noItems;
  for (const child of fitting) {
    const kind = `${child.tag} ${child.attributes.class?.split(' ', 1)[0]?.replace(/\d+/g, '') ?? ''}`;
    const same = kinds.get(kind);
    if (same === undefined) kinds.set(kind, [child]);
    else same.push(child);
  }
  const items = new Map<Element, RepeatedItem>();
  for (const same of kinds.values()) {
    if (same.length < minItems) continue;
    const sums = same.flatMap((element) => withBlocks(element) ?? []);
    const shareOf = (has: (sum: Surroundings) => boolean) => sums.filter(has).length / same.length;
    const group = {
      items: same.length,
      prose: sums.reduce((sum, { prose }) => sum + prose, 0),
      dated: shareOf(({ dates }) => dates > 0),
      answerable: shareOf(({ answers }) => answers > 0),
    };
    for (const [index, element] of same.entries()) items.set(element, { ...group, index });
  }
  return items;
}
