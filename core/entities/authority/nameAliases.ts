/**
 * Puts names that the authority has as other names of one thing to that thing: Man Utd to Manchester United,
 * Spurs, America, Lib Dems; adherents to their party: Tory, Conservatives.
 */
import type { Mention } from '../annotation.ts';
import { organizationHeads } from '../data/organizations.ts';
import { fold, typeOfEntity } from '../slug.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';
import { countryOf } from './locatePlaces.ts';

/** @param mentions the names that are put elsewhere get another id and name, and the reason */
export function resolveAliases(mentions: readonly Mention[], authority: Authority): Mention[] {
  const found = new Map<string, AuthorityEntry | undefined>();
  const names = new Map<string, string>();
  for (const mention of mentions) {
    const id = mention.entity ?? '';
    if (mention.type === 'date' || id === '' || found.has(id)) continue;
    found.set(id, entryByAlias(mention, authority));
    names.set(id, mention.name);
  }
  const whereabouts = new Whereabouts(found, authority);
  const isMeant = (id: string, entry: AuthorityEntry) => {
    const name = names.get(id) ?? '';
    return isOwnName(entry, name) || isDistinct(entry, name) || whereabouts.allow(id, entry);
  };
  return mentions.map((mention) => {
    const id = mention.entity ?? '';
    const entry = found.get(id);
    if (entry === undefined || !isMeant(id, entry)) return mention;
    const link = { reason: 'alias', of: entry.name };
    const type = mention.type === 'place' ? entry.type : mention.type;
    return { ...mention, type, entity: entry.id, name: entry.name, link };
  });
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
  const own = name.split(' ').map(fold);
  return form
    .split(' ')
    .filter((word) => !organizationHeads.has(word))
    .some((word) => own.some((each) => each.startsWith(fold(word).slice(0, leastShared))));
}

/** A place of one word below it is none where the authority has an organisation of this name alone. */
const doubtfulPlace = 0.8;

/** Cities above it are meant by their other names wherever a document is from: Bombay. */
const wellKnown = 1_000_000;

/** Where a document is from, as far as its names tell. */
class Whereabouts {
  /** By country, ISO 3166-1: the ids of the places and peoples that a document names. */
  readonly #places = new Map<string, Set<string>>();
  /** The same of organisations, by another name under the id that this may mean: two support each other. */
  readonly #organizations = new Map<string, Set<string>>();

  /** @param found by the id of each name: what the authority has under it, if it is another name */
  constructor(found: ReadonlyMap<string, AuthorityEntry | undefined>, authority: Authority) {
    for (const [id, entry] of found) {
      const isOrganization = (entry?.type ?? typeOfEntity(id)) === 'organization';
      const country = countryOf(authority, id) ?? (isOrganization ? entry?.country : undefined);
      if (country === undefined) continue;
      const ids = isOrganization ? this.#organizations : this.#places;
      ids.set(country, (ids.get(country) ?? new Set()).add(isOrganization ? (entry?.id ?? id) : id));
    }
  }

  /**
   * Many countries have a Labour: another one's is not meant where the document says which country.
   * Twickenham once was another name of Huntsville, Alabama: a city is meant only where the document names
   * its country. What a name itself may be says nothing of where it is.
   */
  allow(id: string, { id: own, type, country, iso, capital, population = 0 }: AuthorityEntry): boolean {
    if (country === undefined || othersIn(this.#places.get(country), id) > 0) return true;
    if (type !== 'organization')
      return type !== 'place' || iso !== undefined || capital === true || population >= wellKnown;
    const isPlaced = [...this.#places.values()].some((ids) => othersIn(ids, id) > 0);
    return !isPlaced || othersIn(this.#organizations.get(country), own) > 0;
  }
}

function othersIn(ids: ReadonlySet<string> | undefined, own: string): number {
  return ids === undefined ? 0 : ids.size - Number(ids.has(own));
}

const clubEndings = [' Football Club', ' AFC', ' FC'];

/** "Manchester City Football Club" is Manchester City; one word may be the club of several towns. */
function clubCalled(name: string, authority: Authority): AuthorityEntry | undefined {
  const ending = clubEndings.find((each) => name.endsWith(each)) ?? '';
  const short = name.slice(0, name.length - ending.length);
  if (ending === '' || !short.includes(' ')) return undefined;
  const clubs = authority.named(short).filter((each) => isOwnName(each, short));
  const [only, ...others] = clubs.filter((entry) => entry.type === 'organization');
  return others.length === 0 ? only : undefined;
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
  return type === 'organization' ? clubCalled(name, authority) : undefined;
}
