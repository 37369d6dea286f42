/**
 * The people of a user's authority for whom a short name may stand though no document names them in full.
 * What documents share tells who is meant, and here there are none: such a person is shown as a candidate,
 * and no link is made.
 */
import { undated } from '../dates/calendar.ts';
import { type Authority, entriesOfType } from '../entities/authority/authority.ts';
import type { AuthorityEntry } from '../entities/authority/entry.ts';
import { countries } from '../entities/data/countries.ts';
import { entityId, fold, lastWord } from '../entities/slug.ts';
import { formInWords } from './evidenceInWords.ts';
import { type BaseName, baseNamesOf } from './inflectedNames.ts';
import { isShortId, shortNamesOf, surnameIn } from './shortNames.ts';

/** A short name in a document. */
export interface ShortNameAsked {
  /** The id of the short name, and how the document writes it. */
  short: string;
  form: string;
  /** The day of the document, and the countries that it names. */
  day: string;
  countries: readonly string[];
}

export interface AuthorityBearer {
  entry: AuthorityEntry;
  /** What speaks for the person, in words. */
  evidence: string[];
}

/** Namesakes that are shown. */
const mostShown = 5;

/**
 * Those for whom most speaks come first: who is called so by another name, then those of a country that the
 * document names.
 *
 * @param ids of the bearers that documents name
 */
export function authorityBearers(
  authority: Authority,
  asked: ShortNameAsked,
  ids: readonly string[],
): AuthorityBearer[] {
  const isNamed = (entry: AuthorityEntry) =>
    entry.id === asked.short || idsOf(entry).some((id) => ids.includes(id) && !isShortId(id));
  return possibleBearers(authority, asked, ids)
    .filter(({ entry }) => !isNamed(entry) && !isLater(entry, asked.day))
    .map(({ entry, base }) => weigh(entry, base, asked))
    .sort((a, b) => b.points - a.points || (a.entry.id < b.entry.id ? -1 : 1))
    .slice(0, mostShown)
    .map(({ entry, evidence }) => ({ entry, evidence }));
}

interface PossibleBearer {
  entry: AuthorityEntry;
  /** What the short name is a form of. */
  base?: BaseName;
}

function possibleBearers(
  authority: Authority,
  { short, form }: ShortNameAsked,
  ids: readonly string[],
): PossibleBearer[] {
  const bases = baseNamesOf(form);
  if (!isShortId(short)) return eachOnce(bases, ({ name }) => entriesOfType(authority, name, 'person'));
  const bearers = authority
    .withSurname(lastWord(surnameIn(short)))
    .filter((entry) => hasShortName(entry, short));
  const called = entriesOfType(authority, form, 'person');
  const exact = [...new Map([...called, ...bearers].map((entry) => [entry.id, { entry }])).values()];
  // A surname that somebody has is a name of its own, whatever it looks like.
  if (exact.length > 0 || ids.some((id) => shortNamesOf(id).includes(short))) return exact;
  return eachOnce(bases, ({ folded }) => authority.withSurname(lastWord(folded)));
}

function eachOnce(
  bases: readonly BaseName[],
  find: (base: BaseName) => readonly AuthorityEntry[],
): PossibleBearer[] {
  const found = new Map<string, PossibleBearer>();
  for (const base of bases)
    for (const entry of find(base)) if (!found.has(entry.id)) found.set(entry.id, { entry, base });
  return [...found.values()];
}

const namesOf = ({ name, aliases }: AuthorityEntry): string[] => [name, ...aliases];

/** Its own id, and those that documents would have for its names. */
const idsOf = (entry: AuthorityEntry): string[] => [
  entry.id,
  ...namesOf(entry).flatMap((name) => entityId('person', name) ?? []),
];

const hasShortName = (entry: AuthorityEntry, short: string): boolean =>
  idsOf(entry).some((id) => shortNamesOf(id).includes(short));

/** Whether the person is from after the day. */
const isLater = ({ from }: AuthorityEntry, day: string): boolean =>
  from !== undefined && day !== undated && day.slice(0, from.length) < from;

function weigh(
  entry: AuthorityEntry,
  base: BaseName | undefined,
  { form, countries: named }: ShortNameAsked,
) {
  const isCalled = namesOf(entry).some((name) => fold(name) === fold(form));
  const country = countries.find(({ iso }) => iso === entry.country && named.includes(iso));
  return {
    entry,
    points: (isCalled ? 2 : 0) + (country ? 1 : 0),
    evidence: [
      ...(base ? [formInWords(base)] : []),
      `${entry.source} has ${entry.name}${isCalled ? `, also as "${form}"` : ''}`,
      ...(country ? [`the document names ${country.name}, the country of ${entry.name}`] : []),
    ],
  };
}
