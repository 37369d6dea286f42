/**
 * Corrects the tagger's types by evidence that it does not weigh: the nouns beside a name, the other names of
 * a list, and what the document is about. All mentions of a form are decided together; only places that stand
 * for teams are decided one by one.
 */

import { auxiliaries, awardWords, bandVerbs, type NamedKind, teamWords } from '../data/nouns.ts';
import { addresses, givenNames } from '../data/people.ts';
import { holidays, speaking } from '../data/words.ts';
import { listedName } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import { formOf, spanOf, wordsOf } from '../spans/nameWords.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isTitle } from '../titles.ts';
import { isAcronym, isOfCurrency, wordAt } from '../token.ts';
import { commonAcronyms, unnamedAcronyms } from './commonAcronyms.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { lineUps, nameLists } from './lists.ts';
import { typeByForm } from './nameForm.ts';
import { nounEvidence } from './nounEvidence.ts';
import { isAgainstSureName, isNamedAsPerson } from './personForm.ts';
import { isOfReferee } from './placeOrTeam.ts';
import { type Subject, subjectOf } from './subject.ts';
import { actsAsTeam } from './teamPhrases.ts';
import { teamNames } from './teams.ts';
import { titleOf, worksAmong, worksOfPersons } from './works.ts';

/** A name with its type decided. */
export interface TypedName extends TaggedName {
  /** The name is a place's and means its team. */
  team?: true;
}

const typeOfKind: Record<NamedKind, TagType> = {
  person: 'person',
  place: 'place',
  organization: 'organization',
  team: 'organization',
  band: 'group',
  work: 'other',
  thing: 'other',
};

/** Evidence below it changes nothing; nor does evidence below this share of the tagger's confidence. */
const minEvidence = 0.65;
const confidenceShare = 0.75;
/** For a person's full name: only a noun directly before it is enough. */
const minEvidenceForFullName = 1;
/** The calibrated confidence of a type that evidence decided, by the sets in `eval/`. */
const decidedConfidence = 0.7;
/** This share of a list's names must agree to change the rest. */
const listAgreement = 0.75;
/** A name below this confidence follows the list that it is in. */
const sureName = 0.7;
const listWeight = 0.7;

const subjectWeight = 0.9;
/** As much as a noun directly before a full name. */
const starWeight = 1;
const ownedWeight = 1;

/** The names with their types, in text order. */
export function decideTypes(
  text: string,
  passages: readonly Passage[],
  names: readonly TaggedName[],
): TypedName[] {
  const subject = subjectOf(passages);
  const decided = decideForms(text, names, subject);
  const teams = teamNames(text, decided, subject);
  return decided.map((name) => (teams.has(name) ? { ...name, type: 'organization', team: true } : name));
}

/** By a name's form: how much speaks for each kind. */
type Evidence = ReadonlyMap<string, ReadonlyMap<NamedKind, number>>;

function evidenceOf(text: string, names: readonly TaggedName[], subject: Subject): Evidence {
  const evidence = new Map<string, Map<NamedKind, number>>();
  const add = (name: TaggedName, { kind: said, weight, group }: KindEvidence) => {
    const isBody = group && !subject.music;
    if (isBody && isNamedAsPerson(name)) return;
    const kind = isBody ? 'organization' : said;
    const form = formOf(name);
    const kinds = evidence.get(form) ?? new Map<NamedKind, number>();
    kinds.set(kind, (kinds.get(kind) ?? 0) + weight);
    evidence.set(form, kinds);
  };
  const lists = nameLists(names);
  const listOf = new Map(lists.flatMap((list) => list.map((name) => [name, list] as const)));
  /** "The towns Velmar and Orsk": a noun in the plural says what a list is, up to the noun or from it on. */
  const describedWith = (name: TaggedName, { plural, behind }: KindEvidence): readonly TaggedName[] => {
    const list = plural ? (listOf.get(name) ?? [name]) : [name];
    const at = list.indexOf(name);
    return behind ? list.slice(0, at + 1) : list.slice(at);
  };
  for (const name of names)
    for (const each of nounEvidence(text, name)) for (const one of describedWith(name, each)) add(one, each);
  for (const list of lists) for (const [name, each] of listEvidence(list, subject)) add(name, each);
  for (const [name, each] of subjectEvidence(names, listOf, subject)) add(name, each);
  if (!subject.sport)
    for (const name of worksOfPersons(text, names)) add(name, { kind: 'work', weight: ownedWeight });
  return evidence;
}

