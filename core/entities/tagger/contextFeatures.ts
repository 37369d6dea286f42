/**
 * The features of a token's context: neighbouring words, the position in the sentence, the surrounding run of
 * capitals, and the uses of the same word elsewhere in the document. The trained weights depend on every hash
 * computed here.
 */
import type { Token } from '../token.ts';
import { combineHashes } from './featureHash.ts';
import type { TaggerWord } from './wordFeatures.ts';
import type { WordUsage } from './wordUsage.ts';

/** A passage as the tagger sees it. All arrays have one element per token. */
export interface TaggerLine<W extends TaggerWord = TaggerWord> {
  tokens: readonly Token[];
  words: readonly W[];
  /** `undefined` for tokens that are not words. */
  usages: readonly (WordUsage | undefined)[];
  /** Most words have capitals. */
  titleCase: boolean;
  /**
   * Gazetteer matches: 0 for none, otherwise a number for the entry's type and whether the token begins it or
   * continues it.
   */
  listed: Uint8Array;
  /** The run of capitalised words that each token belongs to. */
  runs: readonly (CapitalRun | undefined)[];
  /** The index of the first token within the document. */
  offset: number;
  /** Hashes of the suffixes that the tokeniser stripped, such as a possessive or "-based"; 0 for none. */
  tails: readonly number[];
}

/** The tokens from `from` to `to` (exclusive). */
export interface CapitalRun {
  from: number;
  to: number;
}

/** Mixed into each feature's hash. */
const kinds = {
  wordPair: 1,
  nextPair: 2,
  around: 3,
  shapes: 4,
  clustersBefore: 5,
  clustersAfter: 6,
  clustersAround: 7,
  position: 8,
  capitalisation: 9,
  beforeShape: 10,
  afterShape: 11,
  shapeBefore: 12,
  shapeAfter: 13,
  occurrenceBefore: 14,
  occurrenceAfter: 15,
  tail: 16,
  middlesBefore: 17,
  middlesAfter: 18,
  twoBefore: 19,
  twoAfter: 20,
  bias: 21,
  shapesWide: 22,
  occurrenceShapes: 23,
  middleTriple: 24,
  listed: 25,
  runFirst: 26,
  runLast: 27,
  runBefore: 28,
  runAfter: 29,
  runLength: 30,
};

/** Per token; sizes the buffers. */
export const maxContextFeatures = 64;
/** Other occurrences of the word that contribute features. */
const maxOccurrences = 4;

/** Adds one feature. */
type Add = (kind: number, value: number) => void;
/** The word at an index of the line; the edge word beyond its ends. */
type WordAt = (index: number) => TaggerWord;

/** Writes the hashes of token `i`'s context features to `into` and returns their number. */
export function contextFeatures(line: TaggerLine, i: number, at: WordAt, into: Int32Array): number {
  let n = 0;
  const add: Add = (kind, value) => {
    into[n++] = combineHashes(value, 1000 + kind);
  };
  const position =
    (line.tokens[i]?.opensSentence ? 1 : 0) |
    (line.tokens[i]?.adjacent ? 2 : 0) |
    (line.titleCase ? 4 : 0) |
    (line.tokens[i + 1]?.adjacent ? 8 : 0);
  addNeighbours(i, at, position, add);
  addGazetteer(line, i, at, add);
  addRun(line.runs[i], i, at, add);
  const tail = line.tails[i] ?? 0;
  if (tail !== 0) {
    add(kinds.tail, tail);
    add(kinds.tail, combineHashes(tail, at(i).shape));
  }
  addUsage(line, i, at(i), position, add);
  return n;
}

