/**
 * Which of several places of a name a document means: "Paris, Texas", "Springfield" beside Illinois, and
 * "Georgia" beside Tbilisi. Without evidence a mention keeps the id of its bare name.
 */
import type { Mention } from '../annotation.ts';
import { entityId, fold } from '../slug.ts';
import { type Authority, authorityRecord, entriesOfType } from './authority.ts';
import type { AuthorityEntry } from './entry.ts';

/** Between a place and the country or region that it lies in: "Paris, Texas", "Paris (Texas)". */
const joints: ReadonlySet<string> = new Set([', ', ' (', ' in ', ' in the ']);

interface Located {
  entry: AuthorityEntry;
  reason: string;
  of: string;
}

/** @param mentions in text order; those of places that are decided get another id and the reason */
export function locatePlaces(text: string, mentions: readonly Mention[], authority: Authority): Mention[] {
  const candidates = candidatesByName(mentions, authority);
  if (candidates.size === 0) return [...mentions];
  const beside = locatedBeside(text, mentions, candidates, authority);
  const once = statedOnce(mentions, beside);
  const evidence = findEvidence(mentions, once, authority);
  const byName = new Map<string, Located | undefined>();
  for (const [name, entries] of candidates)
    byName.set(name, once.get(name) ?? locatedByDocument(entries, evidence, authority));
  return mentions.map((mention, i) => {
    const located = beside[i] ?? (isPlace(mention) ? byName.get(mention.name) : undefined);
    if (located === undefined || located.entry.id === mention.entity) return mention;
    const { entry, reason, of } = located;
    // Under another name it has another id: that is for the links across documents to tell.
    if (fold(entry.name) !== fold(mention.name)) return mention;
    return { ...mention, entity: entry.id, link: { reason, of } };
  });
}

/** ISO 3166-1 codes of the countries that these ids name, and of their places and peoples, in order. */
export function countriesOf(ids: readonly string[], authority: Authority): string[] {
  const countries = ids
    .filter((id) => /^(?:place|group)\//.test(id))
    .flatMap((id) => countryOf(authority, id) ?? []);
  return [...new Set(countries)];
}

/** The country of a place or a people, also of one of several in the same country. */
export function countryOf(authority: Authority, id: string): string | undefined {
  const { entry, candidates } = authorityRecord(authority, id);
  const [country, ...others] = new Set([entry, ...candidates].flatMap((one) => one?.country ?? []));
  return others.length === 0 ? country : undefined;
}

const isPlace = (mention: Mention) =>
  mention.type === 'place' && mention.entity?.startsWith('place/') === true;

/** The places of each name that several places have. */
function candidatesByName(mentions: readonly Mention[], authority: Authority): Map<string, AuthorityEntry[]> {
  const names = new Set(mentions.filter(isPlace).map(({ name }) => name));
  const found = [...names].map((name) => [name, entriesOfType(authority, name, 'place')] as const);
  return new Map(found.filter(([, entries]) => entries.length > 1));
}

/** For each mention, the place that the region or country right after it tells. */
function locatedBeside(
  text: string,
  mentions: readonly Mention[],
  candidates: ReadonlyMap<string, readonly AuthorityEntry[]>,
  authority: Authority,
): (Located | undefined)[] {
  return mentions.map((mention, i) => {
    const next = mentions[i + 1];
    const entries = isPlace(mention) ? candidates.get(mention.name) : undefined;
    if (entries === undefined || next === undefined || !isPlace(next)) return undefined;
    if (!joints.has(text.slice(mention.end, next.start))) return undefined;
    const around = new Set(entriesOfType(authority, next.name, 'place').flatMap(({ iso }) => iso ?? []));
    const [entry, ...others] = entries.filter(
      ({ iso, country, region }) =>
        iso !== country && (around.has(country ?? '') || around.has(region ?? '')),
    );
    // Several of a country: the largest one, if the country is all that is said.
    if (entry === undefined || (others.length > 0 && entry.region !== undefined)) return undefined;
    return { entry, reason: 'the region after it', of: next.name };
  });
}

/** A document means one place by a name: the one that it says once, if it says no other. */
function statedOnce(
  mentions: readonly Mention[],
  beside: readonly (Located | undefined)[],
): Map<string, Located | undefined> {
  const once = new Map<string, Located | undefined>();
  for (const [i, { name }] of mentions.entries()) {
    const located = beside[i];
    if (located === undefined) continue;
    const same = !once.has(name) || once.get(name)?.entry.id === located.entry.id;
    once.set(name, same ? located : undefined);
  }
  return once;
}

/** Codes of countries and regions, each with the name of a place or a people that lies there or is one. */
type Evidence = Map<string, string>;

/** @param stated names whose place the text says itself, so that their bare ids are none */
function findEvidence(
  mentions: readonly Mention[],
  stated: ReadonlyMap<string, unknown>,
  authority: Authority,
): Evidence {
  const evidence: Evidence = new Map();
  const seen = new Set<string>();
  for (const { entity, name } of mentions) {
    if (entity === null || seen.has(entity) || stated.has(name)) continue;
    seen.add(entity);
    if (!/^(?:place|group)\//.test(entity)) continue;
    const { entry } = authorityRecord(authority, entity);
    for (const code of new Set([entry?.iso, entry?.region, entry?.country]))
      if (code !== undefined && !evidence.has(code)) evidence.set(code, name);
  }
  return evidence;
}

/**
 * The candidate whose region the document names, or names a place of; or else whose country. A name that one
 * place dominates needs no evidence, and is left to it.
 */
function locatedByDocument(
  entries: readonly AuthorityEntry[],
  evidence: Evidence,
  authority: Authority,
): Located | undefined {
  const [first] = entries;
  if (first === undefined || authorityRecord(authority, bareId(first)).entry !== undefined) return undefined;
  const located = (reason: string, codeOf: (entry: AuthorityEntry) => string | undefined) => {
    const [found, ...others] = entries.flatMap((entry) => {
      const of = evidence.get(codeOf(entry) ?? '');
      return of === undefined ? [] : [{ entry, reason, of }];
    });
    return others.length === 0 ? found : 'several';
  };
  const near = located('its region is named', ({ iso, region }) => iso ?? region);
  if (near !== undefined) return near === 'several' ? undefined : near;
  // A country does not tell one of its parts from a city elsewhere in it.
  const far = located('its country is named', ({ iso, country }) => (iso === country ? undefined : country));
  return far === 'several' || far?.entry.iso !== undefined ? undefined : far;
}

/** The id that the name alone would have. */
function bareId({ name }: AuthorityEntry): string {
  return entityId('place', name) ?? '';
}
