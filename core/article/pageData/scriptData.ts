/**
 * Finds the story in the data of scripts: pages that scripts render (Next, Nuxt and the like) may have it
 * nowhere else.
 */

import { isObject, type JsonObject } from '../../jsonObject.ts';
import { parseHtml } from '../../markup/htmlTree.ts';
import { anyOf } from '../../text/anyOf.ts';
import { hasWords, readingLength } from '../../text/readingLength.ts';
import { blocksUnder } from '../blocks.ts';
import { asksForConsent } from '../foreign/consentText.ts';
import { limitedWalk } from './dataEntries.ts';
import { unflattened } from './flatData.ts';
import { jsonValuesIn } from './jsonInScript.ts';

const bodyKeys =
  /^(?:article|story|post)?_?(?:body|content|text|html|paragraphs|blocks|elements|components)(?:_?(?:html|text|elements|raw))?$/i;
/** Minimum length in characters; shorter texts are labels or teasers. */
const minBodyLength = 400;
const minParagraphLength = 30;

/**
 * The paragraphs of the longest text whose key is a word for a body; `undefined` if there is none. Data may
 * also have the texts of other stories, so one that has an opening comes first, whatever its length.
 * @param opening some words that the page prints; '' if none
 */
export function storyInScripts(scripts: readonly string[], opening: string): string[] | undefined {
  let best = { texts: [] as string[], size: minBodyLength, opens: false };
  for (const texts of bodiesIn(scripts)) {
    const size = texts.reduce((sum, text) => sum + text.length, 0);
    const opens = opening !== '' && texts.some((text) => text.includes(opening));
    const isBetter = opens === best.opens ? size > best.size : opens && size > minBodyLength;
    // A notice on cookies may be longer than any story.
    if (isBetter && (opens || !asksForConsent(texts.join(' ')))) best = { texts, size, opens };
  }
  return best.texts.length === 0 ? undefined : best.texts;
}

/** The paragraphs of each text in the scripts that may be a story's body. */
function* bodiesIn(scripts: readonly string[]): Generator<string[]> {
  const entriesIn = limitedWalk();
  for (const script of scripts) {
    if (isTemplate(script)) yield proseIn(script);
    else
      for (const data of jsonValuesIn(script, minBodyLength))
        for (const { key, value } of entriesIn(unflattened(data)))
          if (bodyKeys.test(key)) yield paragraphsIn(value, 0);
  }
}

/** Whether the script is HTML with paragraphs, which a program puts into the page (`text/template`). */
function isTemplate(script: string): boolean {
  return /^\s*<[a-z]/i.test(script.slice(0, 2000)) && /<p\b/i.test(script);
}

/**
 * The paragraphs of a string with or without markup, of the nodes of a formatted text, or of objects with a
 * body: one, or a list of them and of strings.
 */
function paragraphsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return proseIn(value);
  const parts = isObject(value) ? (nodesIn(value, 0) ?? [value]) : value;
  if (!Array.isArray(parts) || depth > 3) return [];
  return parts.slice(0, 500).flatMap((part: unknown) => {
    if (typeof part === 'string') return proseIn(part);
    if (!isObject(part)) return [];
    const runs = childrenOf(part);
    if (runs?.some(isRun)) return proseIn(runs.map((run) => textOfNode(run, 0)).join(''));
    const bodies = Object.keys(part).flatMap((name) => (bodyKeys.test(name) ? [part[name]] : []));
    const own = bodies.find((body) => typeof body === 'string' || Array.isArray(body));
    return paragraphsIn(own ?? runs ?? bodies.find(isObject), depth + 1);
  });
}

/**
 * Editors keep a formatted text as a tree: paragraphs have a list of runs, each with its text, or of links
 * and the like, which have runs again.
 */
const childKeys = ['children', 'content', 'nodes'] as const;
const textKeys = ['text', 'value', 'data'] as const;
const maxRunDepth = 4;
/** How many objects a tree may be within: `body.value.document.children`. */
const maxHolderDepth = 2;

function childrenOf(node: JsonObject): unknown[] | undefined {
  return childKeys.map((key) => node[key]).find((list) => Array.isArray(list));
}

function textKeyOf(node: JsonObject): string | undefined {
  return textKeys.map((key) => node[key]).find((text) => typeof text === 'string');
}

/** The nodes of a formatted text that an object has, perhaps within others: `{"json": {"children": […]}}`. */
function nodesIn(value: unknown, depth: number): unknown[] | undefined {
  if (!isObject(value) || depth > maxHolderDepth) return undefined;
  const { children } = value;
  if (Array.isArray(children)) return children;
  for (const inner of Object.values(value)) {
    const nodes = nodesIn(inner, depth + 1);
    if (nodes !== undefined) return nodes;
  }
  return undefined;
}

/** Whether the node is a piece of a paragraph: a text without children. */
function isRun(node: unknown): boolean {
  return isObject(node) && (childrenOf(node) ?? []).length === 0 && textKeyOf(node) !== undefined;
}

function textOfNode(node: unknown, depth: number): string {
  if (!isObject(node) || depth > maxRunDepth) return '';
  return textKeyOf(node) ?? (childrenOf(node) ?? []).map((run) => textOfNode(run, depth + 1)).join('');
}

function proseIn(text: string): string[] {
  const lines = /<\w/.test(text) ? textsOf(text) : text.split(/\n+/);
  return lines
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => readingLength(line) >= minParagraphLength && hasWords(line));
}

function textsOf(markup: string): string[] {
  const page = parseHtml(markup);
  return 'tooComplex' in page ? [] : blocksUnder(page.root, () => false).map(({ text }) => text);
}

const publishedNames = anyOf`
  date_?published, published_?(?:date|at|time|first), publish_?(?:date|time), publication_?date,
  first[-_]?(?:published|publication)(?:_?(?:date|at))?
`;
const publishedKey = new RegExp(
  String.raw`["'](?:${publishedNames})\\?["']\s{0,3}:\s{0,3}\\?["']([^"'\\]{8,40})\\?["']`,
  'gi',
);

const isPublishedKey = new RegExp(`^(?:${publishedNames})$`, 'i');
/** In flat data, the key has the place of its value, perhaps behind a comma; longer numbers are times. */
const hasPublishedPlace = new RegExp(String.raw`"(?:${publishedNames})"[:,]\d{1,6}[,}\]]`, 'i');
/** Shorter and longer values are no dates. */
const dateLength = { min: 8, max: 40 };

/**
 * The values of keys for the date of publication: in page order, also of data in a string; then those of flat
 * data.
 */
export function* publishedInScripts(scripts: readonly string[]): Generator<string> {
  for (const script of scripts)
    for (const [, value] of script.matchAll(publishedKey)) if (value !== undefined) yield value;
  yield* publishedInFlatData(scripts.filter((script) => hasPublishedPlace.test(script)));
}

/** The dates of sections, authors and other stories are deeper in the data than the story's own. */
function publishedInFlatData(scripts: readonly string[]): string[] {
  const entriesIn = limitedWalk();
  const dates: { value: string; depth: number }[] = [];
  for (const script of scripts)
    for (const data of jsonValuesIn(script, minBodyLength)) {
      const tree = unflattened(data);
      if (tree === data) continue;
      for (const { key, value, depth } of entriesIn(tree))
        if (isPublishedKey.test(key) && isDate(value)) dates.push({ value, depth });
    }
  return dates.sort((a, b) => a.depth - b.depth).map(({ value }) => value);
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && value.length >= dateLength.min && value.length <= dateLength.max;
}
