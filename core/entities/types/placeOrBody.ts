/** What the own words of a name say that was taken for a place or an organisation. */
import { wordSet } from '../../text/wordSet.ts';
import { thingHeads } from '../data/nouns.ts';
import { neverPlaces, notOrganizations, organizationStarts, otherAcronyms } from '../data/organizations.ts';
import { compass, placeStarts } from '../data/places.ts';
import { gazetteerEntry, gazetteerMatchAt, isCountry, listedName } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isAcronym, type Token, wordAt } from '../token.ts';

/** Before a country's name, words for a part of it, or for it at another time. */
const partsOfCountries = wordSet`
  New Old Great Inner Outer Central Mid Middle Little Mainland Continental Latin Rural
  French British
`;
/** "Washington DC", "Albany NY", "East L.A.". */
const partOfCountry = /^(?:[A-Z]{2}|(?:[A-Z]\.)+)$/;
/** Last words that places have, and neither companies nor clubs. */
const onlyPlaces = wordSet`
  Square Avenue Boulevard Stadium Arena Peninsula Mountains Cathedral Airport Islands Beach Bridge
  Racecourse Bypass Motorway Expressway Roundabout Viaduct Reservoir Estuary Glacier Lagoon Pier Wharf
  Lighthouse Street Lane
`;

const continents = new Set(['Europe', 'Asia', 'Africa', 'America']);
/** "Sub-Saharan Africa", "Francophone Africa". */
const adjective = /(?:an|ern|phone)$/;

/** What is no place and no organisation, or the other of both; `undefined` if its words do not tell. */
export function thingByForm(name: TaggedName): TagType | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const [first, last] = [wordAt(tokens, from), wordAt(tokens, to - 1)];
  if (isPeopleOfPlace(tokens.slice(from, to))) return 'group';
  if (to - from > 1 && thingHeads.has(last)) return 'other';
  const before = tokens[from - 1];
  // In brackets an acronym may stand for the name before it: "China Central Television (CCTV)".
  if (to - from === 1)
    return otherAcronyms.has(first) || (notOrganizations.has(first) && before?.text !== '(')
      ? 'other'
      : undefined;
  if (areShops(name)) return 'other';
  if (type === 'organization' && onlyPlaces.has(last) && !organizationStarts.has(first)) return 'place';
  if (type !== 'place') return undefined;
  if (isOfCountry(name) || isOfTwo(name) || isForSomething(name)) return 'organization';
  if (
    neverPlaces.has(last) ||
    (isAcronym(last) && !partOfCountry.test(last) && !isInCapitals(tokens.slice(from, to)))
  )
    return 'organization';
  return undefined;
}

/** "The High Street", "High Street stores"; "in High Street, Orsk" is where. */
function areShops({ passage: { tokens }, from, to }: TaggedName): boolean {
  if (to - from > 2 || tokens[from]?.text !== 'High' || tokens[from + 1]?.text !== 'Street') return false;
  const behind = tokens[to];
  const isNoun = behind?.adjacent === true && /^\p{Ll}{4,}$/u.test(behind.text);
  return isNoun || /^the$/i.test(wordAt(tokens, from - 1));
}

/** "Velmar & Orsk Works"; "Serbia & Montenegro" is a place. */
const isOfTwo = ({ passage: { tokens }, from, to }: TaggedName): boolean =>
  to - from > 2 && tokens[from + 1]?.text === '&' && gazetteerMatchAt(tokens, from) === undefined;

/** "Transport for Velmar". */
const isForSomething = ({ passage: { tokens }, from, to }: TaggedName): boolean =>
  tokens.slice(from + 1, to - 1).some(({ text }) => text === 'for');

/** "Telekom Austria", "Quelle Europe"; "Upper Austria", "Lake Malawi" and "Vienna, Austria" are places. */
function isOfCountry({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [first, country] = [wordAt(tokens, from), listedName(tokens, from + 1, to)];
  const isLast = (country && isCountry(country)) || continents.has(wordAt(tokens, to - 1));
  const isOfIt = to - from === 2 && isLast;
  const isPart =
    placeStarts.has(first) ||
    /^[NSEWC]\.?$/.test(first) ||
    compass.has(first) ||
    partsOfCountries.has(first) ||
    adjective.test(first);
  return isOfIt && !isPart && gazetteerMatchAt(tokens, from) === undefined;
}

/** "GREEN BAY, Wis. (AP)": so are the places of datelines written. */
const isInCapitals = (words: readonly Token[]): boolean =>
  words.every(({ text }) => text === text.toUpperCase());

/** "Londoners", "New Yorker", "West African": the people of a listed place. */
function isPeopleOfPlace(words: readonly Token[]): boolean {
  const last = words.at(-1)?.text ?? '';
  const stem = /^(.{4,})ers?$/.exec(last)?.[1] ?? /^(.{3,}a)ns?$/.exec(last)?.[1];
  if (stem === undefined) return false;
  const before = words.slice(0, -1).map(({ text }) => text);
  const isPlace = (parts: readonly string[]) => gazetteerEntry([...parts, stem].join(' '))?.type === 'place';
  return isPlace(before) || (before.every((word) => compass.has(word)) && isPlace([]));
}
