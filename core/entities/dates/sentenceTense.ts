/** Whether a sentence speaks of the future. */
import { future } from '../data/words.ts';
import type { Token } from '../token.ts';

/** How many tokens away in each direction to search for a word that looks ahead. */
const searchDistance = 15;

/**
 * Whether the sentence around a token looks ahead: "will", "scheduled", or "until" and "by" before the token.
 */
export function looksAhead(tokens: readonly Token[], at: number): boolean {
  if (/^(?:until|by)$/.test(tokens[at - 1]?.text.toLowerCase() ?? '')) return true;
  for (const step of [-1, 1]) {
    for (let i = at + step, n = 0; n < searchDistance; i += step, n++) {
      const token = tokens[i];
      if (token === undefined || (token.kind === 'symbol' && /[.!?]/.test(token.text))) break;
      if (future.has(token.text.toLowerCase())) return true;
    }
  }
  return false;
}
