/**
 * Grafts parts of pages into other pages: a thread of comments, a list of other stories, a text about
 * cookies, or a whole other story. The story of the page stays the same, so such pages teach (and test)
 * where a story ends, whatever the site calls what comes after it.
 */
import type { Block } from '../../core/article/blocks.ts';
import { findArticle } from '../../core/article/findArticle.ts';
import { bitOf, purposesOf } from '../../core/article/purposes.ts';
import { type Element, elementsUnder, isWithin, lineOf } from '../../core/markup/htmlTree.ts';
import type { ArticlePage } from '../articlePages.ts';

export const graftKinds = ['thread', 'teasers', 'consent', 'story'] as const;
export type GraftKind = (typeof graftKinds)[number];

/** A part of a page that can be grafted into another. */
export interface Graft {
  kind: GraftKind;
  site: string;
  element: Element;
}

/** Characters of a part. */
const length = { thread: 250, teasers: 200, consent: 250, story: 600, most: 12_000 };
const consentNames = /cookie|consent|gdpr|privacy/i;
const threadBit = bitOf('comment');
const teaserBit = bitOf('related');

/** The parts of the page that can be grafted. @param isStory whether the block is part of its story */
export function graftsIn(page: ArticlePage, isStory: (index: number) => boolean): Graft[] {
  const story = new Set<Element>();
  const blocks = page.found.visibleBlocks;
  for (const [i, { element }] of blocks.entries())
    if (isStory(i))
      for (let at: Element | undefined = element; at !== undefined; at = at.parent) story.add(at);
  const grafts: Graft[] = [];
  const visit = (element: Element): void => {
    const kind = story.has(element) ? undefined : kindOf(element);
    if (kind !== undefined) grafts.push({ kind, site: page.site, element });
    else for (const child of element.children) if (typeof child !== 'string') visit(child);
  };
  visit(page.page.root);
  const whole = wholeStory(blocks.filter((_, i) => isStory(i)));
  return whole === undefined ? grafts : [...grafts, { kind: 'story', site: page.site, element: whole }];
}

function kindOf(element: Element): GraftKind | undefined {
  const { class: named = '', id = '' } = element.attributes;
  if ((named === '' && id === '') || element.tag === 'body' || element.tag === 'html') return undefined;
  const bits = purposesOf(element);
  const kind: GraftKind | undefined = consentNames.test(`${named} ${id}`)
    ? 'consent'
    : bits & threadBit
      ? 'thread'
      : bits & teaserBit
        ? 'teasers'
        : undefined;
  const size = kind === undefined ? 0 : lineOf(element).length;
  return kind !== undefined && size >= length[kind] && size <= length.most ? kind : undefined;
}

/** The element around a headline and the blocks of its story, if it has little else. */
function wholeStory(blocks: readonly Block[]): Element | undefined {
  const chars = blocks.reduce((sum, { text }) => sum + text.length, 0);
  if (chars < length.story) return undefined;
  let holder = blocks[0]?.element;
  while (
    holder !== undefined &&
    !(hasHeadline(holder) && blocks.every(({ element }) => isWithin(element, holder)))
  )
    holder = holder.parent;
  return holder !== undefined && lineOf(holder).length < 1.6 * chars ? holder : undefined;
}

function hasHeadline(element: Element): boolean {
  for (const { tag } of elementsUnder(element)) if (tag === 'h1') return true;
  return false;
}

/** How many levels above the last block of the story a part is grafted at most. */
const maxLevels = 5;

/**
 * The page with the part after its story (a text about cookies: anywhere at the page's ends).
 * @param last the last block of the story
 */
export function graft(
  page: ArticlePage,
  { kind, element }: Graft,
  last: Element,
  random: () => number,
): { page: ArticlePage; grafted: Element } {
  const copies = new Map<Element, Element>();
  const root = copyOf(page.page.root, undefined, copies);
  const names = random() < 0.5 ? new Map<string, string>() : undefined;
  const grafted = copyOf(element, undefined, new Map(), names);
  let beside = copies.get(last) ?? root;
  const levels = Math.floor(random() * maxLevels) + (kind === 'consent' ? maxLevels : 0);
  for (let up = 0; up < levels && beside.parent !== undefined && !isOutermost(beside.parent); up++)
    beside = beside.parent;
  const holder = beside.parent ?? root;
  if (kind === 'story' && random() < 0.5) {
    grafted.tag = beside.tag;
    grafted.attributes = { ...beside.attributes };
  }
  grafted.parent = holder;
  const at = kind === 'consent' && random() < 0.5 ? 0 : holder.children.indexOf(beside) + 1;
  holder.children.splice(at, 0, grafted);
  const whole = { ...page.page, root, elements: elementsUnder(root) };
  return {
    page: { ...page, page: whole, found: findArticle(whole) },
    grafted,
  };
}

function isOutermost({ tag }: Element): boolean {
  return tag === 'body' || tag === 'html' || tag.startsWith('#');
}

/** @param names if given, classes and ids get names without a meaning */
function copyOf(
  element: Element,
  parent: Element | undefined,
  copies: Map<Element, Element>,
  names?: Map<string, string>,
): Element {
  const { tag, attributes, children } = element;
  const copy: Element = { tag, attributes: { ...attributes }, parent, children: [] };
  if (names !== undefined)
    for (const name of ['class', 'id'] as const) {
      const value = attributes[name];
      if (value === undefined) continue;
      if (!names.has(value)) names.set(value, `q${names.size.toString(36)}`);
      copy.attributes[name] = names.get(value) ?? '';
    }
  copies.set(element, copy);
  copy.children = children.map((child) =>
    typeof child === 'string' ? child : copyOf(child, copy, copies, names),
  );
  return copy;
}
