/**
 * Collects candidates for the headline of a story: the page's headings, the titles in its metadata, and
 * parts of both.
 */
import { momentOnLine } from '../../dates/moment.ts';
import { type Element, elementsUnder, isHeading, namesOf } from '../../markup/htmlTree.ts';
import { oncePerElement } from '../../markup/oncePerElement.ts';
import { isByline } from '../../text/byline/byline.ts';
import { oneLine } from '../../text/oneLine.ts';
import type { Block } from '../blocks.ts';
import type { PageMetadata } from '../metadata.ts';
import type { StoryBlocks } from '../selectStory.ts';

/**
 * The titles in a page's metadata besides JSON-LD. `page` is `<title>`, `other` any other `<meta>` for a
 * title.
 */
export const titleSources = ['og', 'twitter', 'other', 'page'] as const;
export type DeclaredTitles = Readonly<Record<(typeof titleSources)[number], string>>;

/** A heading, or a block whose class, id or type marks it as one, as printed. */
export interface PageHeading {
  text: string;
  /** `h1` to `h4`; `other` if only its class or id marks it, `bold` if only its type does. */
  tag: string;
  /** Its index among all blocks of the page. */
  at: number;
  /** Whether it is only a part of the heading's text. */
  part: boolean;
}

/** Which part of a title a candidate is. The title trees were trained on this order. */
export const cuts = ['whole', 'withoutLast', 'withoutFirst', 'first', 'last'] as const;

export interface TitleCandidate {
  text: string;
  cut: (typeof cuts)[number];
  /** The text that was cut off. */
  rest: string;
}

const otherNames = /^(?!og:|twitter:|article:)(?:.*[.:_-])?(?:title|headline)$/;

/** The titles in the metadata; '' for a source without one. */
export function declaredTitles({ meta, pageTitle }: PageMetadata): DeclaredTitles {
  const other = [...meta].find(([name]) => otherNames.test(name))?.[1];
  const lines = [meta.get('og:title'), meta.get('twitter:title'), other, pageTitle].map(
    (text) => oneLine(text) ?? '',
  );
  const [og = '', twitter = '', others = '', page = ''] = lines;
  return { og, twitter, other: others, page };
}

const titleNames = /(?:^|[^a-z])(?:title|headline|heading|hed|titel|titre|titulo|titolo)(?:[^a-z]|$)/i;
/**
 * How many blocks before and after the start of the story to search for headings; an `h1` counts anywhere
 * before it.
 */
const near = { before: 12, after: 1 };
const maxHeadingLength = 300;
const maxBoldLength = 160;

/**
 * The headings before and just after the start of the story, each followed by its parts; without those that
 * link to the site's first page, as its name does, if there are others.
 */
export function headingsIn(visibleBlocks: readonly Block[], { first }: StoryBlocks): PageHeading[] {
  const until = first < 0 ? visibleBlocks.length : first + near.after + 1;
  const headings = visibleBlocks.slice(0, until).flatMap((block, at) => headingsOf(block, at, first));
  const others = headings.filter(({ at }) => !linksHome(visibleBlocks[at]));
  return others.length > 0 ? others : headings;
}

function headingsOf(block: Block, at: number, first: number): PageHeading[] {
  const { text } = block;
  const isNear = first < 0 || at >= first - near.before;
  const line = isNear ? headingLine(block) : undefined;
  if (line !== undefined) return [{ text: line, tag: 'other', at, part: true }];
  const tag = levelOf(block);
  if (tag === undefined || (tag !== 'h1' && !isNear)) return [];
  const printed = oneLine(text);
  if (printed === undefined) return [];
  const parts = partsIn(block.element).filter((part) => part !== printed);
  return [
    { text: printed, tag, at, part: false },
    ...parts.map((part) => ({ text: part, tag, at, part: true })),
  ];
}

