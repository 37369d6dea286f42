/** What may be the headline of a story: what the page prints as headings, what it says for machines, and parts of both. */

import type { Element } from '../markup/htmlTree.ts';
import { oneLine } from '../text/oneLine.ts';
import type { Block } from './blocks.ts';
import type { PageMetadata } from './metadata.ts';
import type { StoryBlocks } from './selectStory.ts';

/** Where a page says its title for machines, but for JSON-LD. `other`: a `<meta>` of a content system or for some service. */
export const titleSources = ['og', 'twitter', 'other', 'page'] as const;
export type DeclaredTitles = Readonly<Record<(typeof titleSources)[number], string>>;

/** A heading, or what a class or id calls one, as printed. */
export interface PageHeading {
  text: string;
  /** `h1` … `h4`; `other` where only the class or id says so, `bold` where nothing but the type does. */
  tag: string;
  /** Its place among the blocks that the page shows. */
  at: number;
  /** It is a part of a heading that says more. */
  part: boolean;
}

/** Which of its parts are left of a text; `whole` where nothing is left out. */
export const cuts = ['whole', 'withoutLast', 'withoutFirst', 'first', 'last'] as const;

export interface TitleCandidate {
  text: string;
  cut: (typeof cuts)[number];
  /** What was left out. */
  rest: string;
}

const otherNames = /^(?!og:|twitter:|article:)(?:.*[.:_-])?(?:title|headline)$/;

/** Empty where a source says nothing. */
export function declaredTitles({ meta, pageTitle }: PageMetadata): DeclaredTitles {
  const other = [...meta].find(([name]) => otherNames.test(name))?.[1];
  const lines = [meta.get('og:title'), meta.get('twitter:title'), other, pageTitle].map(
    (text) => oneLine(text) ?? '',
  );
  const [og = '', twitter = '', others = '', page = ''] = lines;
  return { og, twitter, other: others, page };
}

const titleNames = /(?:^|[^a-z])(?:title|headline|heading|hed|titel|titre|titulo|titolo)(?:[^a-z]|$)/i;
/** Headings of lower levels count so many blocks before the story or after its beginning; an `h1` counts anywhere before. */
const near = { before: 12, after: 1 };
const longestHeading = 300;
const longestLine = 160;

export function headingsIn(shown: readonly Block[], { first }: StoryBlocks): PageHeading[] {
  return shown.slice(0, first < 0 ? shown.length : first + near.after + 1).flatMap((block, at) => {
    const { text } = block;
    const close = first < 0 || at >= first - near.before;
    const tag = levelOf(block);
    const printed = oneLine(text);
    if (printed === undefined || tag === undefined || (tag !== 'h1' && !close)) return [];
    const parts = partsOf(block.element).filter((part) => part !== printed);
    return [
      { text: printed, tag, at, part: false },
      ...parts.map((part) => ({ text: part, tag, at, part: true })),
    ];
  });
}

function levelOf({ element, text, bold }: Block): string | undefined {
  for (let at: Element | undefined = element, up = 0; at !== undefined && up < 3; at = at.parent, up++) {
    if (/^h[1-4]$/.test(at.tag)) return at.tag;
  }
  if (text.length > longestHeading) return undefined;
  if (titleNames.test(`${element.attributes.class ?? ''} ${element.attributes.id ?? ''}`)) return 'other';
  return bold && text.length <= longestLine ? 'bold' : undefined;
}

const shortestPart = 8;
const mostParts = 6;

/** A kicker and the rest: the texts in a heading that have an element of their own, and what stands outside of these. */
function partsOf(element: Element): string[] {
  const children = element.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  const [only] = children;
  if (children.length === 1 && only !== undefined && typeof only !== 'string') return partsOf(only);
  if (children.length > mostParts) return [];
  const outside = children.map((child) => (typeof child === 'string' ? child : ' ')).join('');
  return [...new Set([...children.map(textOf), outside].flatMap((text) => oneLine(text) ?? []))].filter(
    (text) => text.length >= shortestPart,
  );
}

function textOf(node: Element | string): string {
  return typeof node === 'string' ? node : node.tag === 'br' ? ' ' : node.children.map(textOf).join('');
}

/** What stands between a headline and the name of a site or a section. */
const bars = / (?:[|–—·»«•>*]|-|::|:) |(?<=\S)\s?[|｜]\s?(?=\S)|: (?=\p{Lu}[^ ]*$)/gu;
const mostCandidates = 40;

/** @returns each text once */
export function titleCandidates(said: DeclaredTitles, headings: readonly PageHeading[]): TitleCandidate[] {
  const found = new Map<string, TitleCandidate>();
  const add = (text: string, cut: TitleCandidate['cut'], rest = '') => {
    if (text.trim() !== '' && !found.has(text.trim()))
      found.set(text.trim(), { text: text.trim(), cut, rest });
  };
  for (const { text } of headings) add(text, 'whole');
  for (const source of titleSources) add(said[source], 'whole');
  for (const source of titleSources) {
    const text = said[source];
    const marks = [...text.matchAll(bars)];
    const [first, last] = [marks[0], marks.at(-1)];
    if (first === undefined || last === undefined) continue;
    const [head, tail] = [text.slice(0, first.index), text.slice(last.index + last[0].length)];
    const [withoutLast, withoutFirst] = [
      text.slice(0, last.index),
      text.slice(first.index + first[0].length),
    ];
    add(withoutLast, 'withoutLast', tail);
    add(withoutFirst, 'withoutFirst', head);
    add(head, 'first', withoutFirst);
    add(tail, 'last', withoutLast);
  }
  return [...found.values()].slice(0, mostCandidates);
}
