/**
 * The authority: which people, places, organisations and groups there are, by name and by id, from the file
 * that Dateline ships and from a user's own files. Look-ups do no I/O.
 */

import { remembering } from '../../text/remembering.ts';
import type { EntityType } from '../annotation.ts';
import { fold, foldedNameOf, typeOfEntity } from '../slug.ts';
import { mostNamesakes, surnameKey } from './compactFile.ts';
import { type AuthorityEntry, parseEntryLine } from './entry.ts';
import { distance, linesNear, locatedLines, type Point } from './nearbyPlaces.ts';
import { findLine } from './sortedLines.ts';

export interface Authority {
  /**
   * The entries that have this name or alias, of all types, those that have it as their name first, and of
   * these the most prominent ones. Case, accents, hyphens and full stops do not count.
   */
  named(name: string): readonly AuthorityEntry[];
  /** The people who bear this surname in a full name, at most `mostNamesakes`. It is folded. */
  withSurname(surname: string): readonly AuthorityEntry[];
  /** The entry with this id. An ambiguous name has no entry of its own: `place/springfield`. */
  entry(id: string): AuthorityEntry | undefined;
  /** The places, but no countries or parts of them, at most so many kilometres away, the nearest first. */
  near(at: Point, kilometres: number): readonly AuthorityEntry[];
}

/** An authority that knows nothing. */
export const emptyAuthority: Authority = {
  named: () => [],
  withSurname: () => [],
  entry: () => undefined,
  near: () => [],
};

/**
 * The authority of a compact file (`authority/build.ts` writes it): lines of entries by id, and lines of
 * folded names and surnames with the ids that have them.
 */
export function fileAuthority(read: () => Buffer): Authority {
  let text: Buffer | undefined;
  /** '' for none. The names of a text recur in it, and in others of its day. */
  const lineOf = remembering((key) => {
    text ??= read();
    return findLine(text, key) ?? '';
  });
  const entry = (id: string) => {
    const line = id.includes('/') ? lineOf(id) : '';
    return line === '' ? undefined : parseEntryLine(line);
  };
  const listed = (key: string) => {
    const [, ids = ''] = lineOf(key).split('\t');
    return ids.split(' ').flatMap((id) => entry(id) ?? []);
  };
  let places: ReturnType<typeof locatedLines> | undefined;
  const near = (at: Point, kilometres: number) => {
    text ??= read();
    places ??= locatedLines(text.toString());
    return linesNear(places, at, kilometres).map(parseEntryLine);
  };
  return {
    entry,
    named: (name) => listed(fold(name)),
    withSurname: (surname) => listed(surnameKey(surname)),
    near,
  };
}

/**
 * Several authorities as one. An entry of an earlier one replaces the entries of later ones with its id. A
 * name or surname gives those of the first one that has it, then those of the next, at most `mostNamesakes`
 * in all.
 */
export function layeredAuthority(layers: readonly Authority[]): Authority {
  /** The layer whose entry with this id counts. */
  const layerOf = (id: string) => layers.findIndex((layer) => layer.entry(id) !== undefined);
  const collect = (listed: (layer: Authority) => readonly AuthorityEntry[]) => {
    const found: AuthorityEntry[] = [];
    for (const [i, layer] of layers.entries())
      for (const entry of listed(layer)) {
        // An entry that an earlier layer has, but no longer under this name, is not shown.
        if (layerOf(entry.id) === i) found.push(entry);
        if (found.length === mostNamesakes) return found;
      }
    return found;
  };
  return {
    entry: (id) => layers[layerOf(id)]?.entry(id),
    named: (name) => collect((layer) => layer.named(name)),
    withSurname: (surname) => collect((layer) => layer.withSurname(surname)),
    near: (at, kilometres) =>
      layers
        .flatMap((layer, i) => layer.near(at, kilometres).filter(({ id }) => layerOf(id) === i))
        .sort((a, b) => awayFrom(at, a) - awayFrom(at, b)),
  };
}

const awayFrom = (at: Point, { lat = 0, lon = 0 }: AuthorityEntry) => distance(at, { lat, lon });

/** What the authority says about an id that documents use, which is made of a name. */
export interface AuthorityRecord {
  /** The one entry that is meant. */
  entry?: AuthorityEntry;
  /** Or those that may be meant, if their name alone does not tell. */
  candidates: readonly AuthorityEntry[];
}

/**
 * Looks up an entity: by its id, or else by the name in its id if only one entry of its type has that name. A
 * surname alone is nobody's name: those who bear it may be meant, be it one.
 */
export function authorityRecord(authority: Authority, id: string): AuthorityRecord {
  const exact = authority.entry(id) ?? authority.entry(id.replace('/st-', '/saint-'));
  if (exact !== undefined) return { entry: exact, candidates: [] };
  const name = foldedNameOf(id);
  const candidates = entriesOfType(authority, name, typeOfEntity(id));
  const bearers = id.startsWith('person/') ? authority.withSurname(name) : [];
  if (bearers.length > 0) {
    const all = new Map([...candidates, ...bearers].map((entry) => [entry.id, entry]));
    return { candidates: [...all.values()].slice(0, mostNamesakes) };
  }
  const [only] = candidates;
  return only !== undefined && candidates.length === 1 ? { entry: only, candidates: [] } : { candidates };
}

/** The entries of a type with this name. */
export function entriesOfType(
  authority: Authority,
  name: string,
  type: EntityType | string,
): AuthorityEntry[] {
  return authority.named(name).filter((entry) => entry.type === type);
}
