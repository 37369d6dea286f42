/** How a document uses a word: with and without a capital, and beside which words. */
import type { Word } from './words.ts';

export interface Usage {
  /** Without a capital. */
  lower: number;
  /** With one that the sentence did not ask for. */
  capital: number;
  /** The first places where it has a capital, with its neighbours there. */
  others: { at: number; before: Word; after: Word }[];
}

/** Of a word's places this many are remembered. */
const mostPlaces = 6;

export class Usages {
  readonly #usages = new Map<number, Usage>();

  of(word: Word): Usage {
    const there = this.#usages.get(word.lower);
    if (there !== undefined) return there;
    const usage: Usage = { lower: 0, capital: 0, others: [] };
    this.#usages.set(word.lower, usage);
    return usage;
  }

  /** @param free its capital is its own: the sentence or the headline did not ask for it */
  note(usage: Usage, word: Word, free: boolean, at: number, before: Word, after: Word): void {
    if (!word.capital) usage.lower++;
    else {
      if (free) usage.capital++;
      if (usage.others.length < mostPlaces) usage.others.push({ at, before, after });
    }
  }
}
