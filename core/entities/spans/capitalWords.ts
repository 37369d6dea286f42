/** Words with capitals that may be of a name, though no tagger says so. */
import { calendar, openers } from '../data/words.ts';
import { isGazetteerWord } from '../gazetteer.ts';
import { isTitle } from '../titles.ts';
import type { Token } from '../token.ts';

/** Whether a name explains the capital: the word is no day or month, and does not just open a sentence. */
export function mayBeOfName(token: Token | undefined): token is Token {
  if (token?.kind !== 'word' || !token.capital || calendar.has(token.text)) return false;
  return !(token.opensSentence && openers.has(token.text));
}

/** Whether such a word belongs to the name that `next` goes on with. */
export const isBeforeInName = (token: Token | undefined, next: Token | undefined): boolean =>
  next?.adjacent === true && mayBeOfName(token);

/** A capital that only a name explains; no title, and no other name that is listed. */
export function isField(token: Token | undefined): boolean {
  if (token?.kind !== 'word' || !token.capital || token.opensSentence) return false;
  const { text } = token;
  return !isTitle(text) && !calendar.has(text) && !isGazetteerWord(text);
}
