/**
 * Splits words into the pieces that the network reads: those of XLM-R's vocabulary that English news has, by
 * a unigram model (Kudo 2018), the likeliest split of all. `training/teacher/pieces.py` does the same, and a
 * test compares the two.
 */
import { normalizeUnicode } from '../../text/normalizeUnicode.ts';

/** In letters. No piece of the vocabulary is longer. */
const maxPieceLength = 16;
/** Pieces read of a word. What is left of a longer one is not read. */
export const maxPiecesOfWord = 12;
/** Bounds the memory of the cache, which outlives a document. */
const maxCachedWords = 16_000;
/** A letter that no piece has is this much less likely than the least likely piece. */
const unknownPenalty = 10;
/** Before a word that begins with a letter or a digit; signs follow what is before them. */
const wordMark = '\u2581';

/** A piece's number, and the logarithm of its probability. */
interface Piece {
  number: number;
  score: number;
}

/** The likeliest split of a word up to some letter: where its last piece begins, and that piece. */
interface Split {
  score: number;
  from: number;
  number: number;
}

/** Words as numbers of pieces; those of recent words are remembered. */
export class WordPieces {
  /** The numbers of the pieces with which each text begins and ends. */
  readonly opening: number;
  readonly closing: number;
  readonly #pieces = new Map<string, Piece>();
  readonly #unknown: Piece;
  #cache = new Map<string, readonly number[]>();

  /** @param vocabulary in the order of their numbers, each piece with its score behind a tab */
  constructor(vocabulary: readonly string[]) {
    const special = new Map<string, number>();
    let least = 0;
    for (const [number, line] of vocabulary.entries()) {
      const [piece = '', text = ''] = line.split('\t');
      const score = Number(text);
      if (/^<.+>$/u.test(piece)) special.set(piece, number);
      else this.#pieces.set(piece, { number, score });
      least = Math.min(least, score);
    }
    const numberOf = (piece: string): number => {
      const number = special.get(piece);
      if (number === undefined) throw new Error(`the vocabulary has no piece ${piece}`);
      return number;
    };
    this.opening = numberOf('<s>');
    this.closing = numberOf('</s>');
    this.#unknown = { number: numberOf('<unk>'), score: least - unknownPenalty };
  }

  /** The numbers of the word's pieces: at least one, at most `maxPiecesOfWord`. */
  of(word: string): readonly number[] {
    const cached = this.#cache.get(word);
    if (cached !== undefined) return cached;
    const pieces = this.#split(lettersOf(word));
    const kept = pieces.length === 0 ? [this.#unknown.number] : pieces;
    if (this.#cache.size >= maxCachedWords) this.#cache = new Map();
    this.#cache.set(word, kept);
    return kept;
  }

  #split(letters: readonly string[]): number[] {
    const best: Split[] = [{ score: 0, from: 0, number: 0 }];
    for (let from = 0; from < letters.length; from++) {
      const before = (best[from] as Split).score;
      for (let to = from + 1; to <= Math.min(letters.length, from + maxPieceLength); to++) {
        const known = this.#pieces.get(letters.slice(from, to).join(''));
        const piece = known ?? (to === from + 1 ? this.#unknown : undefined);
        if (piece === undefined) continue;
        const score = before + piece.score;
        if (score > (best[to]?.score ?? Number.NEGATIVE_INFINITY))
          best[to] = { score, from, number: piece.number };
      }
    }
    const pieces: number[] = [];
    for (let to = letters.length; to > 0; to = (best[to] as Split).from)
      pieces.push((best[to] as Split).number);
    return pieces.reverse().slice(0, maxPiecesOfWord);
  }
}

/** The letters of a word that can be read at all. */
function lettersOf(word: string): string[] {
  const plain = normalizeUnicode(word, 'NFKC');
  const letters = [...(/^[\p{L}\p{N}]/u.test(plain) ? wordMark + plain : plain)];
  return letters.slice(0, maxPiecesOfWord * maxPieceLength);
}
