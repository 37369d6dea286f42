/**
 * The people, or organisations, that a short form may stand for: the full names of the archive that could
 * have it, those of one bearer together.
 */
import { givenNameOf, nameCore } from '../entities/personName.ts';

/** A full name of the archive with the documents that have it. */
export interface FullName<Document> {
  id: string;
  /** The folded name. */
  folded: string;
  documents: readonly Document[];
}

export interface Bearer<Document> {
  /** The id that links go to: of the name in most documents; of equals, the longest. */
  id: string;
  /** All ids of the bearer, sorted. */
  ids: string[];
  documents: readonly Document[];
}

/**
 * Puts the names of one surname together that may be one person's: with and without middle initials, and a
 * given name with its initial ("R Corrigan" and "Reggie Corrigan"), unless two given names have the initial.
 */
export function bearersOf<Document>(names: readonly FullName<Document>[]): Bearer<Document>[] {
  const byCore = Map.groupBy(names, ({ folded }) => nameCore(folded).core);
  const full = [...byCore.keys()].filter((core) => !isInitial(givenNameOf(core)));
  const groups = new Map<string, FullName<Document>[]>(full.map((core) => [core, byCore.get(core) ?? []]));
  for (const [core, its] of byCore) {
    const given = givenNameOf(core);
    if (!isInitial(given)) continue;
    const [only, ...others] = full.filter((each) => givenNameOf(each).startsWith(given));
    const to = only !== undefined && others.length === 0 ? only : core;
    groups.set(to, [...(groups.get(to) ?? []), ...its]);
  }
  return [...groups.values()].map(bearerOf).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const isInitial = (given: string): boolean => given.length === 1;

function bearerOf<Document>(names: readonly FullName<Document>[]): Bearer<Document> {
  const isAbbreviated = ({ folded }: FullName<Document>) => (isInitial(givenNameOf(folded)) ? 1 : 0);
  const [first] = names.toSorted(
    (a, b) =>
      isAbbreviated(a) - isAbbreviated(b) ||
      b.documents.length - a.documents.length ||
      b.folded.length - a.folded.length ||
      (a.folded < b.folded ? -1 : 1),
  );
  return {
    id: first?.id ?? '',
    ids: names.map(({ id }) => id).sort(),
    documents: names.flatMap(({ documents }) => documents),
  };
}
