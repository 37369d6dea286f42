/**
 * Splits a page into the blocks of text that a reader sees, and recognises elements that are not part of an
 * article.
 */

import { type Element, isBlock, isNamed } from '../markup/htmlTree.ts';
import { isNoteMark } from '../markup/noteMarks.ts';
import { anyOf } from '../text/anyOf.ts';
import { bylineWith } from '../text/byline/byline.ts';
import { hyphenateCamelCase } from '../text/camelCase.ts';
import { readingLength } from '../text/readingLength.ts';
import { remembering } from '../text/remembering.ts';
import { wordSet } from '../text/wordSet.ts';
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

const asideTags = wordSet`head nav footer aside form button dialog menu address title label figure-share`;
const asideRoles = wordSet`
  navigation banner contentinfo complementary search dialog alert menu toolbar tablist
`;
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
const maxNames = 1000;
const namesAside = remembering(
  (names) => names.length < maxNames && asideNames.test(hyphenateCamelCase(names)),
);
const hiding = /display\s*:\s*none|visibility\s*:\s*hidden/i;

/** Whether the element's own attributes hide it. */
export function isHidden({ attributes }: Element): boolean {
  const { hidden, style } = attributes;
  return (
    hidden !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    (style !== undefined && hiding.test(style))
  );
}

/** Whether the element itself is for something other than the story, whatever is around or inside it. */
export function isAside(element: Element): boolean {
  const { tag, attributes } = element;
  if (asideTags.has(tag) || asideRoles.has(attributes.role ?? '') || isHidden(element)) return true;
  if (
    tag === 'body' ||
    tag === 'html' ||
    tag === 'main' ||
    tag === 'article' ||
    attributes.itemprop === 'articleBody'
  )
    return false;
  return isNamed(element, namesAside);
}

/** The blocks under an element in page order, without the elements that `skip` returns true for. */
export function blocksUnder(root: Element, skip: (element: Element) => boolean): Block[] {
  const reader = new BlockReader(skip);
  reader.walk(root, { block: root, inLink: false, inBold: false });
  reader.end(root);
  return reader.blocks;
}

/** Where a text stands. */
interface Surroundings {
  /** The nearest block-level element. */
  block: Element;
  inLink: boolean;
  inBold: boolean;
}

class BlockReader {
  readonly blocks: Block[] = [];
  readonly #skip: (element: Element) => boolean;
  /** What the present block has so far. */
  #parts: string[] = [];
  /** The indexes of the parts that begin a new line. */
  #breaks: number[] = [];
  #linked = 0;
  #plain = false;
  #atLineStart = false;
  #isEmpty = true;

  constructor(skip: (element: Element) => boolean) {
    this.#skip = skip;
  }

  walk(element: Element, around: Surroundings): void {
    for (const child of element.children) {
      if (typeof child === 'string') this.#text(child, around);
      else if (child.tag === 'br') this.#lineBreak(around);
      else if (this.#skip(child)) {
        if (isBlock(child)) this.end(around.block);
      } else if (isBlock(child)) {
        this.end(around.block);
        this.walk(child, { ...around, block: child });
        this.end(child);
      } else if (isPermalink(child) || isNoteMark(child, this.#lastSign())) continue;
      else if (isLink(child)) this.walk(child, { ...around, inLink: true });
      else if (child.tag === 'b' || child.tag === 'strong') this.walk(child, { ...around, inBold: true });
      else this.walk(child, around);
    }
  }

  /** The last character of the present block so far; '' if it has none. */
  #lastSign(): string {
    return this.#parts.at(-1)?.at(-1) ?? '';
  }

  /** Ends the present block, of this element. */
  end(element: Element): void {
    const lines = this.#isEmpty ? [] : linesIn(this.#parts, this.#breaks);
    if (lines[0] !== undefined) {
      lines[0] = this.#joined(lines[0]);
      const text = lines.join(' ');
      const linked = Math.min(this.#linked, text.length);
      const block = { text, size: readingLength(text), element, linked, bold: !this.#plain };
      this.blocks.push(lines.length > 1 ? { ...block, lines } : block);
    }
    if (this.#parts.length > 0) this.#parts = [];
    if (this.#breaks.length > 0) this.#breaks = [];
    this.#linked = 0;
    this.#plain = false;
    this.#atLineStart = false;
    this.#isEmpty = true;
  }

  /** A line with what belongs to it of the block before: a drop cap, or the "By" before a name. */
  #joined(line: string): string {
    const before = this.blocks.at(-1)?.text ?? '';
    const joined = isDropCap(before, line) ? `${before}${line}` : bylineWith(before, line);
    if (joined !== undefined) this.blocks.pop();
    return joined ?? line;
  }

  #text(text: string, around: Surroundings): void {
    if (around.block.tag !== 'pre') this.#add(text, around);
    else
      for (const [i, piece] of text.split(/\n[^\S\n]*\n/).entries()) {
        if (i > 0) this.end(around.block);
        this.#add(piece, around);
      }
  }

  #add(text: string, { inLink, inBold }: Surroundings): void {
    this.#parts.push(text);
    const letters = text.trim().length;
    if (letters === 0) return;
    this.#atLineStart = false;
    this.#isEmpty = false;
    if (inLink) this.#linked += letters;
    if (!inBold) this.#plain = true;
  }

  /** Old pages separate paragraphs by two line breaks, and lines by one. */
  #lineBreak({ block }: Surroundings): void {
    if (this.#atLineStart) this.end(block);
    else {
      this.#breaks.push(this.#parts.length);
      this.#atLineStart = true;
    }
  }
}

/**
 * Whether the element is a link. One that names its place, `<a name="top">`, may hold the whole page; an
 * id beside a class is that of a button of a script.
 */
function isLink({ tag, attributes: { href, name, id, class: names } }: Element): boolean {
  const isPlace = name !== undefined || (id !== undefined && names === undefined);
  return tag === 'a' && (href !== undefined || !isPlace);
}

/** Whether the element is the sign beside a heading that links to it: "¶". */
function isPermalink({ tag, attributes: { href }, children: [sign, ...others] }: Element): boolean {
  if (tag !== 'a' || others.length > 0 || typeof sign !== 'string' || sign.length > 2) return false;
  return /^(?:[¶#]|🔗)$/u.test(sign) && href?.includes('#') === true;
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
