/**
 * A page as a tree, made under hard limits: they are checked while it is parsed, so that nothing ever walks a tree that is too large or
 * too deep. What never holds an article (scripts, styles, pictures' insides) does not get into the tree at all.
 */
import { Parser } from 'htmlparser2';

export interface Element {
  tag: string;
  attributes: Record<string, string>;
  parent: Element | undefined;
  children: (Element | string)[];
}

export interface Page {
  root: Element;
  /** The sources of the page's `application/ld+json` scripts. */
  jsonLd: string[];
  /** The other scripts that stand on the page itself. */
  scripts: string[];
}

export const pageLimits = { bytes: 5 * 1024 * 1024, depth: 256, nodes: 100_000 };

/** Their content is no text of the page. */
const opaque = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'math',
  'iframe',
  'object',
  'canvas',
  'select',
  'textarea',
  'audio',
  'video',
]);
const chunk = 32 * 1024;

/** Thrown to leave the parser at once; never leaves this file. */
class TooComplex extends Error {}

/** The page, or in words by which limit it is too complex. */
export function parsePage(html: string): Page | { tooComplex: string } {
  const builder = new Builder();
  const parser = new Parser(builder, { decodeEntities: true });
  try {
    for (let i = 0; i < html.length; i += chunk) parser.write(html.slice(i, i + chunk));
    parser.end();
  } catch (error) {
    if (error instanceof TooComplex) return { tooComplex: error.message };
    throw error;
  }
  return { root: builder.root, jsonLd: builder.jsonLd, scripts: builder.scripts };
}

class Builder {
  readonly root: Element = { tag: '#root', attributes: {}, parent: undefined, children: [] };
  readonly jsonLd: string[] = [];
  readonly scripts: string[] = [];
  #open = this.root;
  #depth = 0;
  #nodes = 0;
  /** The depth of the opaque element that we are in. */
  #opaqueFrom = Number.POSITIVE_INFINITY;
  /** What the text of the open script is added to. */
  #script: string[] | undefined;

  onopentag(tag: string, attributes: Record<string, string>): void {
    this.#depth++;
    if (this.#depth > pageLimits.depth)
      throw new TooComplex(`elements nested deeper than ${pageLimits.depth}`);
    this.#count();
    if (this.#depth > this.#opaqueFrom) return;
    if (opaque.has(tag) || (tag === 'rt' && !hasParentheses(this.#open))) {
      this.#opaqueFrom = this.#depth;
      const isJsonLd = /^application\/ld\+json/i.test(attributes.type ?? '');
      this.#script =
        tag !== 'script'
          ? undefined
          : isJsonLd
            ? this.jsonLd
            : attributes.src === undefined
              ? this.scripts
              : undefined;
      this.#script?.push('');
      return;
    }
    const element: Element = { tag, attributes, parent: this.#open, children: [] };
    this.#open.children.push(element);
    this.#open = element;
  }

  ontext(text: string): void {
    if (this.#depth >= this.#opaqueFrom) {
      this.#script?.push((this.#script.pop() ?? '') + text);
      return;
    }
    const { children } = this.#open;
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

  #count(): void {
    if (++this.#nodes > pageLimits.nodes) throw new TooComplex(`more than ${pageLimits.nodes} nodes`);
  }
}

/** The reading of a word (ruby) is text where the page sets it in parentheses too (`rp`); else it stands above the word alone. */
function hasParentheses({ children }: Element): boolean {
  return children.some((child) => typeof child !== 'string' && child.tag === 'rp');
}

/** All elements under one, in the order of the page. */
export function* elementsUnder(element: Element): Generator<Element> {
  const waiting = element.children.toReversed();
  for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
    if (typeof child === 'string') continue;
    yield child;
    for (let i = child.children.length - 1; i >= 0; i--) {
      const inner = child.children[i];
      if (inner !== undefined && typeof inner !== 'string') waiting.push(inner);
    }
  }
}

/** The text under an element in one line. */
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
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q ruby rb rp rt s samp small span strike ' +
    'strong sub sup time tt u var wbr amp-img picture source'
  ).split(' '),
);

/** Does the element stand on lines of its own? Unknown elements do. */
export function isBlock(element: Element): boolean {
  return !inline.has(element.tag) && element.tag !== 'br';
}
