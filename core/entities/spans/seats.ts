/** Constituencies of two places, which the tagger takes for two: "the MP for Orsk and Velmar Green". */

import { givenNames, officeParts } from '../data/people.ts';
import { gazetteerMatchAt, isCountry } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';
import { isAnd, type Token } from '../token.ts';
import { lengthened } from './lengthened.ts';

/** Whom one seat has, and what it is, before its name; in "9 AM for Orsk and Velmar" it is a time. */
const holderBefore = /(?:^|\D )(?:(?:MP|MSP|MEP|AM|TD|member|candidate) for|(?:constituency|seat) of)$/;
/** In words, of the second place. */
const longestPlace = 4;

/** The names, in text order, with seats whole. */
export function joinSeats(names: readonly TaggedName[]): TaggedName[] {
  return lengthened(names, (name, i) => {
    const end = name.type === 'place' ? secondPlaceEnd(name, names[i + 1]) : undefined;
    return end !== undefined && isBehindHolder(name) ? { ...name, to: end } : name;
  });
}

function isBehindHolder({ passage: { tokens }, from }: TaggedName): boolean {
  const before = tokens.slice(Math.max(0, from - 3), from).map(({ text }) => text);
  return holderBefore.test(before.join(' '));
}

/** Where "and Velmar Green" ends behind the name; `undefined` for "and Foreign Secretary Antti Quelle". */
function secondPlaceEnd({ passage, to }: TaggedName, next: TaggedName | undefined): number | undefined {
  const { tokens } = passage;
  if (!isAnd(tokens[to]) || !isOfPlace(tokens, to + 1)) return undefined;
  if (next?.passage === passage && next.from === to + 1)
    return next.type === 'place' || next.type === 'person' ? next.to : undefined;
  let end = to + 1;
  while (isOfPlace(tokens, end) && end - to <= longestPlace) end++;
  return next?.passage === passage && next.from < end ? undefined : end;
}

function isOfPlace(tokens: readonly Token[], at: number): boolean {
  const { kind, text = '', adjacent = false } = tokens[at] ?? {};
  if (kind !== 'word' || !adjacent || !/^\p{Lu}\p{Ll}/u.test(text)) return false;
  const isPerson = isTitle(text) || officeParts.has(text.toLowerCase()) || givenNames.has(text);
  return !isPerson && !isListedOther(tokens, at);
}

/** A country, a party, a people: towns have two in a seat. */
function isListedOther(tokens: readonly Token[], at: number): boolean {
  const known = gazetteerMatchAt(tokens, at)?.known;
  return known !== undefined && (known.type !== 'place' || isCountry(known));
}
