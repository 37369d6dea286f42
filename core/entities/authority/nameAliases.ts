/**
 * Puts names that the authority has as other names of one thing to that thing: Man Utd to Manchester United,
 * Spurs, America, Lib Dems; adherents to their party: Tory, Conservatives.
 */
import { mayBeEnglish } from '../../text/english.ts';
import { wordSet } from '../../text/wordSet.ts';
import type { Mention } from '../annotation.ts';
import { organizationHeads } from '../data/organizations.ts';
import { fold, lastWord, typeOfEntity } from '../slug.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';
import { countriesOf } from './locatePlaces.ts';

/**
 * @param mentions the names that are put elsewhere get another id and name, and the reason
 * @param language the text's, a BCP 47 tag
 * @param text which may be on another sport than a club's
 */
export function resolveAliases(
  mentions: readonly Mention[],
  authority: Authority,
  language = 'und',
  text = '',
): Mention[] {
  const isOnRugby = rugby.test(text) && !football.test(text);
  const ids = new Set(mentions.flatMap(({ entity }) => entity ?? []));
  const countries = new Map([...ids].map((id) => [id, countriesOf([id], authority)]));
  // What a name may be says nothing of where it is.
  const countriesBut = (own: string) => [
    ...countryOf(language),
    ...[...countries].flatMap(([id, its]) => (id === own ? [] : its)),
  ];
  const found = new Map<string, AuthorityEntry | undefined>();
  for (const mention of mentions) {
    const id = mention.entity ?? '';
    if (mention.type === 'date' || id === '' || found.has(id)) continue;
    const entry = entryByAlias(mention, authority) ?? groupCalled(mention, ids, authority);
    const isMeant =
      entry !== undefined &&
      !(isOnRugby && isTownOfClub(entry, mention.name)) &&
      (isOwnName(entry, mention.name) ||
        isDistinct(entry, mention.name) ||
        mayBeMeant(entry, countriesBut(id)));
    found.set(id, isMeant ? entry : undefined);
  }
  return mentions.map((mention) => {
    const entry = found.get(mention.entity ?? '');
    if (entry === undefined) return mention;
    const link = { reason: 'alias', of: entry.name };
    const type = mention.type === 'place' ? entry.type : mention.type;
    return { ...mention, type, entity: entry.id, name: entry.name, link };
  });
}

const rugby = /\brugby\b/i;
/** A text that names one of them may be on football beside rugby. */
const football = /\b(?:football|soccer|premier league|champions league|fa cup|goalkeeper)/i;
const footballHeads = /^ (?:United|City|Town|County|Rovers|Albion|Athletic|Wanderers|Hotspur)$/i;

/** Whether a football club is called by its town: in a report on rugby, that is another team. */
const isTownOfClub = ({ type, name }: AuthorityEntry, form: string): boolean =>
  type === 'organization' && name.startsWith(form) && footballHeads.test(name.slice(form.length));

/**
 * The country in which most speak the language of the text: a Swedish one has Göteborg without saying where
 * it is. English texts are from everywhere.
 */
function countryOf(language: string): string[] {
  if (mayBeEnglish(language)) return [];
  const { region } = new Intl.Locale(language).maximize();
  return region === undefined ? [] : [region];
}

const isOwnName = ({ name }: AuthorityEntry, form: string): boolean => fold(name) === fold(form);

/** In letters: how much of a word tells that it is short for another one. */
const leastShared = 3;

/**
 * "Man United", "Lib Dem": a name of several words that shares one with the organisation's own name, or its
 * beginning, is nobody else's. Other countries have Red Devils too, and other parties.
 */
function isDistinct({ type, name }: AuthorityEntry, form: string): boolean {
  if (type !== 'organization' || !form.includes(' ')) return false;
  return sharesWord(
    form.split(' ').filter((word) => !organizationHeads.has(word)),
    name,
  );
}

/** Whether one of the words is a word of the name, or begins as one does: "Lib" of Liberal. */
export function sharesWord(words: readonly string[], name: string): boolean {
  const own = name.split(' ').map(fold);
  return words.some((word) => own.some((each) => each.startsWith(fold(word).slice(0, leastShared))));
}

/**
 * Last words of what the authority has as bodies, and texts as where something is: at Carnegie Hall. Its
 * centres do research or are parties.
 */
const venues = wordSet`Hall Observatory Museum Theatre Theater`;

/** A place of one word below it is none where the authority has an organisation of this name alone. */
const doubtfulPlace = 0.8;

/** Cities above it are meant by their other names wherever a document is from: Bombay. */
const wellKnown = 1_000_000;

/**
 * Many countries have a Labour: another one's is not meant where the document says which country. Twickenham
 * once was another name of Huntsville, Alabama: a city is meant only where the document names its country.
 */
function mayBeMeant(
  { type, country, iso, capital, population = 0 }: AuthorityEntry,
  countries: readonly string[],
): boolean {
  const isNamed = country === undefined || countries.includes(country);
  if (type === 'organization') return isNamed || countries.length === 0;
  return type !== 'place' || isNamed || iso !== undefined || capital === true || population >= wellKnown;
}

const groupEnding = / (?:Group|Holdings?|Motor|Stores|Service|Football Club)$/;

/** "BT Group" beside BT, "Everton Football Club" beside Everton, which the authority has under that name. */
function groupCalled(
  { entity, name, type }: Mention,
  ids: ReadonlySet<string>,
  authority: Authority,
): AuthorityEntry | undefined {
  const short = name.replace(groupEnding, '');
  if (type !== 'organization' || short === name || authority.entry(entity ?? '') !== undefined)
    return undefined;
  return authority
    .named(short)
    .find((each) => each.type === type && isOwnName(each, short) && ids.has(each.id));
}

/**
 * The one thing of the mention's type that has the name as another name; for a group, the one party; for what
 * was taken for a place and is none, the one organisation.
 */
function entryByAlias(
  { entity, name, surface, confidence }: Mention,
  authority: Authority,
): AuthorityEntry | undefined {
  const type = typeOfEntity(entity ?? '');
  if (!(type === 'organization' || type === 'group' || type === 'place')) return undefined;
  if (authority.entry(entity ?? '') !== undefined) return undefined;
  if (type === 'place' && venues.has(lastWord(name))) return undefined;
  const names = type === 'group' ? [surface, name, `${name}s`] : [name];
  for (const each of names) {
    const entries = authority.named(each);
    if (entries.some((entry) => entry.type === type && isOwnName(entry, each))) return undefined;
    const own = entries.filter((entry) => entry.type === type);
    // A party's adherents; a club that no place shares its name with, and none of the city that it is short for.
    const isDoubtful = confidence < doubtfulPlace && entries.some((entry) => isOwnName(entry, each));
    const isClub = type === 'place' && own.length === 0 && (each.includes(' ') || isDoubtful);
    const wanted = type === 'group' || isClub ? 'organization' : type;
    const [only, ...others] = wanted === type ? own : entries.filter((entry) => entry.type === wanted);
    if (only !== undefined && others.length === 0) return only;
  }
  return undefined;
}
