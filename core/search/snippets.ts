/**
 * Snippets: the few lines of a text in which what was asked for stands, with the places marked. All offsets are UTF-16 and point into the
 * whole text, so `text.slice(start, end)` is the snippet or the marked word.
 */
import { fold } from '../entities/slug.ts';

export interface Mark {
  start: number;
  end: number;
}

export interface Snippet extends Mark {
  text: string;
  hits: Mark[];
}

/** The length of a snippet, and how much of it may stand before its first hit, in characters. */
const longest = 240;
const before = 60;
const mostSnippets = 3;

/** Looked through for hits; the rest of a very long text can be found, but is not shown. */
const lookedThrough = 200_000;

/** Windows weighed in one paragraph, each beginning at a hit. */
const windowsTried = 100;

interface Hit extends Mark {
  /** Which of the asked terms it is. */
  term: number;
}

/** The best few places, in the order of the text. None where no word of the query is found as it is written. */
export function snippetsOf(
  text: string,
  { words, phrases }: { words: readonly string[]; phrases: readonly string[] },
): Snippet[] {
  const hits = hitsOf(text.slice(0, lookedThrough), [...words, ...phrases]);
  const places = paragraphsOf(text, hits).map((paragraph) => bestWindow(text, paragraph));
  return places
    .sort((a, b) => b.score - a.score || a.start - b.start)
    .slice(0, mostSnippets)
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, hits: all }) => {
      const inside = all
        .filter((hit) => hit.start >= start && hit.end <= end)
        .map((hit) => ({ start: hit.start, end: hit.end }));
      return { start, end, text: text.slice(start, end), hits: inside };
    });
}

/** Every place of every term, in the order of the text, none within another. */
function hitsOf(text: string, terms: readonly string[]): Hit[] {
  const wanted = terms.map((term) => wordsIn(fold(term)).map(stem)).filter((term) => term.length > 0);
  const firsts = new Set(wanted.map(([first]) => first));
  const known = new Map<string, string>();
  const tokens = [...text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.][\p{L}\p{N}\p{M}]+)*/gu)].map((match) => {
    const stemmed = known.get(match[0]) ?? stem(fold(match[0]));
    known.set(match[0], stemmed);
    return { start: match.index, end: match.index + match[0].length, stem: stemmed };
  });
  const hits: Hit[] = [];
  for (const [i, token] of tokens.entries()) {
    if (!firsts.has(token.stem) || token.start < (hits.at(-1)?.end ?? 0)) continue;
    let best: Hit | undefined;
    for (const [term, stems] of wanted.entries()) {
      const last = tokens[i + stems.length - 1];
      const fits = last !== undefined && stems.every((each, j) => tokens[i + j]?.stem === each);
      if (fits && last.end > (best?.end ?? 0)) best = { start: token.start, end: last.end, term };
    }
    if (best !== undefined) hits.push(best);
  }
  return hits;
}

function wordsIn(folded: string): string[] {
  return folded.split(' ').filter((word) => word !== '');
}

/** English endings off: enough to mark `ministers` for `minister`; the engine that found the text has rules of its own. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stemmed = word.replace(/ies$/, 'y').replace(/sses$/, 'ss');
  if (stemmed === word) stemmed = word.replace(/([^su])s$/, '$1');
  const bare = stemmed.replace(/(?:ing|ed|ly)$/, '');
  if (bare.length >= 3 && /[aeiouy]/.test(bare)) stemmed = bare;
  return stemmed
    .replace(/([bdfgmnprt])\1$/, '$1')
    .replace(/e$/, '')
    .replace(/y$/, 'i');
}

interface Paragraph extends Mark {
  hits: Hit[];
}

/** The paragraphs that have hits. */
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
  /** How much of the query it shows. */
  score: number;
}

/** The part of a paragraph, not too long, that shows most of the query. */
function bestWindow(text: string, paragraph: Paragraph): Window {
  let best: Window | undefined;
  for (const first of paragraph.hits.slice(0, windowsTried)) {
    const from =
      paragraph.end - paragraph.start <= longest
        ? paragraph.start
        : Math.max(paragraph.start, first.start - before);
    const start = from === paragraph.start ? from : wordStart(text, from, first.start);
    const to = Math.min(paragraph.end, Math.max(start + longest, first.end));
    const end = to === paragraph.end ? to : wordEnd(text, to, first.end);
    const hits = paragraph.hits.filter((hit) => hit.start >= start && hit.end <= end);
    const score = new Set(hits.map(({ term }) => term)).size * 1000 + hits.length;
    if (score > (best?.score ?? 0)) best = { start, end, hits, score };
  }
  return best ?? { ...paragraph, score: 0 };
}

/** The beginning of a word at or after `from`, but not after `latest`. */
function wordStart(text: string, from: number, latest: number): number {
  const space = text.slice(from, latest).search(/\s/u);
  return space < 0 ? latest : Math.min(latest, from + space + 1);
}

/** The end of a word at or before `to`, but not before `earliest`. */
function wordEnd(text: string, to: number, earliest: number): number {
  const part = text.slice(earliest, to);
  const space = part.search(/\s\S*$/u);
  return space < 0 ? earliest : earliest + space;
}
