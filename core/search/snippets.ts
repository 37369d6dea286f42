/**
 * Snippets: short excerpts of a text around the words of a query, with the position of each hit. All offsets
 * are UTF-16 units from the start of the whole text, so `text.slice(start, end)` is the snippet or the hit.
 */
import { fold } from '../entities/slug.ts';

export interface TextRange {
  start: number;
  end: number;
}

export interface Snippet extends TextRange {
  text: string;
  hits: TextRange[];
}

/** In characters. */
const maxSnippetLength = 240;
/** Characters to show before the first hit, in a paragraph that is too long to show whole. */
const contextBefore = 60;
const maxSnippets = 3;

/** In characters. Hits beyond this length are not shown, although the search engine finds them. */
const searchedLength = 200_000;

/** Candidate windows per paragraph, each around another first hit. */
const maxWindows = 100;

interface Hit extends TextRange {
  /** The index of the matching term. */
  term: number;
}

/**
 * The best snippets, in text order. Empty if no term occurs in the text: the search engine's stemming differs
 * from the one here.
 */
export function snippetsOf(
  text: string,
  { words, phrases }: { words: readonly string[]; phrases: readonly string[] },
): Snippet[] {
  const hits = hitsOf(text.slice(0, searchedLength), [...words, ...phrases]);
  return paragraphsOf(text, hits)
    .map((paragraph) => bestWindow(text, paragraph))
    .sort((a, b) => b.score - a.score || a.start - b.start)
    .slice(0, maxSnippets)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, hits: all }) => {
      const inside = all
        .filter((hit) => hit.start >= start && hit.end <= end)
        .map((hit) => ({ start: hit.start, end: hit.end }));
      return { start, end, text: text.slice(start, end), hits: inside };
    });
}

/**
 * Every occurrence of a term, in text order. Where terms overlap, the longest one that begins first counts.
 */
function hitsOf(text: string, terms: readonly string[]): Hit[] {
  const stemmedTerms = terms.map((term) => wordsIn(fold(term)).map(stem)).filter((term) => term.length > 0);
  const firsts = new Set(stemmedTerms.map(([first]) => first));
  const stems = new Map<string, string>();
  const tokens = [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.][\p{L}\p{N}\p{M}]+)*/gu)].map((match) => {
    const stemmed = stems.get(match[0]) ?? stem(fold(match[0]));
    stems.set(match[0], stemmed);
    return { start: match.index, end: match.index + match[0].length, stem: stemmed };
  });
  const hits: Hit[] = [];
  for (const [i, token] of tokens.entries()) {
    if (!firsts.has(token.stem) || token.start < (hits.at(-1)?.end ?? 0)) continue;
    let best: Hit | undefined;
    for (const [term, words] of stemmedTerms.entries()) {
      const last = tokens[i + words.length - 1];
      const fits = last !== undefined && words.every((each, j) => tokens[i + j]?.stem === each);
      if (fits && last.end > (best?.end ?? 0)) best = { start: token.start, end: last.end, term };
    }
    if (best !== undefined) hits.push(best);
  }
  return hits;
}

function wordsIn(folded: string): string[] {
  return folded.split(' ').filter((word) => word !== '');
}

/**
 * A light English stemmer: enough to highlight `ministers` for `minister`. The search engine has its own
 * rules.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = word.replace(/ies$/, 'y').replace(/sses$/, 'ss');
  if (stemmed === word) stemmed = word.replace(/([^su])s$/, '$1');
  const base = stemmed.replace(/(?:ing|ed|ly)$/, '');
  if (base.length >= 3 && /[aeiouy]/.test(base)) stemmed = base;
  return stemmed
    .replace(/([bdfgmnprt])\1$/, '$1')
    .replace(/e$/, '')
    .replace(/y$/, 'i');
}

interface Paragraph extends TextRange {
  hits: Hit[];
}

/** The paragraphs with hits. */
function paragraphsOf(text: string, hits: readonly Hit[]): Paragraph[] {
  const found: Paragraph[] = [];
  for (const hit of hits) {
    const current = found.at(-1);
    if (current !== undefined && hit.start < current.end) current.hits.push(hit);
    else {
      const start = text.lastIndexOf('\n\n', hit.start);
      const end = text.indexOf('\n\n', hit.end);
      found.push({ start: start < 0 ? 0 : start + 2, end: end < 0 ? text.length : end, hits: [hit] });
    }
  }
  return found;
}

interface Window extends Paragraph {
  /** Ranks windows by the number of different terms, then by the number of hits. */
  score: number;
}

/** The part of a paragraph that shows most of the query within the length of a snippet. */
function bestWindow(text: string, paragraph: Paragraph): Window {
  let best: Window | undefined;
  for (const first of paragraph.hits.slice(0, maxWindows)) {
    const from =
      paragraph.end - paragraph.start <= maxSnippetLength
        ? paragraph.start
        : Math.max(paragraph.start, first.start - contextBefore);
    const start = from === paragraph.start ? from : wordStart(text, from, first.start);
    const to = Math.min(paragraph.end, Math.max(start + maxSnippetLength, first.end));
    const end = to === paragraph.end ? to : wordEnd(text, to, first.end);
    const hits = paragraph.hits.filter((hit) => hit.start >= start && hit.end <= end);
    const score = new Set(hits.map(({ term }) => term)).size * 1000 + hits.length;
    if (score > (best?.score ?? 0)) best = { start, end, hits, score };
  }
  return best ?? { ...paragraph, score: 0 };
}

/** The first word start at or after `from`, but at most `latest`. */
function wordStart(text: string, from: number, latest: number): number {
  const space = text.slice(from, latest).search(/\s/u);
  return space < 0 ? latest : Math.min(latest, from + space + 1);
}

/** The last word end at or before `to`, but at least `earliest`. */
function wordEnd(text: string, to: number, earliest: number): number {
  const part = text.slice(earliest, to);
  const space = part.search(/\s\S*$/u);
  return space < 0 ? earliest : earliest + space;
}
