/**
 * Short forms that are names of their own: beside Barclays Capital, "Barclays" is the bank that the authority
 * has; "America" beside Black America is the country; "in Velmar" beside Velmar Grammar School is the town,
 * and so is "Worcester" beside Worcester County where the tagger is sure of a place, and an unlisted town
 * beside its council or a club; and what a document names again and again before it names Orsk Mobile once
 * is Orsk. A longer name that the authority has too, such as Queens Park Rangers, keeps most of its short
 * forms. In brackets behind a body, what the authority has is no form of a name that it shares no first
 * letter with: "University of Oslo (Sanofi)".
 */
import { textBefore } from '../../text/slices.ts';
import type { Mention } from '../annotation.ts';
import { localBodies, organizationHeads } from '../data/organizations.ts';
import { givenNames } from '../data/people.ts';
import { namedBuildings } from '../data/places.ts';
import { gazetteerEntry } from '../gazetteer.ts';
import { entityId, fold, lastWord } from '../slug.ts';
import type { Authority } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

type OwnName = Pick<Mention, 'type' | 'entity' | 'name'>;

/** Ends with a word before the names of places. */
const locative = new RegExp(
  String.raw`(?:^|[\s(])(?:(?<!(?:share|stake|investor|investment)s? )in|at|near|from|outside` +
    String.raw`|(?:city|town|village|mayor|residents|streets) of)\s+$`,
  'i',
);
/** In characters. */
const locativeLength = 25;

/**
 * @param mentions in text order; those of such short forms get the name's own id, and the reason
 * @param surePlaces where those mentions begin that the tagger takes for places, and is sure of it
 */
export function separateKnownNames(
  text: string,
  mentions: readonly Mention[],
  authority: Authority,
  surePlaces: ReadonlySet<number>,
): Mention[] {
  const known = new Map<string, OwnName | undefined>();
  const ownName = (mention: Mention): OwnName | undefined => {
    const isSure = surePlaces.has(mention.start);
    if (isSure && isOfItself(mention, authority)) return asItself('place', mention);
    if (isTownHere(text, mention, isSure)) return asItself('place', mention);
    const key = `${mention.type} ${mention.surface} ${mention.name}`;
    if (!known.has(key)) known.set(key, ownNameOf(text, mention, { mentions, authority, surePlaces }));
    return known.get(key);
  };
  return mentions.map((mention) => {
    const { type, link } = mention;
    if (type === 'organization' && link.reason === 'acronym' && isOther(mention, authority))
      return { ...mention, ...asItself(type, mention), link: { reason: 'same name' } };
    if (link.reason !== 'short form' || (type !== 'organization' && type !== 'place')) return mention;
    const own = ownName(mention);
    return own === undefined ? mention : { ...mention, ...own, link: { reason: 'same name' } };
  });
}

interface Document {
  mentions: readonly Mention[];
  authority: Authority;
  surePlaces: ReadonlySet<number>;
}

/** Whether the authority has the form, which begins like no word of the name that it stands behind. */
function isOther({ surface, name }: Mention, authority: Authority): boolean {
  const initials = name.split(/[\s-]/).map((word) => fold(word).charAt(0));
  return !initials.includes(fold(surface).charAt(0)) && authority.named(surface).length > 0;
}

const isPlace = ({ type }: AuthorityEntry): boolean => type === 'place';

/** The place or the organisation that the short form is the name of. */
const asItself = (type: 'place' | 'organization', { surface, entity }: Mention): OwnName => ({
  type,
  entity: entityId(type, surface) ?? entity,
  name: surface,
});

/**
 * Whether a listed place has the short form as its name, as Worcester does beside its county or school.
 * Guantanamo is short for Guantanamo Bay, which is listed too.
 */
function isOfItself({ surface, name, type }: Mention, authority: Authority): boolean {
  if (!authority.named(surface).some(isPlace)) return false;
  return type === 'organization' || (authority.named(name).length === 0 && !gazetteerEntry(name));
}

/**
 * "In Thornwick", beside Thornwick Foods; beside Thornwick Town Council, "Thornwick" too. Players come from a
 * club, and people are at a school, so these words show no town.
 */
function isTownHere(text: string, { surface, name, start, type }: Mention, isSure: boolean): boolean {
  if (type !== 'organization' || !fold(name).startsWith(`${fold(surface)} `)) return false;
  const before = textBefore(text, start, locativeLength);
  const isShown = locative.test(before) && !/(?:at|from)\s+$/i.test(before);
  const isLocal = name.split(' ').some((word) => localBodies.has(word));
  return isLocal ? isSure || isShown : isSure && isShown;
}

/** What the short form names by itself, if it does so. */
function ownNameOf(
  text: string,
  mention: Mention,
  { mentions, authority, surePlaces }: Document,
): OwnName | undefined {
  const { surface, name, type, entity } = mention;
  const isOfKnown = authority.named(name).length > 0;
  if (isOfKnown && !isWhole(surface, name)) return undefined;
  const known = authority.named(surface);
  const entries = known.filter((entry) => fold(entry.name) === fold(surface));
  const isOfPlace = entries.some(isPlace);
  const [only, ...others] = entries.filter((entry) => entry.type === 'organization');
  if (only !== undefined && others.length === 0 && !(type === 'place' && isOfPlace))
    return { type: 'organization', entity: only.id, name: only.name };
  // "Durham" beside Durham Prison is the town.
  if (type === 'place' && isOfPlace && namedBuildings.has(lastWord(name))) return asItself('place', mention);
  if (isOfKnown || type === 'place') return undefined;
  const country = known.find(({ iso, country }) => iso !== undefined && iso === country);
  if (country !== undefined) return { type: 'place', entity: country.id, name: country.name };
  const its = mentions.filter((each) => each.entity === entity);
  const own = its.filter((each) => each.link.reason === 'short form' && each.surface === surface);
  const isWhere = ({ start }: Mention) =>
    surePlaces.has(start) || locative.test(textBefore(text, start, locativeLength));
  if (isOfPlace && own.some(isWhere)) return asItself('place', mention);
  if (!isNamedBefore(own, its)) return undefined;
  return asItself('organization', mention);
}

/**
 * "[Royal] Bank of Canada", "Siemens [Energy]": a name that says of what it is, and that of an owner. Queens
 * Park Rangers and the Democratic Party of Japan are often called by one that others have.
 */
function isWhole(surface: string, name: string): boolean {
  const [short, long] = [fold(surface), fold(name)];
  return short.includes(' of ')
    ? long.endsWith(` ${short}`)
    : long.startsWith(`${short} `) && !/^ (?:of|for|in) /.test(long.slice(short.length));
}

/**
 * Whether the text has the short form at least twice before the only fuller name. Texts name a thing in full
 * first, but for bodies such as "the Commission".
 */
function isNamedBefore(own: readonly Mention[], its: readonly Mention[]): boolean {
  const [{ surface } = { surface: '' }, second] = own;
  if (organizationHeads.has(lastWord(surface)) || givenNames.has(surface)) return false;
  const [fuller, ...again] = its.filter(({ link }) => link.reason !== 'short form');
  return fuller !== undefined && again.length === 0 && second !== undefined && second.start < fuller.start;
}
