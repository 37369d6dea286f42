/**
 * Completes lists in a story: items with a heading and some prose each, such as the songs of a band. Their
 * headings look like a story's more than their texts do, but no story has headings with nothing below.
 */
import type { Element } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';
import { proseOf } from './findArticle.ts';

/** At least this many items of a list have their headings in the story, if all belong to it. */
const minItems = 3;

/**
 * The chosen blocks, and the prose in those items of lists of which only the heading was chosen.
 * @param chosen indices of blocks, in order
 */
export function withItems(visibleBlocks: readonly Block[], chosen: readonly number[]): number[] {
  const items = itemsIn(chosen.flatMap((i) => visibleBlocks[i]?.element ?? []));
  if (items.size === 0) return [...chosen];
  const taken = new Set(chosen);
  const prose = [...visibleBlocks.entries()].flatMap(([i, block]) => {
    const item = proseOf(block) > 0 ? itemAround(block.element, items) : undefined;
    return item === undefined ? [] : [{ i, item }];
  });
  const told = new Set(prose.flatMap(({ i, item }) => (taken.has(i) ? item : [])));
  const added = prose.flatMap(({ i, item }) => (told.has(item) ? [] : i));
  return [...chosen, ...added].sort((a, b) => a - b);
}

/** The parents of the headings among the elements, if there are several in a list. */
function itemsIn(elements: readonly Element[]): Set<Element> {
  const lists = new Map<Element | undefined, Set<Element>>();
  for (const { tag, parent: item } of elements) {
    if (item === undefined || !/^h[2-4]$/.test(tag)) continue;
    const list = item.parent?.tag === 'li' ? item.parent.parent : item.parent;
    lists.set(list, (lists.get(list) ?? new Set()).add(item));
  }
  return new Set([...lists.values()].flatMap((items) => (items.size < minItems ? [] : [...items])));
}

function itemAround(element: Element, items: ReadonlySet<Element>): Element | undefined {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) if (items.has(at)) return at;
  return undefined;
}
