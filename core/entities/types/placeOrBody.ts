/** What the own words of a name say that was taken for a place or an organisation. */
import { wordSet } from '../../text/wordSet.ts';
import { numberedNouns, thingHeads } from '../data/nouns.ts';
import { neverPlaces, notOrganizations, organizationStarts, otherAcronyms } from '../data/organizations.ts';
import { buildings, compass, placeHeads } from '../data/places.ts';
import { gazetteerEntry, gazetteerMatchAt, isCountry, isCountryAt, listedName } from '../gazetteer.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isAcronym, type Token } from '../token.ts';
import { isOneOfPeople } from './countedThings.ts';

/** Before a country's name, words for a part of it, or for it at another time. */
const partsOfCountries = wordSet`
  New Old Upper Lower Greater Great Inner Outer Central Mid Middle Little Mainland Continental Latin Rural
  French British
`;
/** "Washington DC", "Albany NY", "East L.A.". */
const partOfCountry = /^(?:[A-Z]{2}|(?:[A-Z]\.)+)$/;
/** "V50", "S40": models of cars and devices. The letters of roads and motorways are left out: M25, A40. */
const modelNumber = /^[C-DF-HJ-LN-Z]\d{2,4}$/;
/** Of mobile telephony: "3G phones". */
const mobileGeneration = /^[2-6]G$/;
/** Last words that places have, and neither companies nor clubs. */
const onlyPlaces = wordSet`
  Square Avenue Boulevard Stadium Arena Peninsula Mountains Cathedral Airport Islands Beach Bridge
  Racecourse
`;

const saint = /^(?:St\.?|Saint)$/;
const continents = new Set(['Europe', 'Asia', 'Africa', 'America']);
/** "Sub-Saharan Africa", "Francophone Africa". */
const adjective = /(?:an|ern|phone)$/;

/** What is no place and no organisation, or the other of both; `undefined` if its words do not tell. */
export function thingByForm(name: TaggedName): TagType | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const [first, last] = [tokens[from]?.text ?? '', tokens[to - 1]?.text ?? ''];
  if (isPeopleOfPlace(tokens.slice(from, to))) return 'group';
  if (isOneOfPeople(name) || isNumbered(name)) return 'other';
  if (to - from > 1 && thingHeads.has(last)) return 'other';
  const before = tokens[from - 1];
  // In brackets an acronym may stand for the name before it: "China Central Television (CCTV)".
  if (type === 'place' && to - from === 1 && modelNumber.test(first)) return 'other';
  if (to - from === 1 && mobileGeneration.test(first)) return 'other';
  if (to - from === 1)
    return otherAcronyms.has(first) || (notOrganizations.has(first) && before?.text !== '(')
      ? 'other'
      : undefined;
  if (last === 'Olympic' || isOfCountrys(name) || areShops(name)) return 'other';
  if (type === 'organization' && saint.test(first) && last === 'Church') return 'place';
  if (type === 'organization' && onlyPlaces.has(last) && !organizationStarts.has(first)) return 'place';
  if (type !== 'place') return undefined;
  if (isOfCountry(name) || tokens.slice(from, to).some(({ text }) => text === '&')) return 'organization';
  if (
    isBody(tokens.slice(from, to)) ||
    neverPlaces.has(last) ||
    (isAcronym(last) && !partOfCountry.test(last) && !isInCapitals(tokens.slice(from, to)))
  )
    return 'organization';
  const isOfOrganization = isAcronym(first) && gazetteerEntry(first)?.type === 'organization';
  return isOfOrganization && !placeHeads.has(last) ? 'organization' : undefined;
}

/** "US TV": a common noun of a country's. */
const isOfCountrys = ({ passage: { tokens }, from, to }: TaggedName): boolean =>
  to - from === 2 && notOrganizations.has(tokens[to - 1]?.text ?? '') && isCountryAt(tokens, from);

/** "The High Street", "the UK High Street", "High Street stores"; "in High Street, Orsk" is where. */
function areShops({ passage: { tokens }, from, to }: TaggedName): boolean {
  if (tokens[to - 2]?.text !== 'High' || tokens[to - 1]?.text !== 'Street') return false;
  const isOfNone =
    to - from === 2 || isCountry(listedName(tokens, from, to - 2) ?? { type: 'place', name: '' });
  const behind = tokens[to];
  const isNoun = behind?.adjacent === true && /^\p{Ll}{4,}s?$/u.test(behind.text);
  return isOfNone && (/^the$/i.test(tokens[from - 1]?.text ?? '') || isNoun);
}

/** "Telekom Austria", "Quelle Europe"; "Upper Austria" and "Vienna, Austria" are places. */
function isOfCountry({ passage: { tokens }, from, to }: TaggedName): boolean {
  const [first, country] = [tokens[from]?.text ?? '', listedName(tokens, from + 1, to)];
  const isLast = (country && isCountry(country)) || continents.has(tokens[to - 1]?.text ?? '');
  const isOfIt = to - from === 2 && isLast;
  const isPart =
    /^[NSEWC]\.?$/.test(first) || compass.has(first) || partsOfCountries.has(first) || adjective.test(first);
  return isOfIt && !isPart && gazetteerMatchAt(tokens, from) === undefined;
}

/** "Bank of Velmar", "Transport for Velmar"; buildings have such names too: "Church of", "Museum for". */
function isBody(words: readonly Token[]): boolean {
  if (words.some(({ text }) => buildings.has(text))) return false;
  const [first, second] = words;
  const isOf = second?.text === 'of' && organizationStarts.has(first?.text ?? '');
  return isOf || words.some(({ text }) => text === 'for');
}

/** "GREEN BAY, Wis. (AP)": so are the places of datelines written. */
const isInCapitals = (words: readonly Token[]): boolean =>
  words.every(({ text }) => text === text.toUpperCase());

/** "Channel 4", "Hall 25": a common noun with a number. */
function isNumbered({ passage: { tokens }, from, to }: TaggedName): boolean {
  const behind = tokens[to];
  const isNoun = to - from === 1 && numberedNouns.has(tokens[from]?.text ?? '');
  return isNoun && behind?.adjacent === true && /^\d+$/.test(behind.text);
}

/** "Londoners", "New Yorker", "West African": the people of a listed place. */
function isPeopleOfPlace(words: readonly Token[]): boolean {
  const last = words.at(-1)?.text ?? '';
  const stem = /^(.{4,})ers?$/.exec(last)?.[1] ?? /^(.{3,}a)ns?$/.exec(last)?.[1];
  if (stem === undefined) return false;
  const before = words.slice(0, -1).map(({ text }) => text);
  const isPlace = (parts: readonly string[]) => gazetteerEntry([...parts, stem].join(' '))?.type === 'place';
  return isPlace(before) || (before.every((word) => compass.has(word)) && isPlace([]));
}
