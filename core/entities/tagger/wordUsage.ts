/** How a document uses a word: with and without a capital, and beside which words. */
import type { TaggerWord } from './wordFeatures.ts';

export interface WordUsage {
  /** Occurrences without a capital. */
  lower: number;
  /** Occurrences with a capital that neither the start of a sentence nor a headline explains. */
  capital: number;
  /** The first occurrences with a capital. */
  occurrences: CapitalisedOccurrence[];
}

interface CapitalisedOccurrence {
  /** The token's index within the document. */
  at: number;
  before: TaggerWord;
  after: TaggerWord;
}

interface Occurrence extends CapitalisedOccurrence {
  /** Neither the start of a sentence nor a headline would explain a capital. */
  free: boolean;
}

/** Per word. */
const maxOccurrences = 6;

export class WordUsages {
  readonly #usages = new Map<number, WordUsage>();

  of(word: TaggerWord): WordUsage {
    const existing = this.#usages.get(word.lower);
    if (existing !== undefined) return existing;
    const usage: WordUsage = { lower: 0, capital: 0, occurrences: [] };
    this.#usages.set(word.lower, usage);
    return usage;
  }

  record(usage: WordUsage, word: TaggerWord, { free, at, before, after }: Occurrence): void {
    if (!word.capital) {
      usage.lower++;
      return;
    }
    if (free) usage.capital++;
    if (usage.occurrences.length < maxOccurrences) usage.occurrences.push({ at, before, after });
  }
}
