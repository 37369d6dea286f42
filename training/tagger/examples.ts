/** Converts documents into training examples: the feature ids of each token. */

import type { Passage } from '../../core/entities/passages.ts';
import {
  contextFeatures,
  maxContextFeatures,
  type TaggerLine,
} from '../../core/entities/tagger/contextFeatures.ts';
import { linesOf, WordCache } from '../../core/entities/tagger/lines.ts';
import { secondPassFeatures, TagCounts } from '../../core/entities/tagger/secondPass.ts';
import {
  contextReach,
  maxWordFeatures,
  type TaggerWord,
  wordFeatures,
} from '../../core/entities/tagger/wordFeatures.ts';
import type { FeatureIndex } from './featureIndex.ts';

/** One or a few sentences, with the feature ids of each token. */
export interface TaggerExample {
  source: string;
  /** The allowed tags of each token, as bit sets. */
  allowed: Int32Array;
  /** Ids of each token's context features. */
  context: Int32Array[];
  /** Ids of the features of the words around each token. */
  around: Int32Array[][];
  /** Ids of each token's second-pass features; empty during the first round. */
  secondPass: Int32Array[];
  words: readonly TaggerWord[];
  /** The tags last predicted. */
  guess: Uint8Array;
  /** Whether the last prediction was allowed. */
  right: boolean;
}

/** A document with the allowed tags of each token of each passage, as bit sets. */
export interface TaggedDocument {
  /** The part of the training that this document is held out of, for calibration. */
  heldOutPart?: number | undefined;
  source: string;
  text: string;
  passages: Passage[];
  allowed: Int32Array[];
}

interface IndexedWord extends TaggerWord {
  /** How often it occurs in the documents. */
  count: number;
  /** Ids of its features by offset, computed on first use. */
  ids: (Int32Array | undefined)[];
}

/** Longer lines are cut where a sentence begins. In tokens. */
const maxLineLength = 60;

/**
 * The examples of all documents. Counts all features first, then gives ids to those that are not too rare.
 */
export class TrainingExamples {
  /** The examples of each document. */
  readonly documents: TaggerExample[][];
  readonly #book: WordCache<IndexedWord>;
  readonly #index: FeatureIndex;
  readonly #buffer = new Int32Array(Math.max(maxContextFeatures, maxWordFeatures));

  constructor(documents: readonly TaggedDocument[], cluster: (hash: number) => number, index: FeatureIndex) {
    this.#book = new WordCache(cluster, (word) => ({ ...word, count: 0, ids: [] }), Number.POSITIVE_INFINITY);
    this.#index = index;
    this.#count(documents);
    this.documents = documents.map((document) => this.#read(document));
  }

  /** Sets each example's second-pass features, from the tags last predicted in its document. */
  addSecondPassFeatures(documents: readonly TaggerExample[][]): void {
    const tags = documents.map((examples) => tagsOfOtherOccurrences(examples));
    // In two passes, because a feature's frequency is known only after counting all examples.
    for (const pass of ['count', 'assign'])
      documents.forEach((examples, d) => {
        examples.forEach((example, e) => {
          const numbers = tags[d]?.[e] as Uint8Array;
          const lists = example.words.map((word, i) => {
            const count = secondPassFeatures(numbers, i, word, this.#buffer);
            if (pass === 'count') this.#countFirst(count, 1);
            return pass === 'count' ? noIds : this.#idsOfFirst(count);
          });
          example.secondPass = lists;
        });
      });
  }

  #count(documents: readonly TaggedDocument[]): void {
    const seen = new Set<IndexedWord>([this.#book.edge]);
    for (const { text, passages } of documents) {
      for (const line of linesOf(text, passages, this.#book)) {
        line.words.forEach((word, i) => {
          word.count++;
          seen.add(word);
          this.#countFirst(
            contextFeatures(line, i, (at) => line.words[at] ?? this.#book.edge, this.#buffer),
            1,
          );
        });
        this.#book.edge.count++;
      }
    }
    for (const word of seen)
      for (let offset = -contextReach; offset <= contextReach; offset++)
        this.#countFirst(wordFeatures(word, offset, this.#buffer), word.count);
  }

  #countFirst(count: number, times: number): void {
    for (let f = 0; f < count; f++) this.#index.count(this.#buffer[f] as number, times);
  }

  #read({ source, text, passages, allowed }: TaggedDocument): TaggerExample[] {
    return linesOf(text, passages, this.#book).flatMap((line, l) =>
      pieces(line).map(([from, to]) => ({
        source,
        allowed: (allowed[l] as Int32Array).slice(from, to),
        ...this.#idsOf(line, from, to),
        secondPass: [],
        words: line.words.slice(from, to),
        guess: new Uint8Array(to - from),
        right: false,
      })),
    );
  }

  #idsOf(line: TaggerLine<IndexedWord>, from: number, to: number): Pick<TaggerExample, 'context' | 'around'> {
    const at = (i: number) => line.words[i] ?? this.#book.edge;
    const context: Int32Array[] = [];
    const around: Int32Array[][] = [];
    for (let i = from; i < to; i++) {
      context.push(this.#idsOfFirst(contextFeatures(line, i, at, this.#buffer)));
      const lists: Int32Array[] = [];
      for (let offset = -contextReach; offset <= contextReach; offset++) {
        const word = at(i + offset);
        word.ids[offset + contextReach] ??= this.#idsOfFirst(wordFeatures(word, offset, this.#buffer));
        lists.push(word.ids[offset + contextReach] as Int32Array);
      }
      around.push(lists);
    }
    return { context, around };
  }

  #idsOfFirst(count: number): Int32Array {
    const ids = new Int32Array(count);
    let n = 0;
    for (let f = 0; f < count; f++) {
      const id = this.#index.idOf(this.#buffer[f] as number);
      if (id >= 0) ids[n++] = id;
    }
    return ids.slice(0, n);
  }
}

const noIds = new Int32Array(0);

/** For each word of a document, the tags last predicted for its other occurrences. */
function tagsOfOtherOccurrences(examples: readonly TaggerExample[]): Uint8Array[] {
  const tally = new TagCounts();
  for (const { words, guess } of examples)
    words.forEach((word, i) => void tally.add(word, guess[i] as number));
  return examples.map(({ words, guess }) =>
    Uint8Array.from(words, (word, i) => tally.otherOccurrences(word, guess[i] as number)),
  );
}

/** The token ranges of a line's examples, cut where sentences begin. */
function pieces({ tokens }: TaggerLine): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let i = 1; i <= tokens.length; i++) {
    const begins = tokens[i]?.opensSentence === true && tokens[i]?.kind === 'word';
    if (i === tokens.length || (begins && i - from > maxLineLength / 2) || i - from > 3 * maxLineLength) {
      found.push([from, i]);
      from = i;
    }
  }
  return found;
}
