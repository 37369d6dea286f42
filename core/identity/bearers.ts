/**
 * The people that a short form may stand for: the full names of the archive that could have it, those of one
 * bearer together.
 */
import { areFormsOfOneName } from '../entities/data/givenNameForms.ts';
import { givenNameOf, nameCore } from '../entities/personName.ts';
import { type Appearance, closeness } from './evidence.ts';

/** A full name of the archive with the documents that have it. */
export interface FullName {
  id: string;
  /** The folded name. */
  folded: string;
  documents: readonly Appearance[];
}

export interface Bearer {
  /** The id that links go to: of the name in most documents; of equals, the longest. */
  id: string;
  /** All ids of the bearer, sorted. */
  ids: string[];
  documents: readonly Appearance[];
}

/** The names that are one bearer's so far. */
interface Group {
  given: string;
  /** The words after the given name. */
  rest: string;
  names: FullName[];
}

/**
 * How close (`closeness`) the documents of two names must be: of an initial that several given names begin
 * with, of forms of one given name (Dave, David), and of a given name with a letter more (Jole Cole).
 */
const leastForInitial = 0.1;
const leastForForm = 0.1;
const leastForSlip = 0.2;

/**
 * Puts the names of one surname together that may be one person's: with and without middle initials; a given
 * name, its other forms and a slip of it; and a given name with its initial ("R Corrigan" and "Reggie
 * Corrigan"). Where that alone does not tell, the documents of both must have names in common.
 */
export function bearersOf(names: readonly FullName[]): Bearer[] {
  const groups: Group[] = [];
  const initials: Group[] = [];
  for (const [core, its] of Map.groupBy(names, ({ folded }) => nameCore(folded).core)) {
    const given = givenNameOf(core);
    const rest = core.slice(given.length + 1);
    (isInitial(given) ? initials : groups).push({ given, rest, names: its });
  }
  const full: Group[] = [];
  for (const group of groups.toSorted((a, b) => countOf(b) - countOf(a) || (a.given < b.given ? -1 : 1))) {
    const same = full.find((other) => areOnePersons(other, group));
    if (same === undefined) full.push(group);
    else same.names = [...same.names, ...group.names];
  }
  const alone = initials.filter((group) => {
    const to = fullNameOf(group, full);
    if (to !== undefined) to.names = [...to.names, ...group.names];
    return to === undefined;
  });
  return [...full, ...alone].map((group) => bearerOf(group.names)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What a language may put between a stem and an ending. */
const linkingVowel = /^[aeiouy]$/;

/**
 * Without the names that are another one's forms themselves: Marek Lindqvisti, where more documents have
 * Marek Lindqvist. Both may be what Marek Lindqvistiga comes from.
 */
export function withoutForms(names: readonly FullName[]): FullName[] {
  const isForm = (name: FullName) =>
    names.some(
      ({ folded, documents }) =>
        documents.length > name.documents.length &&
        name.folded.startsWith(folded) &&
        linkingVowel.test(name.folded.slice(folded.length)),
    );
  return names.filter((name) => !isForm(name));
}

const isInitial = (given: string): boolean => given.length === 1;

const documentsOf = ({ names }: Group): Appearance[] => names.flatMap(({ documents }) => documents);

const countOf = (group: Group): number => documentsOf(group).length;

function areOnePersons(one: Group, other: Group): boolean {
  if (one.rest !== other.rest) return false;
  const least = areFormsOfOneName(one.given, other.given)
    ? leastForForm
    : hasOneLetterMore(one.given, other.given) || hasOneLetterMore(other.given, one.given)
      ? leastForSlip
      : undefined;
  return least !== undefined && closeness(documentsOf(one), documentsOf(other)) >= least;
}

/** "Jole" and "Joe", "Johnathan" and "Jonathan". */
function hasOneLetterMore(longer: string, shorter: string): boolean {
  if (longer.length !== shorter.length + 1) return false;
  const at = [...longer].findIndex((letter, i) => letter !== shorter[i]);
  return longer.slice(0, at) + longer.slice(at + 1) === shorter;
}

/** The one full name that begins with the initial; of several, the one that is clearly closest. */
function fullNameOf(initial: Group, full: readonly Group[]): Group | undefined {
  const possible = full.filter(({ names }) =>
    names.some(({ folded }) => givenNameOf(folded).startsWith(initial.given)),
  );
  if (possible.length < 2) return possible[0];
  const [first, second] = possible
    .map((group) => ({ group, close: closeness(documentsOf(group), documentsOf(initial)) }))
    .sort((a, b) => b.close - a.close);
  if (first === undefined || first.close < leastForInitial || first.close === second?.close) return undefined;
  return first.group;
}

function bearerOf(names: readonly FullName[]): Bearer {
  const isAbbreviated = ({ folded }: FullName) => (isInitial(givenNameOf(folded)) ? 1 : 0);
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
