/** What stands around a token says of it: neighbouring words together, its place in the sentence, the same word elsewhere in the document. */
import type { Token } from '../token.ts';
import { combine } from './hash.ts';
import type { Usage } from './usage.ts';
import type { Word } from './words.ts';

/** A paragraph in the tagger's terms. */
export interface Line<W extends Word = Word> {
  tokens: readonly Token[];
  words: readonly W[];
  usages: readonly (Usage | undefined)[];
  /** Most of its words wear capitals. */
  titled: boolean;
  /** What the lists know of each token: 0 nothing, else a number for the type of the name that it begins or goes on. */
  listed: Uint8Array;
  /** The runs of capitalised words, `from` up to `to`, of the tokens in one. */
  runs: readonly (Run | undefined)[];
  /** Where it begins among the document's tokens. */
  offset: number;
  /** The characters behind a token that are not its own: a possessive, a cut «-based». */
  tails: readonly number[];
}

export interface Run {
  from: number;
  to: number;
}

const kinds = {
  wordPair: 1,
  nextPair: 2,
  around: 3,
  shapes: 4,
  clustersBefore: 5,
  clustersAfter: 6,
  clustersAround: 7,
  place: 8,
  written: 9,
  beforeShape: 10,
  afterShape: 11,
  shapeBefore: 12,
  shapeAfter: 13,
  elsewhereBefore: 14,
  elsewhereAfter: 15,
  tail: 16,
  middlesBefore: 17,
  middlesAfter: 18,
  twoBefore: 19,
  twoAfter: 20,
  bias: 21,
  shapesWide: 22,
  elsewhereShapes: 23,
  middleTriple: 24,
  listed: 25,
  runFirst: 26,
  runLast: 27,
  runBefore: 28,
  runAfter: 29,
  runLength: 30,
};

/** No token has more features of its context than this. */
export const mostContextFeatures = 64;
const mostElsewhere = 4;

/** Puts the features of the context of token `i` into `into`; returns how many. `at` gives the word at an index, also beyond the ends. */
export function contextFeatures(
  line: Line,
  i: number,
  at: (index: number) => Word,
  into: Int32Array,
): number {
  let n = 0;
  const add = (kind: number, value: number) => {
    into[n++] = combine(value, 1000 + kind);
  };
  const [before2, before, word, after, after2] = [at(i - 2), at(i - 1), at(i), at(i + 1), at(i + 2)];
  const token = line.tokens[i];
  const usage = line.usages[i];
  const place =
    (token?.first ? 1 : 0) |
    (token?.joined ? 2 : 0) |
    (line.titled ? 4 : 0) |
    (line.tokens[i + 1]?.joined ? 8 : 0);
  const middleBefore = before.clusters[1];
  const middle = word.clusters[1];
  const middleAfter = after.clusters[1];
  add(kinds.bias, 0);
  add(kinds.wordPair, combine(before.lower, word.lower));
  add(kinds.nextPair, combine(word.lower, after.lower));
  add(kinds.around, combine(before.lower, after.lower));
  add(kinds.shapes, combine(combine(before.shape, word.shape), after.shape));
  add(
    kinds.shapesWide,
    combine(combine(combine(before2.shape, before.shape), word.shape), combine(after.shape, after2.shape)),
  );
  add(kinds.clustersBefore, combine(before.clusters[0], word.clusters[0]));
  add(kinds.clustersAfter, combine(word.clusters[0], after.clusters[0]));
  add(kinds.clustersAround, combine(combine(before.clusters[0], word.shape), after.clusters[0]));
  add(kinds.middlesBefore, combine(middleBefore, middle));
  add(kinds.middlesAfter, combine(middle, middleAfter));
  add(kinds.middleTriple, combine(combine(middleBefore, word.shape), middleAfter));
  add(kinds.place, combine(word.shape, place));
  add(kinds.beforeShape, combine(before.lower, word.shape));
  add(kinds.afterShape, combine(word.shape, after.lower));
  add(kinds.shapeBefore, combine(before.shape, word.lower));
  add(kinds.shapeAfter, combine(word.lower, after.shape));
  add(kinds.twoBefore, combine(before2.lower, combine(before.lower, word.shape)));
  add(kinds.twoAfter, combine(word.shape, combine(after.lower, after2.lower)));
  const listed = line.listed[i] ?? 0;
  if (listed !== 0) {
    add(kinds.listed, listed);
    add(kinds.listed, combine(listed, after.shape));
    add(kinds.listed, combine(listed, before.shape) + 1);
  }
  const run = line.runs[i];
  if (run !== undefined) {
    const [first, last] = [at(run.from), at(run.to - 1)];
    const begins = run.from === i ? 1 : 0;
    add(kinds.runFirst, combine(first.lower, begins));
    add(kinds.runFirst, combine(first.clusters[1], begins + 2));
    add(kinds.runLast, combine(last.lower, begins));
    add(kinds.runLast, combine(last.clusters[1], begins + 2));
    if (last.kinds !== 0) add(kinds.runLast, combine(last.kinds, begins + 4));
    if (first.kinds !== 0) add(kinds.runFirst, combine(first.kinds, begins + 4));
    add(kinds.runBefore, combine(at(run.from - 1).lower, begins));
    add(kinds.runAfter, combine(at(run.to).lower, begins));
    add(kinds.runLength, combine(run.to - run.from, i - run.from));
    add(kinds.runLength, combine(combine(first.clusters[0], last.clusters[0]), 16 + begins));
  }
  const tail = line.tails[i] ?? 0;
  if (tail !== 0) {
    add(kinds.tail, tail);
    add(kinds.tail, combine(tail, word.shape));
  }
  if (usage === undefined) return n;
  const written =
    (usage.lower > 0 ? 1 : 0) |
    (usage.capital > 0 ? 2 : 0) |
    (usage.capital > 1 ? 4 : 0) |
    (usage.lower > usage.capital ? 8 : 0);
  add(kinds.written, combine(written, place & 5));
  add(kinds.written, combine(combine(written, 64 + (place & 5)), word.shape));
  if (!word.capital) return n;
  let told = 0;
  const own = line.offset + i;
  for (const other of usage.others) {
    if (other.at === own) continue;
    if (told++ === mostElsewhere) break;
    add(kinds.elsewhereBefore, other.before.lower);
    add(kinds.elsewhereBefore, combine(other.before.clusters[1], 1));
    add(kinds.elsewhereAfter, other.after.lower);
    add(kinds.elsewhereAfter, combine(other.after.clusters[1], 1));
    add(kinds.elsewhereShapes, combine(other.before.shape, other.after.shape));
  }
  return n;
}
