/** A document's words: those in lower case, and those capitalised within a sentence. */
import type { Passage } from './passages.ts';

export interface Vocabulary {
  /** Words that occur without a capital. */
  lower: ReadonlySet<string>;
  /** How often each word has a capital that neither a sentence's start nor a headline explains. */
  capital: ReadonlyMap<string, number>;
}

export function vocabularyOf(passages: readonly Passage[]): Vocabulary {
  const lower = new Set<string>();
  const capital = new Map<string, number>();
  for (const { tokens, titleCase } of passages) {
    for (const token of tokens) {
      if (token.kind !== 'word') continue;
      if (!token.capital) lower.add(token.text);
      else if (!token.opensSentence && !titleCase) {
        capital.set(token.text, (capital.get(token.text) ?? 0) + 1);
      }
    }
  }
  return { lower, capital };
}
