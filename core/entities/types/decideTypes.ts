/**
 * Corrects the tagger's types by evidence that it does not weigh: the nouns beside a name, the other names of
 * a list, and what the document is about. All mentions of a form are decided together; only places that stand
 * for teams are decided one by one.
 */

import type { NamedKind } from '../data/nouns.ts';
import { givenNames } from '../data/people.ts';
import { holidays, speaking } from '../data/words.ts';
import { listedName } from '../gazetteer.ts';
import type { Passage } from '../passages.ts';
import { formOf, spanOf, wordsOf } from '../spans/nameWords.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { isTitle } from '../titles.ts';
import { isAcronym, isOfCurrency, wordAt } from '../token.ts';
import { commonAcronyms, unnamedAcronyms } from './commonAcronyms.ts';
import { evidenceOf } from './evidence.ts';
import { lineUps } from './lists.ts';
import { typeByForm } from './nameForm.ts';
import { namesakesIn } from './namesakes.ts';
import { isAgainstSureName } from './personForm.ts';
import { isOfReferee } from './placeOrTeam.ts';
import { type Subject, subjectOf } from './subject.ts';
import { teamNames } from './teams.ts';
import { titleOf, worksAmong } from './works.ts';

/** A name with its type decided. */
export interface TypedName extends TaggedName {
  /** The name is a place's and means its team. */
  team?: true;
  /** A company's or a place's name that is somebody's surname in the text. */
  namesake?: true;
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

function decideForms(text: string, names: readonly TaggedName[], subject: Subject): TypedName[] {
  const evidence = evidenceOf(text, names, subject);
  const surnames = surnamesIn(names);
  const namesakes = namesakesIn(text, names, evidence);
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
    const namesake = namesakes.get(name);
    if (namesake !== undefined) return { ...name, ...namesake };
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
