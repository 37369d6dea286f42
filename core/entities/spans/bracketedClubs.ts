/** Clubs of several towns behind athletes, in results: "A Quelle (Orsk, Tilde and Velmar AC)" is of one. */

import { isCountryAt } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { type Token, wordAt } from '../token.ts';
import { lengthened } from './lengthened.ts';

const clubWords = new Set(['AC', 'AAC', 'Harriers']);
/** Only a text with so many brackets that end like a club's name has such results. */
const fewestClubs = 3;
/** In tokens. */
const longestClub = 12;
const shownConfidence = 0.7;

/** The names, in text order, with clubs in brackets whole. */
export function joinBracketedClubs(names: readonly TaggedName[]): TaggedName[] {
  const clubs = names.filter(({ passage: { tokens }, to }) => {
    return tokens[to]?.text === ')' && clubWords.has(wordAt(tokens, to - 1));
  });
  if (clubs.length < fewestClubs) return [...names];
  return lengthened(names, (name) => {
    const to = clubEnd(name);
    return to === undefined ? name : { ...name, to, type: 'organization', confidence: shownConfidence };
  });
}

/** Where the bracket that the name opens is closed, if it is one name of several. */
function clubEnd({ passage: { tokens }, from, to }: TaggedName): number | undefined {
  if (tokens[from - 1]?.text !== '(' || tokens[from - 2]?.capital !== true) return undefined;
  // "South Africa and Sharks" are a country and a club.
  if (isCountryAt(tokens, from)) return undefined;
  let at = to;
  while (at < from + longestClub && isPart(tokens, at)) at++;
  return at > to && tokens[at]?.text === ')' ? at : undefined;
}

function isPart(tokens: readonly Token[], at: number): boolean {
  const { text = '', capital = false } = tokens[at] ?? {};
  return capital ? !isCountryAt(tokens, at) : /^(?:,|and|&|with|of)$/.test(text);
}
