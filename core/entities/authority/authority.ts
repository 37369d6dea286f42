/**
 * The authority: which people, places, organisations and groups there are, by name and by id, from the file
 * that Dateline ships and from a user's own files. Look-ups do no I/O.
 */
import type { EntityType } from '../annotation.ts';
import { fold } from '../slug.ts';
import { type AuthorityEntry, parseEntryLine } from './entry.ts';
import { findLine } from './sortedLines.ts';

export interface Authority {
  /**
   * The entries that have this name or alias, of all types, those that have it as their name first, and of
   * these the most prominent ones. Case, accents, hyphens and full stops do not count.
   */
  named(name: string): readonly AuthorityEntry[];
  /** The entry with this id. An ambiguous name has no entry of its own: `place/springfield`. */
  entry(id: string): AuthorityEntry | undefined;
}

/** An authority that knows nothing. */
export const emptyAuthority: Authority = { named: () => [], entry: () => undefined };

/**
 * The authority of a compact file (`authority/build.ts` writes it): lines of entries by id, and lines of
 * folded names with the ids that have them.
 */
export function fileAuthority(read: () => Buffer): Authority {
  let text: Buffer | undefined;
  const find = (key: string) => {
    text ??= read();
    return findLine(text, key);
  };
  const entry = (id: string) => {
    const line = id.includes('/') ? find(id) : undefined;
    return line === undefined ? undefined : parseEntryLine(line);
  };
  const named = (name: string) => {
    const [, ids = ''] = find(fold(name))?.split('\t') ?? [];
    return ids.split(' ').flatMap((id) => entry(id) ?? []);
  };
  return { entry, named };
}

/** The authority of entries in memory. Of several entries with an id the first one counts. */
export function entriesAuthority(entries: readonly AuthorityEntry[]): Authority {
  const byId = new Map<string, AuthorityEntry>();
  for (const entry of entries) if (!byId.has(entry.id)) byId.set(entry.id, entry);
  const byName = new Map<string, Set<AuthorityEntry>>();
  const add = (name: string, entry: AuthorityEntry) => {
    const folded = fold(name);
    const known = byName.get(folded) ?? new Set();
    byName.set(folded, known.add(entry));
  };
  for (const entry of byId.values()) add(entry.name, entry);
  for (const entry of byId.values()) for (const alias of entry.aliases) add(alias, entry);
  return { entry: (id) => byId.get(id), named: (name) => [...(byName.get(fold(name)) ?? [])] };
}

/** Both authorities as one. An entry of the first replaces the entry of the second with its id. */
export function layeredAuthority(first: Authority, second: Authority): Authority {
  return {
    entry: (id) => first.entry(id) ?? second.entry(id),
    named: (name) => {
      const own = first.named(name);
      // An entry that the first one has under the same id, but no longer under this name, is not shown.
      return [...own, ...second.named(name).filter(({ id }) => first.entry(id) === undefined)];
    },
  };
}

/** What the authority says about an id that documents use, which is made of a name. */
export interface AuthorityRecord {
  /** The one entry that is meant. */
  entry?: AuthorityEntry;
  /** Or those that may be meant, if their name alone does not tell. */
  candidates: readonly AuthorityEntry[];
}

/**
 * Looks up an entity: by its id, or else by the name in its id if only one entry of its type has that name.
 */
export function authorityRecord(authority: Authority, id: string): AuthorityRecord {
  const exact = authority.entry(id) ?? authority.entry(id.replace('/st-', '/saint-'));
  if (exact !== undefined) return { entry: exact, candidates: [] };
  const at = id.indexOf('/');
  const candidates = entriesOfType(authority, id.slice(at + 1).replaceAll('-', ' '), id.slice(0, at));
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
