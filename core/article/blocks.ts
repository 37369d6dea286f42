/**
 * Splits a page into the blocks of text that a reader sees, and recognises elements that are not part of an
 * article.
 */
import { type Element, isBlock, namesOf } from '../markup/htmlTree.ts';
import { anyOf } from '../text/anyOf.ts';
import { hyphenateCamelCase } from '../text/camelCase.ts';
import { readingLength } from '../text/readingLength.ts';
import { remembering } from '../text/remembering.ts';
import { isDropCap, joinDropCap, mayDivideWord } from './dropCaps.ts';

export interface Block {
  text: string;
  /** As `readingLength` measures the text. */
  size: number;
  /** Its non-empty lines, if single line breaks divide it. */
  lines?: readonly string[];
  /** The nearest block-level element. */
  element: Element;
  /** Characters of the text inside links. */
  linked: number;
  /** Whether all of the text is bold; on pages without headings, that marks one. */
  bold: boolean;
}

/** The innermost `article` element around an element, or the element itself. */
export function articleAround(element: Element): Element | undefined {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent)
    if (at.tag === 'article') return at;
  return undefined;
}

/** The size of what a block has outside links. */
export function unlinkedSize({ text, size, linked }: Block): number {
  return (size * (text.length - linked)) / text.length;
}

const asideTags = new Set([
  'head',
  'nav',
  'footer',
  'aside',
  'form',
  'button',
  'dialog',
  'menu',
  'address',
  'title',
  'label',
  'figure-share',
]);
const asideRoles = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'dialog',
  'alert',
  'menu',
  'toolbar',
  'tablist',
]);
/** Words in a class or id of elements that are not part of the story. */
const asideWords = anyOf`
  comments?, disqus, related, recirc\w*, recommend\w*, promo\w*, share, sharing, social, cookies?, consent,
  gdpr, newsletter, subscri\w*, signup, paywall, sidebar, side, rail, breadcrumbs?, menu, navbar,
  navigation, nav, footer, masthead, advert\w*, ads?, sponsor\w*, outbrain, taboola, popup, modal, overlay,
  trending, popular, most-read, mostread, widget, tags?, taglist, topics, author-bio, bio, toolbar, print,
  teasers?, more-on, readmore, read-more, hidden, visually-hidden, sr-only, screen-reader\w*, skip\w*,
  pagination, copyright, login, poll, banner, alert, notice, tooltip, credits?, timestamp, byline,
  dateline, metadata, meta
`;
const asideNames = new RegExp(String.raw`(?:^|[\s_-])(?:${asideWords})(?:$|[\s_-])`, 'i');
const namesAside = remembering((names) => asideNames.test(hyphenateCamelCase(names)));
const hidden = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** Whether the element itself is for something other than the story, whatever is around or inside it. */
export function isAside(element: Element): boolean {
  const { tag, attributes } = element;
  if (
    asideTags.has(tag) ||
    asideRoles.has(attributes.role ?? '') ||
    'hidden' in attributes ||
    attributes['aria-hidden'] === 'true'
  )
    return true;
  if (attributes.style !== undefined && hidden.test(attributes.style)) return true;
  if (
    tag === 'body' ||
    tag === 'html' ||
    tag === 'main' ||
    tag === 'article' ||
    attributes.itemprop === 'articleBody'
  )
    return false;
  const names = namesOf(element);
  return names.length < 1000 && namesAside(names);
}

/** The blocks under an element in page order, without the elements that `skip` returns true for. */
export function blocksUnder(root: Element, skip: (element: Element) => boolean): Block[] {
  const blocks: Block[] = [];
  let parts: string[] = [];
  let breaks: number[] = [];
  let linked = 0;
  let plain = false;
  let atLineStart = false;
  let isEmpty = true;

  const flush = (element: Element) => {
    const lines = isEmpty ? [] : linesIn(parts, breaks);
    if (lines[0] !== undefined) {
      if (isDropCap(blocks.at(-1)?.text, lines[0])) lines[0] = `${blocks.pop()?.text}${lines[0]}`;
      const text = lines.join(' ');
      const size = readingLength(text);
      const block = { text, size, element, linked: Math.min(linked, text.length), bold: !plain };
      blocks.push(lines.length > 1 ? { ...block, lines } : block);
    }
    if (parts.length > 0) parts = [];
    if (breaks.length > 0) breaks = [];
    linked = 0;
    plain = false;
    atLineStart = false;
    isEmpty = true;
  };
  const add = (text: string, inLink: boolean, inBold: boolean) => {
    parts.push(text);
    const letters = text.trim().length;
    if (letters === 0) return;
    atLineStart = false;
    isEmpty = false;
    if (inLink) linked += letters;
    if (!inBold) plain = true;
  };
  const walk = (element: Element, block: Element, inLink: boolean, inBold: boolean) => {
    for (const child of element.children) {
      if (typeof child === 'string') {
        if (block.tag !== 'pre') add(child, inLink, inBold);
        else
          for (const [i, piece] of child.split(/\n[^\S\n]*\n/).entries()) {
            if (i > 0) flush(block);
            add(piece, inLink, inBold);
          }
      } else if (child.tag === 'br') {
        // Old pages separate paragraphs by two line breaks, and lines by one.
        if (atLineStart) flush(block);
        else {
          breaks.push(parts.length);
          atLineStart = true;
        }
      } else if (skip(child)) {
        if (isBlock(child)) flush(block);
      } else if (isBlock(child)) {
        flush(block);
        walk(child, child, inLink, inBold);
        flush(child);
      } else
        walk(
          child,
          block,
          inLink || child.tag === 'a',
          inBold || child.tag === 'b' || child.tag === 'strong',
        );
    }
  };
  walk(root, root, false, false);
  flush(root);
  return blocks;
}

function collapsed(parts: readonly string[]): string {
  const line = lineOfParts(parts);
  return mayDivideWord(line) ? lineOfParts(joinDropCap(parts)) : line;
}

/** White space that is not one space between two words. */
const loose = /[^\S ]|\s\s/;

function lineOfParts(parts: readonly string[]): string {
  const text = parts.join('').trim();
  return loose.test(text) ? text.replace(/\s+/g, ' ') : text;
}

/** @param breaks indices of the parts that begin a new line */
function linesIn(parts: readonly string[], breaks: readonly number[]): string[] {
  if (breaks.length === 0) {
    const line = collapsed(parts);
    return line === '' ? [] : [line];
  }
  const lines = [0, ...breaks].map((from, i) => collapsed(parts.slice(from, breaks[i] ?? parts.length)));
  return lines.filter((line) => line !== '');
}

/** How many characters the texts of the blocks have together. */
export function charactersOf(blocks: Iterable<Block>): number {
  let sum = 0;
  for (const { text } of blocks) sum += text.length;
  return sum;
}
