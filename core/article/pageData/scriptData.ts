/**
 * Finds the story in the data of scripts: pages that scripts render (Next, Nuxt and the like) may have it
 * nowhere else.
 */

import { parseHtml } from '../../markup/htmlTree.ts';
import { hasWords, readingLength } from '../../text/readingLength.ts';
import { blocksUnder } from '../blocks.ts';
import { jsonValuesIn } from './jsonInScript.ts';

const limits = { depth: 24, values: 50_000 };
const bodyKeys =
  /^(?:article|story|post)?_?(?:body|content|text|html|paragraphs|blocks|elements|components)(?:_?(?:html|text|elements|raw))?$/i;
/** Minimum length in characters; shorter texts are labels or teasers. */
const minBodyLength = 400;
const minParagraphLength = 30;

/** The paragraphs of the longest text whose key is a word for a body; `undefined` if there is none. */
export function storyInScripts(scripts: readonly string[]): string[] | undefined {
  let best: string[] = [];
  let values = 0;
  const size = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0);
  const visit = (value: unknown, key: string, depth: number): void => {
    if (++values > limits.values || depth > limits.depth || typeof value !== 'object' || value === null)
      return;
    for (const [name, inner] of Object.entries(value)) {
      if (bodyKeys.test(Array.isArray(value) ? key : name)) {
        const texts = paragraphsIn(inner, 0);
        if (size(texts) > Math.max(size(best), minBodyLength)) best = texts;
      }
      visit(inner, Array.isArray(value) ? key : name, depth + 1);
    }
  };
  for (const script of scripts) {
    if (isTemplate(script)) {
      const texts = proseIn(script);
      if (size(texts) > Math.max(size(best), minBodyLength)) best = texts;
    } else for (const value of jsonValuesIn(script, minBodyLength)) visit(value, '', 0);
  }
  return best.length === 0 ? undefined : best;
}

/** Whether the script is HTML with paragraphs, which a program puts into the page (`text/template`). */
function isTemplate(script: string): boolean {
  return /^\s*<[a-z]/i.test(script.slice(0, 2000)) && /<p\b/i.test(script);
}

/** The paragraphs of a string with or without markup, or of a list of strings or of objects with a body. */
function paragraphsIn(value: unknown, depth: number): string[] {
  if (typeof value === 'string') return proseIn(value);
  if (!Array.isArray(value) || depth > 3) return [];
  return value.slice(0, 500).flatMap((part: unknown) => {
    if (typeof part === 'string') return proseIn(part);
    if (typeof part !== 'object' || part === null) return [];
    const own = Object.entries(part).find(
      ([name, inner]) => bodyKeys.test(name) && (typeof inner === 'string' || Array.isArray(inner)),
    );
    return own === undefined ? [] : paragraphsIn(own[1], depth + 1);
  });
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

const publishedKey =
  /["'](?:date_?published|published_?(?:date|at|time|first)|publish_?(?:date|time)|publication_?date|first[-_]?(?:published|publication)(?:_?(?:date|at))?)["']\s{0,3}:\s{0,3}["']([^"']{8,40})["']/gi;

/** The values of keys for the date of publication, in page order. */
export function* publishedInScripts(scripts: readonly string[]): Generator<string> {
  for (const script of scripts)
    for (const [, value] of script.matchAll(publishedKey)) if (value !== undefined) yield value;
}