function decideForms(text: string, names: readonly TaggedName[], subject: Subject): TaggedName[] {
  const evidence = evidenceOf(text, names, subject);
  const surnames = surnamesIn(names);
  const players = subject.teams ? lineUps(names) : new Set<TaggedName>();
  const common = commonAcronyms(text);
  // In a report on a sport, the tagger takes clubs for events.
  const works = subject.sport ? new Set<string>() : worksAmong(names);
  const unnamed = unnamedAcronyms(text, names.filter(({ type }) => type !== 'other').map(spanOf));
  return names.map((name) => {
    const isMoney = isOfCurrency(name.passage.tokens, name.to - 1);
    const isThing = name.type === 'organization' && unnamed.has(formOf(name));
    if (isMoney || isThing || common.has(formOf(name)) || isHoliday(name, surnames))
      return { ...name, type: 'other' };
    const kinds = evidence.get(formOf(name));
    const isHome = subject.teams && name.type === 'organization' && isOfReferee(name);
    const byForm = isHome ? 'place' : players.has(name) ? 'person' : typeByForm(text, name, surnames);
    const byWords = kinds && decidedType(name, kinds, surnames, subject);
    // "The series Prison Hospital", "the thriller Hotel Rwanda": the noun says more than a word of bodies.
    const isWork = name.type !== 'person' && byForm === 'organization' && byWords === 'other';
    const type = isWork ? byWords : (byForm ?? byWords);
    if (type === undefined)
      return isBodyOrPlace(name) && works.has(titleOf(name)) ? { ...name, type: 'other' } : name;
    // Evidence for what the tagger doubts makes it surer; whether a person is a company is asked later.
    if (type === name.type && (type === 'person' || name.confidence >= decidedConfidence)) return name;
    return { ...name, type, confidence: decidedConfidence };
  });
}

const isBodyOrPlace = ({ type }: TaggedName): boolean => type === 'organization' || type === 'place';

/** The type that the evidence gives the name; `undefined` if it is not sufficient. */
function decidedType(
  name: TaggedName,
  kinds: ReadonlyMap<NamedKind, number>,
  surnames: ReadonlySet<string>,
  subject: Subject,
): TagType | undefined {
  const { passage, from, to, type, confidence } = name;
  if (listedName(passage.tokens, from, to)) return undefined;
  const form = formOf(name);
  if (type === 'person' && to - from === 1 && surnames.has(form) && !isAcronym(form)) return undefined;
  const byWeight = [...kinds].sort(([, a], [, b]) => b - a);
  const [best] = byWeight;
  if (best === undefined) return undefined;
  const [kind, weight] = best;
  const isFullName = type === 'person' && to - from > 1 && givenNames.has(wordAt(passage.tokens, from));
  const least = isFullName ? minEvidenceForFullName : Math.max(minEvidence, confidenceShare * confidence);
  if (isAgainstSureName(name, kind)) return undefined;
  if (weight < least || (kind === 'band' && !subject.music)) return undefined;
  return typeOfKind[kind];
}

/** The lone names of a list that differ from what most others are. */
function listEvidence(list: readonly TaggedName[], { music }: Subject): [TaggedName, KindEvidence][] {
  const sums = new Map<TagType, number>();
  for (const { type, confidence } of list) sums.set(type, (sums.get(type) ?? 0) + confidence);
  return list.flatMap((name) => {
    const word = wordAt(name.passage.tokens, name.from);
    if (name.to - name.from > 1 || name.confidence >= sureName || word === word.toUpperCase()) return [];
    const others = [...sums].map(
      ([type, sum]) => [type, type === name.type ? sum - name.confidence : sum] as const,
    );
    const all = others.reduce((total, [, sum]) => total + sum, 0);
    const [most] = others.toSorted(([, a], [, b]) => b - a);
    if (most === undefined || most[0] === name.type || most[1] < listAgreement * all || all < name.confidence)
      return [];
    // "Kistler, co-founder" and "Google and Chan" are two names, and not yet a list.
    const kind = list.length > 2 || most[0] === 'other' ? kindOfType(most[0], music) : undefined;
    return kind === undefined ? [] : [[name, { kind, weight: listWeight }]];
  });
}

