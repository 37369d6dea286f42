/** Constituencies of two places, which the tagger takes for two: "the MP for Orsk and Velmar Green". */

import { givenNames, officeParts } from '../data/people.ts';
import { gazetteerMatchAt, isCountry } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { isTitle } from '../titles.ts';
import { isAnd, type Token } from '../token.ts';
import { lengthened } from './lengthened.ts';

/** Whom one seat has, and what it is, before its name; in "9 AM for Orsk and Velmar" it is a time. */
const holderBefore = /(?:^|\D )(?:(?:MP|MSP|MEP|AM|TD|member|candidate) for|(?:constituency|seat) of)$/;
/** The same behind the seat. */
const behindSeat = new Set(['MP', 'MSP', 'seat', 'constituency', 'by-election']);
/** In words, of the second place. */
const longestPlace = 4;
/** A list of names has one "and", a list of seats one in each seat that has two places. */
const fewestPairs = 3;
const fewestLone = 4;
/** Flights and weather have such lists of towns too, so that a word before the list says what it is of. */
const seatsBefore = /^(?:seats|constituencies|marginals|MPs)$/;
/** In tokens: "the seats that the party hopes to win are". */
const mostBetween = 20;

/** The names, in text order, with seats whole. */
export function joinSeats(names: readonly TaggedName[]): TaggedName[] {
  const listed = listedSeats(names);
  return lengthened(names, (name, i) => {
    const seat: TaggedName = listed.has(name) ? { ...name, type: 'place' } : name;
    const end = seat.type === 'place' ? secondPlaceEnd(name, names[i + 1]) : undefined;
    const isSeat = end !== undefined && (listed.has(name) || isBesideHolder(name, end));
    return isSeat ? { ...seat, to: end } : seat;
  });
}

function isBesideHolder({ passage: { tokens }, from }: TaggedName, end: number): boolean {
  const before = tokens.slice(Math.max(0, from - 3), from).map(({ text }) => text);
  return holderBefore.test(before.join(' ')) || behindSeat.has(tokens[end]?.text ?? '');
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

/** The names of lists of seats: "the seats are Orsk, Velmar and Tilde, Quelle, Lerwick and Serrat, …". */
function listedSeats(names: readonly TaggedName[]): Set<TaggedName> {
  const seats = new Set<TaggedName>();
  let list: TaggedName[] = [];
  const close = () => {
    const pairs = list.filter(({ passage, to }) => isAnd(passage.tokens[to])).length;
    const isList = pairs >= fewestPairs && list.length - 2 * pairs >= fewestLone;
    if (isList && isBehindSeats(list[0]) && list.every(mayBeSeat)) for (const name of list) seats.add(name);
    list = [];
  };
  for (const name of names) {
    const last = list.at(-1);
    const joint = last?.passage.tokens[last.to];
    const isNext = last?.passage === name.passage && last.to + 1 === name.from;
    if (!isNext || !(joint?.text === ',' || isAnd(joint))) close();
    list.push(name);
  }
  close();
  return seats;
}

const isBehindSeats = (first: TaggedName | undefined): boolean =>
  first?.passage.tokens
    .slice(Math.max(0, first.from - mostBetween), first.from)
    .some(({ text }) => seatsBefore.test(text)) === true;

const mayBeSeat = ({ passage, from, type }: TaggedName): boolean =>
  (type === 'place' || type === 'organization') && !isListedOther(passage.tokens, from);