/** The first line of a block if a line break is all that separates it from a byline or a date. */
function headingLine({ lines = [], element }: Block): string | undefined {
  const [first = '', ...others] = lines;
  if (first.length < minPartLength || first.length > maxBoldLength || isHeading(element)) return undefined;
  const hasCredit = others
    .slice(0, creditLines)
    .some((line) => isByline(line) || momentOnLine(line) !== undefined);
  return hasCredit ? oneLine(first) : undefined;
}
/** How many lines below a headline may be its byline or date. */
const creditLines = 2;

/** Whether all of the block is a link to the first page of a site. */
export function linksHome(block: Block | undefined): boolean {
  if (block === undefined || block.linked < block.text.replaceAll(' ', '').length) return false;
  return /^(?:\/|(?:https?:)?\/\/[^/?#]+\/?|(?:\.\/)?index\.html?)$/i.test(
    linkIn(block.element)?.attributes.href?.trim() ?? '',
  );
}

const linkIn = oncePerElement(
  (element) => elementsUnder(element).find(({ tag }) => tag === 'a') ?? linkAround(element),
);

function linkAround(element: Element): Element | undefined {
  for (let at = element.parent; at !== undefined; at = at.parent) if (at.tag === 'a') return at;
  return undefined;
}

function levelOf({ element, text, bold }: Block): string | undefined {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = at.parent, up++) {
    if (/^h[1-4]$/.test(at.tag)) return at.tag;
  }
  if (text.length > maxHeadingLength) return undefined;
  if (titleNames.test(namesOf(element))) return 'other';
  return bold && text.length <= maxBoldLength ? 'bold' : undefined;
}

const minPartLength = 8;
const maxParts = 6;

/**
 * The parts of a heading, such as a kicker and the rest: the text of each child element, and the text
 * outside these.
 */
const partsIn = oncePerElement(partsOf);

function partsOf(element: Element): string[] {
  const children = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [only] = children;
  if (children.length === 1 && only !== undefined && typeof only !== 'string') return partsOf(only);
  if (children.length > maxParts) return [];
  const outside = children.map((child) => (typeof child === 'string' ? child : ' ')).join('');
  return [...new Set([...children.map(textOf), outside].flatMap((text) => oneLine(text) ?? []))].filter(
    (text) => text.length >= minPartLength,
  );
}

function textOf(node: Element | string): string {
  return typeof node === 'string' ? node : node.tag === 'br' ? ' ' : node.children.map(textOf).join('');
}

/** Separators between a headline and the name of a site or a section. */
const separators = / (?:[|–—·»«•>*]|-|::|:) |(?<=\S)\s?[|｜]\s?(?=\S)|: (?=\p{Lu}[^ ]*$)/gu;
const maxCandidates = 40;

/** The headings, the declared titles, and the parts of the latter around separators; each text once. */
export function titleCandidates(
  declared: DeclaredTitles,
  headings: readonly PageHeading[],
): TitleCandidate[] {
  const found = new Map<string, TitleCandidate>();
  const add = (text: string, cut: TitleCandidate['cut'], rest = '') => {
    if (text.trim() !== '' && !found.has(text.trim()))
      found.set(text.trim(), { text: text.trim(), cut, rest });
  };
  for (const { text } of headings) add(text, 'whole');
  for (const source of titleSources) add(declared[source], 'whole');
  for (const source of titleSources) {
    const parts = partsOfTitle(declared[source]);
    if (parts === undefined) continue;
    const { first, withoutFirst, withoutLast, last } = parts;
    add(withoutLast, 'withoutLast', last);
    add(withoutFirst, 'withoutFirst', first);
    add(first, 'first', withoutFirst);
    add(last, 'last', withoutLast);
  }
  return [...found.values()].slice(0, maxCandidates);
}

type TitleParts = Record<Exclude<TitleCandidate['cut'], 'whole'>, string>;

/** The parts of a title at its first and its last separator; `undefined` if it has none. */
export function partsOfTitle(text: string): TitleParts | undefined {
  const marks = [...text.matchAll(separators)];
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    first: text.slice(0, first.index).trim(),
    withoutFirst: text.slice(first.index + first[0].length).trim(),
    withoutLast: text.slice(0, last.index).trim(),
    last: text.slice(last.index + last[0].length).trim(),
  };
}