function addNeighbours(i: number, at: WordAt, position: number, add: Add): void {
  const [before2, before, word, after, after2] = [at(i - 2), at(i - 1), at(i), at(i + 1), at(i + 2)];
  const middleBefore = before.clusters[1];
  const middle = word.clusters[1];
  const middleAfter = after.clusters[1];
  const shapesBefore = combineHashes(combineHashes(before2.shape, before.shape), word.shape);
  add(kinds.bias, 0);
  add(kinds.wordPair, combineHashes(before.lower, word.lower));
  add(kinds.nextPair, combineHashes(word.lower, after.lower));
  add(kinds.around, combineHashes(before.lower, after.lower));
  add(kinds.shapes, combineHashes(combineHashes(before.shape, word.shape), after.shape));
  add(kinds.shapesWide, combineHashes(shapesBefore, combineHashes(after.shape, after2.shape)));
  add(kinds.clustersBefore, combineHashes(before.clusters[0], word.clusters[0]));
  add(kinds.clustersAfter, combineHashes(word.clusters[0], after.clusters[0]));
  add(kinds.clustersAround, combineHashes(combineHashes(before.clusters[0], word.shape), after.clusters[0]));
  add(kinds.middlesBefore, combineHashes(middleBefore, middle));
  add(kinds.middlesAfter, combineHashes(middle, middleAfter));
  add(kinds.middleTriple, combineHashes(combineHashes(middleBefore, word.shape), middleAfter));
  add(kinds.position, combineHashes(word.shape, position));
  add(kinds.beforeShape, combineHashes(before.lower, word.shape));
  add(kinds.afterShape, combineHashes(word.shape, after.lower));
  add(kinds.shapeBefore, combineHashes(before.shape, word.lower));
  add(kinds.shapeAfter, combineHashes(word.lower, after.shape));
  add(kinds.twoBefore, combineHashes(before2.lower, combineHashes(before.lower, word.shape)));
  add(kinds.twoAfter, combineHashes(word.shape, combineHashes(after.lower, after2.lower)));
}

function addGazetteer(line: TaggerLine, i: number, at: WordAt, add: Add): void {
  const listed = line.listed[i] ?? 0;
  if (listed === 0) return;
  add(kinds.listed, listed);
  add(kinds.listed, combineHashes(listed, at(i + 1).shape));
  add(kinds.listed, combineHashes(listed, at(i - 1).shape) + 1);
}

function addRun(run: CapitalRun | undefined, i: number, at: WordAt, add: Add): void {
  if (run === undefined) return;
  const [first, last] = [at(run.from), at(run.to - 1)];
  const begins = run.from === i ? 1 : 0;
  add(kinds.runFirst, combineHashes(first.lower, begins));
  add(kinds.runFirst, combineHashes(first.clusters[1], begins + 2));
  add(kinds.runLast, combineHashes(last.lower, begins));
  add(kinds.runLast, combineHashes(last.clusters[1], begins + 2));
  if (last.kinds !== 0) add(kinds.runLast, combineHashes(last.kinds, begins + 4));
  if (first.kinds !== 0) add(kinds.runFirst, combineHashes(first.kinds, begins + 4));
  add(kinds.runBefore, combineHashes(at(run.from - 1).lower, begins));
  add(kinds.runAfter, combineHashes(at(run.to).lower, begins));
  add(kinds.runLength, combineHashes(run.to - run.from, i - run.from));
  add(kinds.runLength, combineHashes(combineHashes(first.clusters[0], last.clusters[0]), 16 + begins));
}

function addUsage(line: TaggerLine, i: number, word: TaggerWord, position: number, add: Add): void {
  const usage = line.usages[i];
  if (usage === undefined) return;
  const capitalisation =
    (usage.lower > 0 ? 1 : 0) |
    (usage.capital > 0 ? 2 : 0) |
    (usage.capital > 1 ? 4 : 0) |
    (usage.lower > usage.capital ? 8 : 0);
  add(kinds.capitalisation, combineHashes(capitalisation, position & 5));
  add(kinds.capitalisation, combineHashes(combineHashes(capitalisation, 64 + (position & 5)), word.shape));
  if (!word.capital) return;
  let added = 0;
  const own = line.offset + i;
  for (const other of usage.occurrences) {
    if (other.at === own) continue;
    if (added++ === maxOccurrences) break;
    add(kinds.occurrenceBefore, other.before.lower);
    add(kinds.occurrenceBefore, combineHashes(other.before.clusters[1], 1));
    add(kinds.occurrenceAfter, other.after.lower);
    add(kinds.occurrenceAfter, combineHashes(other.after.clusters[1], 1));
    add(kinds.occurrenceShapes, combineHashes(other.before.shape, other.after.shape));
  }
}
