/**
 * What speaks for a bearer of a short form in one document: numbers for the model, and the same in words for
 * people. All of it comes from the postings of the short form and of its bearers.
 */
import { dayMilliseconds, undated } from '../dates/calendar.ts';
import type { Sex } from '../entities/data/sexes.ts';
import { codesIn, isPersonCode } from './contextCodes.ts';

/** What a posting says about the document, as far as identity asks. */
export interface PostingFacts {
  doc: string;
  /** YYYY-MM-DD; `undated` if the document is. */
  day: string;
  title: string;
  source: string;
  section?: string;
  role?: string;
  sex?: Sex;
  bare?: true;
  mentions: number;
  also?: readonly string[];
  company?: string;
  topics?: string;
}

/** A document in which a name stands, prepared for comparison. */
export interface Appearance {
  facts: PostingFacts;
  people: ReadonlySet<string>;
  names: ReadonlySet<string>;
  topics: ReadonlySet<string>;
  titleWords: ReadonlySet<string>;
}

/** @param own the code of the name itself, which all documents to be compared share */
export function appearanceOf(facts: PostingFacts, own: string): Appearance {
  const codes = codesIn(facts.company ?? '').filter((code) => code !== own);
  return {
    facts,
    people: new Set(codes.filter(isPersonCode)),
    names: new Set(codes.filter((code) => !isPersonCode(code))),
    topics: new Set(codesIn(facts.topics ?? '')),
    titleWords: new Set(facts.title.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu)),
  };
}

/** How much two documents have in common, and how much a document has with all of a bearer's. */
export interface Likeness {
  /** Documents of the bearer. */
  documents: number;
  /** The most that one of them shares: people, other names, words of the title, topics. */
  people: number;
  names: number;
  titleWords: number;
  topics: number;
  /** The highest cosine of the names of two documents; a person counts twice. */
  cosine: number;
  /** How many of the people, names and topics any of them has, and the mean share of them that has each. */
  knownPeople: number;
  knownNames: number;
  usualPeople: number;
  usualNames: number;
  usualTopics: number;
  /** The people and names that any of them has. */
  known: ReadonlySet<string>;
  /** 1: a title puts both in one field; -1: in different ones; 0: nothing is known. */
  role: number;
  /** Shares of the bearer's documents: of the same section, of the same source, with the short form too. */
  section: number;
  source: number;
  alsoShort: number;
  /** Days to the nearest of them; -1 if one side is undated. */
  days: number;
}

/** @param theirs is not empty */
export function likeness(own: Appearance, theirs: readonly Appearance[]): Likeness {
  const best = { people: 0, names: 0, titleWords: 0, topics: 0, cosine: 0 };
  const counts = { people: new Map<string, number>(), names: new Map<string, number>(), topics: new Map() };
  for (const other of theirs) {
    const people = common(own.people, other.people, counts.people);
    const names = common(own.names, other.names, counts.names);
    best.people = Math.max(best.people, people);
    best.names = Math.max(best.names, names);
    best.topics = Math.max(best.topics, common(own.topics, other.topics, counts.topics));
    best.titleWords = Math.max(best.titleWords, common(own.titleWords, other.titleWords));
    best.cosine = Math.max(best.cosine, cosine(own, other, people, names));
  }
  const share = (test: (facts: PostingFacts) => boolean) =>
    theirs.filter(({ facts }) => test(facts)).length / theirs.length;
  return {
    ...best,
    documents: theirs.length,
    knownPeople: counts.people.size,
    knownNames: counts.names.size,
    usualPeople: sumOf(counts.people) / theirs.length,
    usualNames: sumOf(counts.names) / theirs.length,
    usualTopics: sumOf(counts.topics) / theirs.length,
    known: new Set([...counts.people.keys(), ...counts.names.keys()]),
    role: roleAgreement(own, theirs),
    section: share(({ section }) => section !== undefined && section === own.facts.section),
    source: share(({ source }) => source === own.facts.source),
    alsoShort: share(({ also }) => (also?.length ?? 0) > 0),
    days: nearestDay(own.facts.day, theirs),
  };
}

/** At most this many documents of each name are compared. */
const comparedForCloseness = 12;

/** How alike two names' documents are: the highest cosine of the other names in one of each, 0 to 1. */
export function closeness(one: readonly Appearance[], other: readonly Appearance[]): number {
  let most = 0;
  for (const a of one.slice(0, comparedForCloseness))
    for (const b of other.slice(0, comparedForCloseness))
      most = Math.max(most, cosine(a, b, common(a.people, b.people), common(a.names, b.names)));
  return most;
}

/** The cosine of the names of two documents, of which so many are in both. A person counts twice. */
function cosine(a: Appearance, b: Appearance, people: number, names: number): number {
  const sizes = Math.sqrt((2 * a.people.size + a.names.size) * (2 * b.people.size + b.names.size));
  return sizes > 0 ? (2 * people + names) / sizes : 0;
}

/** How many the two have in common; each is counted. */
function common(own: ReadonlySet<string>, other: ReadonlySet<string>, counts?: Map<string, number>): number {
  let both = 0;
  for (const each of own) {
    if (!other.has(each)) continue;
    both++;
    counts?.set(each, (counts.get(each) ?? 0) + 1);
  }
  return both;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

function roleAgreement({ facts: { role } }: Appearance, theirs: readonly Appearance[]): number {
  const roles = new Set(theirs.flatMap(({ facts }) => facts.role ?? []));
  if (role === undefined || roles.size === 0) return 0;
  return roles.has(role) ? 1 : -1;
}

function nearestDay(day: string, theirs: readonly Appearance[]): number {
  const days = theirs.map(({ facts }) => daysBetween(facts.day, day)).filter(Number.isFinite);
  return days.length === 0 ? -1 : Math.min(...days);
}

/** How many days lie between two; infinitely many if one is undated. */
export function daysBetween(one: string, other: string): number {
  if (one === undated || other === undated) return Number.POSITIVE_INFINITY;
  return Math.abs(Date.parse(one) - Date.parse(other)) / dayMilliseconds;
}
