/** Constituencies of two places, which the tagger takes for two: "the MP for Orsk and Velmar Green". */

import { wordSet } from '../../text/wordSet.ts';
import { givenNames, officeParts } from '../data/people.ts';
import { compass } from '../data/places.ts';
import { gazetteerMatchAt, isCountry } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';
import { isAnd, lowerWordAt, type Token } from '../token.ts';
import { lengthened } from './lengthened.ts';
import { formOf } from './nameWords.ts';

/** Whom one seat has, and what it is, before its name; in "9 AM for Orsk and Velmar" it is a time. */
const holderBefore = /(?:^|\D )(?:(?:MP|MSP|MEP|AM|TD|member|candidate) for|(?:constituency|seat) of)$/;
/** In words, of the second place. */
const longestPlace = 4;

/** Below it, the tagger only knows that the second place is a name: "Velmar and Bow". */
const doubtful = 0.5;

/** What says that it is a seat says that it is a name: of two towns together the tagger is not sure. */
const seatConfidence = 0.7;

/** What a list is of, in its paragraph, and what stands behind the name of one. */
const seats = wordSet`seat seats constituency constituencies marginal marginals`;

const ofTwo = wordSet`between both from`;

/** The names, in text order, with seats whole, also where the text has them again. */
export function joinSeats(names: readonly TaggedName[]): TaggedName[] {
  const joined = joinShownSeats(names);
  const given = new Set(names);
  const known = new Set(joined.filter((name) => !given.has(name)).map(formOf));
  if (known.size === 0) return joined;
  return lengthened(joined, (name, i) => {
    if (name.type !== 'place' || isOfTwo(name)) return name;
    const end = secondPlaceEnd(name, joined[i + 1]);
    const whole = end === undefined ? name : { ...name, to: end };
    return known.has(formOf(whole)) ? whole : name;
  });
}

/** "Between Orsk and Velmar", "from Orsk and Velmar": two towns. */
const isOfTwo = ({ passage: { tokens }, from }: TaggedName): boolean =>
  ofTwo.has(lowerWordAt(tokens, from - 1));

function joinShownSeats(names: readonly TaggedName[]): TaggedName[] {
  const onSeats = new Map<Passage, boolean>();
  const isOnSeats = (passage: Passage): boolean => {
    const known = onSeats.get(passage) ?? passage.tokens.some(({ text }) => seats.has(text));
    onSeats.set(passage, known);
    return known;
  };
  return lengthened(names, (name, i) => {
    const end = name.type === 'place' ? secondPlaceEnd(name, names[i + 1]) : undefined;
    if (end === undefined) return name;
    const isSeat =
      isBehindHolder(name) || isBeforeSeat(name, end) || (isInList(name, end) && isOnSeats(name.passage));
    return isSeat ? { ...name, to: end, confidence: Math.max(name.confidence, seatConfidence) } : name;
  });
}

/** "The Orsk and Velmar seat". */
const isBeforeSeat = ({ passage: { tokens }, from }: TaggedName, end: number): boolean =>
  tokens[from - 1]?.text === 'the' && /^(?:seat|constituency)$/.test(tokens[end]?.text ?? '');

/**
 * "Tilde, Orsk and Velmar, Quelle, Serrat": no list goes on behind its end. "Seats in Tilde, Orsk and Velmar,
 * Quelle said" and "to Tilde, Orsk and Velmar, Italy" do not go on.
 */
function isInList({ passage: { tokens }, from }: TaggedName, end: number): boolean {
  if (tokens[from - 1]?.text !== ',' || tokens[end]?.text !== ',') return false;
  const next = placeEnd(tokens, end + 1);
  const joint = tokens[next];
  if (next === end + 1 || (joint?.text !== ',' && !isAnd(joint))) return false;
  return isOfPlace(tokens, next + 1) || (isAnd(tokens[next + 1]) && isOfPlace(tokens, next + 2));
}

function isBehindHolder({ passage: { tokens }, from }: TaggedName): boolean {
  const before = tokens.slice(Math.max(0, from - 3), from).map(({ text }) => text);
  return holderBefore.test(before.join(' '));
}

/** Where "and Velmar Green" ends behind the name; `undefined` for "and Foreign Secretary Antti Quelle". */
function secondPlaceEnd({ passage, to }: TaggedName, next: TaggedName | undefined): number | undefined {
  const { tokens } = passage;
  if (!isAnd(tokens[to]) || !isOfPlace(tokens, to + 1)) return undefined;
  // "Orsk East and West" are two seats.
  if (compass.has(tokens[to + 1]?.text ?? '') && !isOfPlace(tokens, to + 2)) return undefined;
  if (next?.passage === passage && next.from === to + 1)
    return isPlaceOrPerson(next) || next.confidence < doubtful ? next.to : undefined;
  const end = placeEnd(tokens, to + 1);
  return next?.passage === passage && next.from < end ? undefined : end;
}

const isPlaceOrPerson = ({ type }: TaggedName): boolean => type === 'place' || type === 'person';

/** Where the words end that may be of the place that begins at token `from`. */
function placeEnd(tokens: readonly Token[], from: number): number {
  let end = from;
  while (isOfPlace(tokens, end) && end - from < longestPlace) end++;
  return end;
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
