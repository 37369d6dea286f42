/** Documents as the trainer reads them: of each token the numbers of its features. */
import { contextFeatures, type TaggerLine, maxContextFeatures } from '../core/entities/tagger/contextFeatures.ts';
import { secondPassFeatures, TagCounts } from '../core/entities/tagger/secondPass.ts';
import { linesOf, WordCache } from '../core/entities/tagger/lines.ts';
import { maxWordFeatures, contextReach, type TaggerWord, wordFeatures } from '../core/entities/tagger/wordFeatures.ts';
import type { Passage } from '../core/entities/token.ts';
import type { FeatureIndex } from './featureIndex.ts';

/** A sentence, or a few; the numbers of features of each token. */
export interface TaggerExample {
  source: string;
  /** What each token may be, as bit sets of tags. */
  allowed: Int32Array;
  context: Int32Array[];
  /** Of the words around it. */
  around: Int32Array[][];
  /** Of the second look; none before there was a first. */
  elsewhere: Int32Array[];
  words: readonly TaggerWord[];
  /** What it was last taken for. */
  guess: Uint8Array;
  /** The last guess was allowed. */
  right: boolean;
}

/** A document with what each token of each passage may be, as bit sets of tags. */
export interface TaggedDocument {
  /** Not learnt from in this part of the training, so that it can tell how sure to be. */
  heldIn?: number | undefined;
  source: string;
  text: string;
  passages: Passage[];
  allowed: Int32Array[];
}

interface NumberedWord extends TaggerWord {
  /** How often it stands in the documents. */
  count: number;
  numbers: (Int32Array | undefined)[];
}

/** A longer line is cut where a sentence begins. */
const longest = 60;

/** Documents, read for learning: looked at for all features first, then for the numbers of those that are not too rare. */
export class TrainingExamples {
  /** By document. */
  readonly documents: TaggerExample[][];
  readonly #book: WordCache<NumberedWord>;
  readonly #index: FeatureIndex;
  readonly #buffer = new Int32Array(Math.max(maxContextFeatures, maxWordFeatures));

  constructor(documents: readonly TaggedDocument[], cluster: (hash: number) => number, index: FeatureIndex) {
    this.#book = new WordCache(
      cluster,
      (word) => ({ ...word, count: 0, numbers: [] }),
      Number.POSITIVE_INFINITY,
    );
    this.#index = index;
    this.#count(documents);
    this.documents = documents.map((document) => this.#read(document));
  }

  /** Gives each example the features of the second look, by what was last guessed of the document. */
  lookAgain(documents: readonly TaggerExample[][]): void {
    const said = documents.map((examples) => saidOf(examples));
    // Twice: what is too rare is known only when all are counted.
    for (const seen of ['count', 'number'])
      documents.forEach((examples, d) => {
        examples.forEach((example, e) => {
          const numbers = said[d]?.[e] as Uint8Array;
          const lists = example.words.map((word, i) => {
            const count = secondPassFeatures(numbers, i, word, this.#buffer);
            if (seen === 'count') this.#countFirst(count, 1);
            return seen === 'count' ? nothing : this.#numbersFirst(count);
          });
          example.elsewhere = lists;
        });
      });
  }

  #count(documents: readonly TaggedDocument[]): void {
    const seen = new Set<NumberedWord>([this.#book.edge]);
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
        ...this.#numbersOf(line, from, to),
        elsewhere: [],
        words: line.words.slice(from, to),
        guess: new Uint8Array(to - from),
        right: false,
      })),
    );
  }

  #numbersOf(line: TaggerLine<NumberedWord>, from: number, to: number): Pick<TaggerExample, 'context' | 'around'> {
    const at = (i: number) => line.words[i] ?? this.#book.edge;
    const context: Int32Array[] = [];
    const around: Int32Array[][] = [];
    for (let i = from; i < to; i++) {
      context.push(this.#numbersFirst(contextFeatures(line, i, at, this.#buffer)));
      const lists: Int32Array[] = [];
      for (let offset = -contextReach; offset <= contextReach; offset++) {
        const word = at(i + offset);
        word.numbers[offset + contextReach] ??= this.#numbersFirst(wordFeatures(word, offset, this.#buffer));
        lists.push(word.numbers[offset + contextReach] as Int32Array);
      }
      around.push(lists);
    }
    return { context, around };
  }

  #numbersFirst(count: number): Int32Array {
    const ids = new Int32Array(count);
    let n = 0;
    for (let f = 0; f < count; f++) {
      const id = this.#index.idOf(this.#buffer[f] as number);
      if (id >= 0) ids[n++] = id;
    }
    return ids.slice(0, n);
  }
}

const nothing = new Int32Array(0);

/** What the other places of each word of a document say of it. */
function saidOf(examples: readonly TaggerExample[]): Uint8Array[] {
  const tally = new TagCounts();
  for (const { words, guess } of examples)
    words.forEach((word, i) => void tally.add(word, guess[i] as number));
  return examples.map(({ words, guess }) =>
    Uint8Array.from(words, (word, i) => tally.otherOccurrences(word, guess[i] as number)),
  );
}

function pieces({ tokens }: TaggerLine): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let i = 1; i <= tokens.length; i++) {
    const begins = tokens[i]?.opensSentence === true && tokens[i]?.kind === 'word';
    if (i === tokens.length || (begins && i - from > longest / 2) || i - from > 3 * longest) {
      found.push([from, i]);
      from = i;
    }
  }
  return found;
}
