/**
 * Where on a page the story is. The weight of a block is its text outside of links, where it is long enough to be prose; the story is in
 * the smallest element that holds nearly all the weight that is not set aside for something else.
 */

import { type Element, elementsUnder } from '../markup/htmlTree.ts';
import { type Block, blocksUnder, isAside } from './blocks.ts';

/** Shorter blocks are menus, labels and captions as often as prose. */
const shortestProse = 60;
/** An element with this share of its parent's weight is where the story is; else the parent is. */
const share = 0.8;
/** An aside with this share of the page's prose is no aside, whatever its name says. */
const tooMuchForAside = 0.5;

export interface LocatedArticle {
  element: Element;
  blocks: Block[];
  /** Characters of prose in it. */
  prose: number;
  /** All that the page shows, what is set aside too. */
  shown: Block[];
}

export function proseOf(block: Block): number {
  const own = block.text.length - block.linked;
  return own >= shortestProse && block.linked <= 0.5 * block.text.length ? own : 0;
}

/** A page without any prose is found to have none, and no blocks. */
export function findArticle(root: Element): LocatedArticle {
  const shown = blocksUnder(root, ({ tag }) => tag === 'head' || tag === 'title');
  const everything = weigh(shown, root);
  const total = everything.get(root) ?? 0;
  if (total === 0) return { element: root, blocks: [], prose: 0, shown };
  const skip = (element: Element) =>
    isAside(element) && (everything.get(element) ?? 0) < tooMuchForAside * total;

  const weights = weigh(blocksUnder(root, skip), root);
  const element = descend(start(root, weights), weights);
  const blocks = blocksUnder(element, skip);
  const prose = blocks.reduce((sum, block) => sum + proseOf(block), 0);
  return { element, blocks, prose, shown };
}

/** The prose in each element, its own and that of all below it. */
function weigh(blocks: readonly Block[], root: Element): Map<Element, number> {
  const weights = new Map<Element, number>();
  for (const block of blocks) {
    const prose = proseOf(block);
    if (prose === 0) continue;
    for (
      let at: Element | undefined = block.element;
      at !== undefined;
      at = at === root ? undefined : at.parent
    ) {
      weights.set(at, (weights.get(at) ?? 0) + prose);
    }
  }
  return weights;
}

/** Where the page itself says where the story is, and half of the prose agrees, look there. */
function start(root: Element, weights: ReadonlyMap<Element, number>): Element {
  const total = weights.get(root) ?? 0;
  let best = root;
  for (const element of elementsUnder(root)) {
    const { tag, attributes } = element;
    const says =
      tag === 'article' ||
      tag === 'main' ||
      attributes.role === 'main' ||
      attributes.itemprop?.toLowerCase() === 'articlebody';
    if (says && (weights.get(element) ?? 0) >= 0.5 * total) best = element;
  }
  return best;
}

function descend(from: Element, weights: ReadonlyMap<Element, number>): Element {
  for (let at = from; ; ) {
    const weight = weights.get(at) ?? 0;
    const heavy = at.children.find(
      (child) => typeof child !== 'string' && (weights.get(child) ?? 0) >= share * weight,
    );
    // A single paragraph is not yet a story: its neighbours, however light, belong to it.
    if (heavy === undefined || typeof heavy === 'string' || heavy.tag === 'p') return at;
    at = heavy;
  }
}
