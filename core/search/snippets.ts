/**
 * Snippets: short excerpts of a text around the words of a query, with the position of each hit. All offsets
 * are UTF-16 units from the start of the whole text, so `text.slice(start, end)` is the snippet or the hit.
 */
import { eachWord, unspaced } from '../text/unspacedScripts.ts';
import type { TextTerm } from './conditions.ts';
import { foldWord, writtenWords } from './writtenWords.ts';

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

/** Words whose forms are remembered: of long texts in many languages. */
const mostForms = 20_000;

/** Candidate windows per paragraph, each around another first hit. */
const maxWindows = 100;

interface Hit extends TextRange {
  /** The index of the matching term. */
  term: number;
}

/**
 * Finds the best snippets of one text after the other, in text order. There are none if no term occurs in the
 * text: the search engine's stemming differs from the one here.
 *
 * @returns takes a text, and where it has what is sought besides the terms: the places of each
 */
export function snippetFinder(
  terms: readonly TextTerm[],
): (text: string, others?: readonly (readonly TextRange[])[]) => Snippet[] {
  const sought = terms.flatMap(soughtIn);
  const forms = new WordForms();
  return (text, others = []) => {
    const words = sought.length === 0 ? [] : hitsOf(tokensOf(text.slice(0, searchedLength), forms), sought);
    const places = others.flatMap((ranges, i) =>
      ranges.map(({ start, end }) => ({ start, end, term: sought.length + i })),
    );
    return snippetsAround(text, withoutOverlaps([...words, ...places]));
  };
}

/** In text order. Where hits overlap, the longest one that begins first counts. */
function withoutOverlaps(hits: readonly Hit[]): Hit[] {
  const apart: Hit[] = [];
  for (const hit of hits.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (hit.start >= (apart.at(-1)?.end ?? 0)) apart.push(hit);
  return apart;
}

function snippetsAround(text: string, found: readonly Hit[]): Snippet[] {
  return paragraphsOf(text, found)
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

/** Words that follow one another, by their stems or as written, or the beginning of a word. */
type Sought = { stems: string[] } | { written: string[] } | { beginning: string };

function soughtIn(term: TextTerm): Sought[] {
  if ('beginning' in term) return [term];
  if ('near' in term) return term.near.map((word) => ({ stems: [stem(word)] }));
  if ('word' in term) return [{ stems: writtenWords(term.word).map(stem) }];
  return [{ written: writtenWords(term.phrase) }];
}

interface Forms {
  written: string;
  stem: string;
}

type Token = TextRange & Forms;

/** The forms of words, each made once for all texts of an answer, most of whose words are the same. */
class WordForms {
  readonly #known = new Map<string, Forms>();

  of(run: string): Forms {
    const known = this.#known.get(run);
    if (known !== undefined) return known;
    const written = foldWord(run);
    const forms = { written, stem: stem(written) };
    if (this.#known.size >= mostForms) this.#known.clear();
    this.#known.set(run, forms);
    return forms;
  }
}

/** How many tokens from this one on are what is sought; 0 if they are not. */
function lengthAt(tokens: readonly Token[], at: number, sought: Sought): number {
  if ('beginning' in sought) return tokens[at]?.written.startsWith(sought.beginning) ? 1 : 0;
  const words = 'stems' in sought ? sought.stems : sought.written;
  const form = 'stems' in sought ? 'stem' : 'written';
  // Mostly the first word is another one.
  if (tokens[at]?.[form] !== words[0]) return 0;
  return words.every((word, i) => tokens[at + i]?.[form] === word) ? words.length : 0;
}

/**
 * Every occurrence of a term, in text order. Where terms overlap, the longest one that begins first counts.
 */
function hitsOf(tokens: readonly Token[], terms: readonly Sought[]): Hit[] {
  const hits: Hit[] = [];
  for (const [i, token] of tokens.entries()) {
    if (token.start < (hits.at(-1)?.end ?? 0)) continue;
    let best: Hit | undefined;
    for (const [term, sought] of terms.entries()) {
      const last = tokens[i + lengthAt(tokens, i, sought) - 1];
      if (last !== undefined && last.end > Math.max(best?.end ?? 0, token.start))
        best = { start: token.start, end: last.end, term };
    }
    if (best !== undefined) hits.push(best);
  }
  return hits;
}

function tokensOf(text: string, forms: WordForms): Token[] {
  return Array.from(text.matchAll(eachWord), ({ 0: run, index }) => ({
    start: index,
    end: index + run.length,
    ...forms.of(run),
  }));
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
  // No window reaches further: a hit has a character at least.
  const near = paragraph.hits.slice(0, maxWindows + maxSnippetLength);
  for (const first of near.slice(0, maxWindows)) {
    const from =
      paragraph.end - paragraph.start <= maxSnippetLength
        ? paragraph.start
        : Math.max(paragraph.start, first.start - contextBefore);
    const start = from === paragraph.start ? from : wordStart(text, from, first.start);
    const to = Math.min(paragraph.end, Math.max(start + maxSnippetLength, first.end));
    const end = to === paragraph.end ? to : wordEnd(text, to, first.end);
    const hits = near.filter((hit) => hit.start >= start && hit.end <= end);
    const score = new Set(hits.map(({ term }) => term)).size * 1000 + hits.length;
    if (score > (best?.score ?? 0)) best = { start, end, hits, score };
  }
  return best ?? { ...paragraph, score: 0 };
}

const firstWordStart = new RegExp(String.raw`(?<=\s)|(?!\p{M})[${unspaced}]`, 'v');
const lastWordEnd = new RegExp(String.raw`(?:\s|(?!\p{M})(?<=[${unspaced}]\p{M}*))[^\s${unspaced}]*$`, 'v');

/** The first word start at or after `from`, but at most `latest`. */
function wordStart(text: string, from: number, latest: number): number {
  const start = text.slice(from, latest).search(firstWordStart);
  return start < 0 ? latest : from + start;
}

/** The last word end at or before `to`, but at least `earliest`. */
function wordEnd(text: string, to: number, earliest: number): number {
  let end = to;
  while (end > earliest && /\p{M}/u.test(text.charAt(end))) end--;
  const last = text.slice(earliest, end).search(lastWordEnd);
  return last < 0 ? earliest : earliest + last;
}
