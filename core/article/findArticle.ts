/**
 * Finds the element of a page that contains the story: the smallest one with nearly all the prose that is
 * not in asides. The prose of a block is its text outside links, if there is enough of it.
 */

import type { Element, HtmlPage } from '../markup/htmlTree.ts';
import { type Block, blocksUnder, isAside, unlinkedSize } from './blocks.ts';

/** Minimum size of prose; shorter blocks are menus, labels and captions as often as prose. */
const minProse = 60;
/** Minimum share of its parent's prose for a child element to contain the story. */
const minShareOfParent = 0.8;
/** An aside with this share of the page's prose counts as part of the story, whatever its name says. */
const maxAsideShare = 0.5;

export interface LocatedArticle {
  element: Element;
  /** The element's blocks, without asides. */
  blocks: Block[];
  /** All blocks of the page, including asides. */
  visibleBlocks: Block[];
}

/** Characters of prose in a block; 0 if it is short or mostly links. */
export function proseOf(block: Block): number {
  const own = unlinkedSize(block);
  return own >= minProse && block.linked <= 0.5 * block.text.length ? own : 0;
}

const nothing: ReadonlySet<Element> = new Set();

/**
 * The element with the story; for a page without prose, the root without blocks.
 * @param without elements that are read as if they were not there
 */
export function findArticle({ root, elements }: HtmlPage, without = nothing): LocatedArticle {
  // What a page without a body shows is in its head, if that has no end.
  const hasBody = elements.some(({ tag }) => tag === 'body');
  const visibleBlocks = blocksUnder(root, (element) => {
    const { tag } = element;
    return (tag === 'head' && hasBody) || tag === 'title' || without.has(element);
  });
  const everything = weigh(visibleBlocks, root);
  const total = everything.get(root) ?? 0;
  if (total === 0) return { element: root, blocks: [], visibleBlocks };
  const isOutside = insideAny(
    (element) => isAside(element) && (everything.get(element) ?? 0) < maxAsideShare * total,
  );
  const kept = visibleBlocks.filter(({ element }) => !isOutside(element));
  const weights = weigh(kept, root);
  const element = descend(declaredContainer(root, elements, weights), weights);
  const isInside = insideAny((other) => other === element);
  return { element, blocks: kept.filter((block) => isInside(block.element)), visibleBlocks };
}

/** Whether an element, or one around it, passes the test; each element is tested once. */
export function insideAny(is: (element: Element) => boolean): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  const inside = (element: Element): boolean => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const made = is(element) || (element.parent !== undefined && inside(element.parent));
    known.set(element, made);
    return made;
  };
  return inside;
}

/** Characters of prose in each element and its descendants; elements without prose have no entry. */
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

/**
 * The innermost element that the page marks as its article and that has half of the prose; otherwise the
 * root.
 */
function declaredContainer(
  root: Element,
  elements: readonly Element[],
  weights: ReadonlyMap<Element, number>,
): Element {
  const total = weights.get(root) ?? 0;
  let best = root;
  for (const element of elements) {
    const { tag, attributes } = element;
    const isDeclared =
      tag === 'article' ||
      tag === 'main' ||
      attributes.role === 'main' ||
      attributes.itemprop?.toLowerCase() === 'articlebody';
    if (isDeclared && (weights.get(element) ?? 0) >= 0.5 * total) best = element;
  }
  return best;
}

function descend(from: Element, weights: ReadonlyMap<Element, number>): Element {
  for (let at = from; ; ) {
    const weight = weights.get(at) ?? 0;
    const heavy = at.children.find(
      (child) => typeof child !== 'string' && (weights.get(child) ?? 0) >= minShareOfParent * weight,
    );
    // A single paragraph is not a whole story: its neighbours belong to it, however short.
    if (heavy === undefined || typeof heavy === 'string' || heavy.tag === 'p') return at;
    at = heavy;
  }
}