/** In an article on music, a list of organisations is one of bands. */
function kindOfType(type: TagType, music: boolean): NamedKind | undefined {
  if (type === 'organization') return music ? 'band' : type;
  if (type === 'person') return type;
  return type === 'other' ? 'work' : undefined;
}

/** What the words behind a name say by the subject of the document: "Saints boss", "Pixies headline". */
function subjectEvidence(
  names: readonly TaggedName[],
  listOf: ReadonlyMap<TaggedName, readonly TaggedName[]>,
  subject: Subject,
): [TaggedName, KindEvidence][] {
  return names.flatMap((name): [TaggedName, KindEvidence][] => {
    if (!name.passage.tokens[name.to]?.adjacent) return [];
    const own = evidenceBehind(name, subject);
    if (own !== undefined) return [[name, own]];
    const bands = subject.music && actsAsBand(name) ? (listOf.get(name) ?? [name]) : [];
    return bands.map((each) => [each, { kind: 'band', weight: subjectWeight }]);
  });
}

/** What the word behind a name says of it alone. */
function evidenceBehind(
  { passage: { tokens }, from, to, type }: TaggedName,
  { sport, teams, music }: Subject,
): KindEvidence | undefined {
  const behind = wordAt(tokens, to);
  const next = tokens[to + 1];
  const isLone = to - from === 1;
  if (sport)
    return isLone && (teamWords.has(behind) || (teams && actsAsTeam(tokens, from)))
      ? { kind: 'team', weight: subjectWeight }
      : undefined;
  const isNumbered = isLone && /^[2-9]$/.test(behind) && next?.kind !== 'symbol';
  if (isNumbered && !addresses.has(wordAt(tokens, from - 1))) return { kind: 'work', weight: subjectWeight };
  if (type !== 'person') return undefined;
  if (isLone) return awardWords.has(behind) ? { kind: 'thing', weight: subjectWeight } : undefined;
  // "Vera Velmar star Amara Okoye": persons have no stars, but films do.
  const hasStar = behind === 'star' && next?.capital;
  return hasStar ? { kind: music ? 'band' : 'work', weight: starWeight } : undefined;
}

/** "Pixies headline", "Pixies will headline". */
function actsAsBand({ passage: { tokens }, to, type }: TaggedName): boolean {
  const verbAt = auxiliaries.has(wordAt(tokens, to)) ? to + 1 : to;
  return type !== 'person' && bandVerbs.has(wordAt(tokens, verbAt));
}

/** "Ramadan", "Eid al-Fitr"; beside Tariq Ramadan, or in "Mr Ramadan said", it is his surname. */
function isHoliday(name: TaggedName, surnames: ReadonlySet<string>): boolean {
  const { passage, from, to } = name;
  const [first = '', second] = wordsOf(name);
  if (!holidays.includes(first)) return false;
  if (second !== undefined) return /^[ae]l-/i.test(second);
  const isTitled = isTitle(wordAt(passage.tokens, from - 1));
  return !isTitled && !speaking.has(wordAt(passage.tokens, to)) && !surnames.has(first);
}

/** The last and the first words of persons' full names: lone ones are persons too. */
function surnamesIn(names: readonly TaggedName[]): Set<string> {
  const words = new Set<string>();
  for (const name of names) {
    const { passage, from, to, type } = name;
    if (type !== 'person' || to - from < 2 || isHoliday(name, words)) continue;
    words.add(wordAt(passage.tokens, to - 1));
    words.add(wordAt(passage.tokens, from));
  }
  return words;
}
