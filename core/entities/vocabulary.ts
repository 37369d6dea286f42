/** How a document writes its words: which of them it knows without a capital, and which it capitalises within a sentence. */
import type { Passage } from './token.ts';

export interface Vocabulary {
  /** Words in lower case that the document has so. */
  lower: ReadonlySet<string>;
  /** Words with a capital where none was needed, with how often. */
  capital: ReadonlyMap<string, number>;
}

export function vocabularyOf(passages: Iterable<Passage>): Vocabulary {
  const lower = new Set<string>();
  const capital = new Map<string, number>();
  for (const { tokens, titled } of passages) {
    for (const token of tokens) {
      if (token.kind !== 'word') continue;
      if (!token.capital) lower.add(token.text);
      else if (!token.first && !titled) capital.set(token.text, (capital.get(token.text) ?? 0) + 1);
    }
  }
  return { lower, capital };
}
