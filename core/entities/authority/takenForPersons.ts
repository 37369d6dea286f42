/**
 * What the tagger takes for persons: companies and clubs, of which many have a person's name ("Morgan
 * Stanley"), countries and cities.
 */
import type { Mention } from '../annotation.ts';
import { isFormOfGivenName } from '../data/givenNameForms.ts';
import { givenNames } from '../data/people.ts';
import { fold } from '../slug.ts';
import { isShownAsPerson } from '../types/shownPerson.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

/** Below it, a lone surname that nobody in the document has is rather the company or place of this name. */
const doubtfulOnce = 0.65;
const doubtfulTwice = 0.9;
/** A text names a person in full before it has the surname alone so often. */
const oftenAlone = 3;
/** Inhabitants of a city by whose name of one word, or of several, rather the city is meant than a person. */
const largeCity = { oneWord: 1_000_000, severalWords: 100_000 };

/**
 * The one company or body that has this name, if nothing else of the name is known.
 * @param mentions of the entity `id`
 */
export function companyMeant(
  text: string,
  id: string,
  mentions: readonly Mention[],
  authority: Authority,
): AuthorityEntry | undefined {
  const [{ name } = { name: '' }] = mentions;
  const [first = '', ...others] = name.split(' ');
  // "National Rally" has the last word of an event.
  const isOfEvent = id.startsWith('event/') && others.length > 0;
  if (!isOfEvent && !mayBeThing(id, mentions)) return undefined;
  const [only, ...more] = authority.named(name);
  if (only?.type !== 'organization' || more.length > 0 || !isWrittenSo(name, only)) return undefined;
  // Al and Les are forms of given names, too: Al Jazeera, Les Echos.
  const isFounder = isFormOfGivenName(fold(first)) && fold(only.name) === fold(others.join(' '));
  return isFounder || mentions.some((each) => isShownAsPerson(text, each)) ? undefined : only;
}

/**
 * Whether the entity is the country or a large city of the name, of which nothing but places are known.
 * @param mentions of the entity `id`
 */
export function isPlaceMeant(
  text: string,
  id: string,
  mentions: readonly Mention[],
  authority: Authority,
): boolean {
  const [{ name } = { name: '' }] = mentions;
  // Boroughs have full names of persons: Álvaro Obregón.
  const isSure = name.includes(' ') && surest(mentions) >= doubtfulOnce;
  if (isSure || !mayBeThing(id, mentions)) return false;
  const entries = authority.named(name);
  return (
    entries.every(({ type }) => type === 'place') &&
    entries.some((entry) => isWrittenSo(name, entry) && (isCountry(entry) || isLargeCity(name, entry))) &&
    !mentions.some((each) => isShownAsPerson(text, each))
  );
}

const isCountry = ({ iso }: AuthorityEntry): boolean => iso?.length === 2;

/** By its name: many surnames are other names of cities. */
function isLargeCity(form: string, { name, population = 0 }: AuthorityEntry): boolean {
  const least = form.includes(' ') ? largeCity.severalWords : largeCity.oneWord;
  return population >= least && fold(name) === fold(form);
}

/** Whether it is a "person" without a given name: Louis Vuitton and Philip Morris are persons too. */
function mayBeThing(id: string, mentions: readonly Mention[]): boolean {
  const [first = '', ...others] = mentions[0]?.name.split(' ') ?? [];
  return id.startsWith('person/') && !givenNames.has(first) && (others.length > 0 || isRatherThing(mentions));
}

/** Whether a lone name stands as no person's does. */
function isRatherThing(mentions: readonly Mention[]): boolean {
  if (mentions.some(({ link }) => link.reason !== 'same name')) return false;
  const doubtful = mentions.length > 1 ? doubtfulTwice : doubtfulOnce;
  return mentions.length >= oftenAlone || surest(mentions) < doubtful;
}

/** The confidence of the surest of them. */
export const surest = (mentions: readonly Mention[]): number =>
  Math.max(...mentions.map(({ confidence }) => confidence));

/** "Bae" is no BAE, but a text in capitals has SHELL. */
function isWrittenSo(form: string, { name, aliases }: AuthorityEntry): boolean {
  const same = [name, ...aliases].filter((each) => fold(each) === fold(form));
  return form === form.toUpperCase() || same.some((each) => each !== each.toUpperCase());
}
