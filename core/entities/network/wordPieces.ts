/**
 * Splits words into the pieces that the network reads: BERT's uncased WordPiece (Wu et al. 2016), the longest
 * piece first. `training/teacher/encoder.py` does the same, and a test compares the two.
 */
import { normalizeUnicode } from '../../text/normalizeUnicode.ts';

/** In letters. No piece of the vocabulary is longer. */
const maxPieceLength = 40;
/** Pieces read of a word. What is left of a longer one is not read. */
export const maxPiecesOfWord = 12;
/** Bounds the memory of the cache, which outlives a document. */
const maxCachedWords = 16_000;

/** Words as numbers of pieces; those of recent words are remembered. */
export class WordPieces {
  /** The numbers of the pieces with which each text begins and ends. */
  readonly opening: number;
  readonly closing: number;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #unknown: number;
  #cache = new Map<string, readonly number[]>();

  /** @param vocabulary the pieces, in the order of their numbers; those within a word begin with "##" */
  constructor(vocabulary: readonly string[]) {
    this.#numbers = new Map(vocabulary.map((piece, number) => [piece, number]));
    this.opening = this.#numberOf('[CLS]');
    this.closing = this.#numberOf('[SEP]');
    this.#unknown = this.#numberOf('[UNK]');
  }

  /** The numbers of the word's pieces: at least one, at most `maxPiecesOfWord`. */
  of(word: string): readonly number[] {
    const cached = this.#cache.get(word);
    if (cached !== undefined) return cached;
    const pieces = partsOf(word).flatMap((part) => this.#split([...part]));
    const kept = pieces.length === 0 ? [this.#unknown] : pieces.slice(0, maxPiecesOfWord);
    if (this.#cache.size >= maxCachedWords) this.#cache = new Map();
    this.#cache.set(word, kept);
    return kept;
  }

  #split(letters: readonly string[]): number[] {
    const pieces: number[] = [];
    for (let start = 0; start < letters.length; ) {
      let end = Math.min(letters.length, start + maxPieceLength);
      let piece: number | undefined;
      for (; end > start; end--) {
        piece = this.#numbers.get((start > 0 ? '##' : '') + letters.slice(start, end).join(''));
        if (piece !== undefined) break;
      }
      if (piece === undefined) return [this.#unknown];
      pieces.push(piece);
      start = end;
    }
    return pieces;
  }

  #numberOf(piece: string): number {
    const number = this.#numbers.get(piece);
    if (number === undefined) throw new Error(`the vocabulary has no piece ${piece}`);
    return number;
  }
}

/** The word in lower case and without accents; each sign is a part of its own. */
function partsOf(word: string): string[] {
  const plain = normalizeUnicode(word.toLowerCase(), 'NFD').replace(/\p{Mn}/gu, '');
  return plain.match(/[\p{P}\p{S}]|[^\p{P}\p{S}]+/gu) ?? [];
}
