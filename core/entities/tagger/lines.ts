/** Prepares a document's passages for the tagger. */
import { wordSet } from '../../text/wordSet.ts';
import { entityTypes } from '../annotation.ts';
import { gazetteerMatchAt } from '../gazetteer.ts';
import { beforeApostrophe } from '../inflection.ts';
import type { Passage } from '../passages.ts';
import { type Token, wordAt } from '../token.ts';
import type { CapitalRun, TaggerLine } from './contextFeatures.ts';
import { hashText } from './featureHash.ts';
import { type TaggerWord, wordOf } from './wordFeatures.ts';
import { type WordUsage, WordUsages } from './wordUsage.ts';

/** Bounds the memory of the cache, which outlives a document: 2 KB for each word. */
const maxCachedWords = 16_000;

/** Computes and caches the tagger's words by their text. */
export class WordCache<W extends TaggerWord> {
  readonly #extend: (word: TaggerWord) => W;
  readonly #cluster: (hash: number) => number;
  readonly #maxWords: number;
  /** The words used most recently, and those used before them. */
  #recent = new Map<string, W>();
  #older = new Map<string, W>();
  /** Stands for the words before and after a line. */
  readonly edge: W;

  /**
   * @param cluster gives the cluster for a word's hash, 0 for none
   * @param extend adds whatever else the caller stores with a word
   */
  constructor(
    cluster: (hash: number) => number,
    extend: (word: TaggerWord) => W,
    maxWords: number = maxCachedWords,
  ) {
    this.#maxWords = maxWords;
    this.#cluster = cluster;
    this.#extend = extend;
    this.edge = extend(wordOf('\n', () => 0));
  }

  get(text: string): W {
    const recent = this.#recent.get(text);
    if (recent !== undefined) return recent;
    const word = this.#older.get(text) ?? this.#extend(wordOf(beforeApostrophe(text), this.#cluster));
    if (2 * this.#recent.size >= this.#maxWords) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, word);
    return word;
  }
}

type UnfinishedLine<W extends TaggerWord> = TaggerLine<W> & { usages: (WordUsage | undefined)[] };

/**
 * The lines of a document. Usages cover the whole document, so a headline sees how the text below writes its
 * words.
 */
export function linesOf<W extends TaggerWord>(
  text: string,
  passages: readonly Passage[],
  cache: WordCache<W>,
): TaggerLine<W>[] {
  const lines: UnfinishedLine<W>[] = [];
  let offset = 0;
  for (const { tokens, titleCase } of passages) {
    lines.push({
      tokens,
      words: tokens.map((token) => cache.get(token.text)),
      usages: [],
      titleCase,
      listed: gazetteerTypes(tokens),
      runs: capitalRuns(tokens),
      offset,
      tails: tokens.map((token, i) => tailHash(text, token, tokens[i + 1])),
    });
    offset += tokens.length;
  }
  addUsages(lines, cache.edge);
  return lines;
}

function addUsages<W extends TaggerWord>(lines: readonly UnfinishedLine<W>[], edge: W): void {
  const usages = new WordUsages();
  for (const line of lines) {
    for (const [i, token] of line.tokens.entries()) {
      if (token.kind !== 'word') {
        line.usages.push(undefined);
        continue;
      }
      const word = line.words[i] as W;
      const usage = usages.of(word);
      line.usages.push(usage);
      usages.record(usage, word, {
        free: !token.opensSentence && !line.titleCase,
        at: line.offset + i,
        before: line.words[i - 1] ?? edge,
        after: line.words[i + 1] ?? edge,
      });
    }
  }
}

/** In tokens. A longer run of capitalised words is a headline or a list, and carries no information. */
const maxRunLength = 9;
/** Words in lower case that may occur within a run. */
const runConnectors = wordSet`of for and & the de la del von van al bin`;

/** Runs of capitalised words, with at most two connectors between them. */
function capitalRuns(tokens: readonly Token[]): (CapitalRun | undefined)[] {
  const runs: (CapitalRun | undefined)[] = [];
  for (let from = 0; from < tokens.length; ) {
    let to = from;
    let next = from;
    while (tokens[next]?.capital && (next === from || tokens[next]?.adjacent)) {
      to = ++next;
      while (next < to + 2 && tokens[next]?.adjacent && runConnectors.has(wordAt(tokens, next))) next++;
    }
    const run = to > from && to - from <= maxRunLength ? { from, to } : undefined;
    for (const end = Math.max(to, from + 1); from < end; from++) runs.push(run);
  }
  return runs;
}

/** Gazetteer matches from left to right, as `TaggerLine.listed` describes them. */
function gazetteerTypes(tokens: readonly Token[]): Uint8Array {
  const listed = new Uint8Array(tokens.length);
  for (let i = 0; i < tokens.length; ) {
    const match = tokens[i]?.capital ? gazetteerMatchAt(tokens, i) : undefined;
    if (match === undefined) {
      i++;
      continue;
    }
    const begin = 1 + 2 * entityTypes.indexOf(match.known.type);
    listed.fill(begin + 1, i, i + match.length);
    listed[i] = begin;
    i += match.length;
  }
  return listed;
}

/** The hash of what the tokeniser stripped after a token, such as "’s" or "-based"; 0 for nothing. */
function tailHash(text: string, { end }: Token, next: Token | undefined): number {
  const to = Math.min(next?.start ?? end + 12, end + 12);
  if (to <= end) return 0;
  const code = text.charCodeAt(end);
  if (code === 32 || code === 10) return 0;
  return hashText(text.slice(end, to).trimEnd().toLowerCase(), 4);
}
