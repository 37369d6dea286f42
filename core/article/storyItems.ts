/**
 * Completes lists in a story: items with a heading and some prose each, such as the songs of a band. Their
 * headings look like a story's more than their texts do, but no page prints headings of a story alone.
 */
import type { Element } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';
import { proseOf } from './findArticle.ts';

/** At least this many items of a list have their headings in the story: the rest of these is in it too. */
const minItems = 3;

/** The chosen blocks and the prose in the items of lists. @param chosen indices of blocks, in order */
export function withItems(visibleBlocks: readonly Block[], chosen: readonly number[]): number[] {
  const lists = new Map<Element | undefined, Set<Element>>();
  for (const i of chosen) {
    const { tag, parent: item } = visibleBlocks[i]?.element ?? {};
    if (item === undefined || !/^h[2-4]$/.test(tag ?? '')) continue;
    const list = item.parent?.tag === 'li' ? item.parent.parent : item.parent;
    lists.set(list, (lists.get(list) ?? new Set()).add(item));
  }
  const items = new Set([...lists.values()].flatMap((some) => (some.size < minItems ? [] : [...some])));
  if (items.size === 0) return [...chosen];
  const taken = new Set(chosen);
  return [...visibleBlocks.keys()].filter((i) => {
    const block = visibleBlocks[i];
    return taken.has(i) || (block !== undefined && proseOf(block) > 0 && isInOne(block.element, items));
  });
}

function isInOne(element: Element, items: ReadonlySet<Element>): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent)
    if (items.has(at)) return true;
  return false;
}
