/**
 * Parses HTML into a tree. The parser enforces hard limits as it goes, so that no code ever walks a tree that
 * is too large or too deep. Elements that never hold an article (scripts, styles, the content of pictures)
 * are left out of the tree.
 */

import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { wordSet } from '../text/wordSet.ts';
import { type Attributes, htmlParser } from './htmlParser.ts';

export interface Element {
  tag: string;
  attributes: Attributes;
  parent: Element | undefined;
  children: (Element | string)[];
}

export interface HtmlPage {
  root: Element;
  /** All elements of the tree but the root, in document order. */
  elements: Element[];
  /** The texts of the page's `application/ld+json` scripts. */
  jsonLd: string[];
  /** The texts of all other inline scripts. */
  scripts: string[];
}

export const htmlLimits = { bytes: 5 * 1024 * 1024, depth: 256, nodes: 100_000 };

/** The content of these elements is not text of the page. */
const opaque = wordSet`
  script style noscript template svg math iframe object canvas select textarea audio video
`;
/** The parser gives the content of these as it stands, without character references. */
const verbatim = new Set(['xmp', 'plaintext', 'noembed', 'noframes']);

/** Thrown to stop the parser; `parseHtml` catches it. */
class TooComplex extends Error {}

/** The page; or, in words, the limit that it exceeds. */
export function parseHtml(html: string): HtmlPage | { tooComplex: string } {
  const builder = new TreeBuilder();
  try {
    htmlParser(builder).end(html);
  } catch (error) {
    if (error instanceof TooComplex) return { tooComplex: error.message };
    throw error;
  }
  const { root, elements, jsonLd, scripts } = builder;
  return { root, elements, jsonLd, scripts };
}

/** Receives the parser's events; htmlparser2 defines the method names. */
class TreeBuilder {
  readonly root: Element = { tag: '#root', attributes: {}, parent: undefined, children: [] };
  readonly elements: Element[] = [];
  readonly jsonLd: string[] = [];
  readonly scripts: string[] = [];
  #open = this.root;
  #depth = 0;
  #nodes = 0;
  /** The depth of the open opaque element. */
  #opaqueFrom = Number.POSITIVE_INFINITY;
  /** The list whose last string is the open script. */
  #script: string[] | undefined;

  onopentag(tag: string, attributes: Record<string, string>): void {
    this.#depth++;
    if (this.#depth > htmlLimits.depth)
      throw new TooComplex(`elements nested deeper than ${htmlLimits.depth}`);
    this.#count();
    if (this.#depth > this.#opaqueFrom) return;
    for (const name in attributes) {
      const value = attributes[name] ?? '';
      if (value.includes('&')) attributes[name] = decodeHTMLAttribute(value);
    }
    if (opaque.has(tag) || (tag === 'rt' && !hasParentheses(this.#open))) {
      this.#opaqueFrom = this.#depth;
      this.#script = tag === 'script' ? this.#scriptList(attributes) : undefined;
      this.#script?.push('');
      return;
    }
    const element: Element = { tag, attributes, parent: this.#open, children: [] };
    this.elements.push(element);
    this.#open.children.push(element);
    this.#open = element;
  }

  ontext(raw: string): void {
    if (this.#depth >= this.#opaqueFrom) {
      this.#script?.push((this.#script.pop() ?? '') + raw);
      return;
    }
    const { children, tag } = this.#open;
    const text = raw.includes('&') && !verbatim.has(tag) ? decodeHTML(raw) : raw;
    const last = children.at(-1);
    if (typeof last === 'string') children[children.length - 1] = last + text;
    else {
      this.#count();
      children.push(text);
    }
  }

  onclosetag(): void {
    const depth = this.#depth--;
    if (depth === this.#opaqueFrom) this.#opaqueFrom = Number.POSITIVE_INFINITY;
    else if (depth < this.#opaqueFrom) this.#open = this.#open.parent ?? this.root;
  }

  #scriptList({ type = '', src }: Record<string, string>): string[] | undefined {
    if (/^application\/ld\+json/i.test(type)) return this.jsonLd;
    return src === undefined ? this.scripts : undefined;
  }

  #count(): void {
    if (++this.#nodes > htmlLimits.nodes) throw new TooComplex(`more than ${htmlLimits.nodes} nodes`);
  }
}

/** A ruby annotation belongs to the text only if the page also gives it parentheses (`rp`). */
function hasParentheses({ children }: Element): boolean {
  return children.some((child) => typeof child !== 'string' && child.tag === 'rp');
}

/** Class and id of an element, which tell what it is for; '' if it has neither. */
export function namesOf({ attributes: { class: named, id } }: Element): string {
  return id === undefined ? (named ?? '') : named === undefined ? id : `${named} ${id}`;
}

/** An id with 0 for each number, so that what "post-8214" says is remembered for "post-8215" too. */
export const withoutNumbers = (id: string): string => id.replace(/\d+/g, '0');

/**
 * Whether its class or its id passes a test, which is given each apart: classes recur, most ids do not. In
 * an id, every number is 0.
 */
export function isNamed(
  { attributes: { class: named, id } }: Element,
  test: (names: string) => boolean,
): boolean {
  return (named !== undefined && test(named)) || (id !== undefined && test(withoutNumbers(id)));
}

/** Whether the element is the holder or below it. */
export function isWithin(element: Element | undefined, holder: Element | undefined): boolean {
  for (let at = element; at !== undefined; at = at.parent) if (at === holder) return true;
  return false;
}

/**
 * All elements below `element`, in document order.
 * @param most how many to find. Asking each of many nested elements for all of its own takes quadratic time.
 */
export function elementsUnder(element: Element, most = Number.POSITIVE_INFINITY): Element[] {
  const all: Element[] = [];
  addElements(element, all, most);
  return all;
}

function addElements({ children }: Element, all: Element[], most: number): void {
  for (const child of children) {
    if (typeof child === 'string') continue;
    if (all.length >= most) return;
    all.push(child);
    addElements(child, all, most);
  }
}

/** The text under an element on one line, with a space at each block boundary. */
export function lineOf(element: Element): string {
  const parts: string[] = [];
  collect(element, parts);
  return parts.join('').replace(/\s+/g, ' ').trim();
}

function collect(element: Element, parts: string[]): void {
  for (const child of element.children) {
    if (typeof child === 'string') parts.push(child);
    else {
      if (child.tag === 'br' || isBlock(child)) parts.push(' ');
      collect(child, parts);
      if (isBlock(child)) parts.push(' ');
    }
  }
}

const inline = new Set(
  [
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q ruby rb rp rt',
    's samp small span strike strong sub sup time tt u var wbr amp-img picture source',
  ].flatMap((names) => names.split(' ')),
);

/** Whether the element begins on a line of its own. Unknown elements do. */
export function isBlock(element: Element): boolean {
  return !inline.has(element.tag) && element.tag !== 'br';
}

export function isHeading({ tag }: Element): boolean {
  return /^h[1-6]$/.test(tag);
}
