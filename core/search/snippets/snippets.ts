/**
 * Snippets: short excerpts of a text around the words of a query, with the position of each hit. All offsets
 * are UTF-16 units from the start of the whole text, so `text.slice(start, end)` is the snippet or the hit.
 */
import { eachWord } from '../../text/unspacedScripts.ts';
import type { TextTerm } from '../conditions.ts';
import { foldWord, writtenWords } from '../writtenWords.ts';
import { bestWindow, type Hit, type Paragraph, type TextRange } from './snippetWindow.ts';
import { placesOfSequence } from './wordSequences.ts';

export interface Snippet extends TextRange {
  text: string;
  hits: TextRange[];
}

const maxSnippets = 3;

/** In characters. Hits beyond this length are not shown, although the search engine finds them. */
const searchedLength = 200_000;

/** Words whose forms are remembered: of long texts in many languages. */
const mostForms = 20_000;

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

/**
 * Every occurrence of a term, in text order. Where terms overlap, the longest one that begins first counts.
 */
function hitsOf(tokens: readonly Token[], terms: readonly Sought[]): Hit[] {
  /** Of what begins at each token: how many tokens it has, and which term it is. */
  const [lengths, found] = [new Uint32Array(tokens.length), new Uint32Array(tokens.length)];
  const words = { written: tokens.map(({ written }) => written), stem: tokens.map((token) => token.stem) };
  for (const [term, sought] of terms.entries()) {
    const length = lengthOf(sought);
    for (const at of placesOf(sought, words))
      if (length > (lengths[at] ?? 0)) [lengths[at], found[at]] = [length, term];
  }
  const hits: Hit[] = [];
  for (let at = 0; at < tokens.length; at += lengths[at] || 1) {
    const [first, last] = [tokens[at], tokens[at + (lengths[at] ?? 0) - 1]];
    if (lengths[at] !== 0 && first !== undefined && last !== undefined)
      hits.push({ start: first.start, end: last.end, term: found[at] ?? 0 });
  }
  return hits;
}

const lengthOf = (sought: Sought): number => {
  if ('beginning' in sought) return 1;
  return ('stems' in sought ? sought.stems : sought.written).length;
};

/** The tokens at which what is sought begins. @param words the forms of the tokens */
function placesOf(sought: Sought, { written, stem: stems }: Record<keyof Forms, string[]>): number[] {
  if ('beginning' in sought)
    return written.flatMap((word, at) => (word.startsWith(sought.beginning) ? at : []));
  return 'stems' in sought
    ? placesOfSequence(stems, sought.stems)
    : placesOfSequence(written, sought.written);
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
