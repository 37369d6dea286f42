/**
 * Decides who is meant by a short form in one document: one of its bearers, or nobody that the archive names.
 * A model (boosted trees, `models/linkTrees.json`) gives the chance that each bearer is meant; below the
 * threshold the short form stays what it is. That only one name bears it decides nothing.
 */
import linkTrees from '../../models/linkTrees.json' with { type: 'json' };
import { probabilityOf, treesFrom } from '../learned/decisionTrees.ts';
import type { Bearer } from './bearers.ts';
import { isPersonCode } from './contextCodes.ts';
import { type Appearance, type Likeness, likeness } from './evidence.ts';
import { isOtherSex } from './sexes.ts';
import { hasInitialOnly } from './shortNames.ts';

/** How a short form comes from a full name. Their order is that of the model. */
const formKinds = ['surname', 'initial', 'inflected', 'inflected surname'] as const;
export type FormKind = (typeof formKinds)[number];

/** What is asked: a short form in a document, and what is known about the form. */
export interface Question {
  own: Appearance;
  kind: FormKind;
  bearers: readonly Bearer[];
  /** In how many documents around the form stands alone. */
  alone: number;
  /** The form is a given name too. */
  isGivenName: boolean;
}

export interface RankedBearer {
  id: string;
  /** All ids of the bearer. */
  ids: readonly string[];
  /** The chance that this bearer is meant, 0 to 1. */
  confidence: number;
  likeness: Likeness;
  /** The documents that name the bearer, as they were compared. */
  documents: readonly Appearance[];
}

/**
 * At least this chance makes a link. By cross-validation 96 % of the links are right then
 * (`npm run train:identity`); 95 %, at 0.55, is too little for a journalist to publish from.
 */
const leastConfidence = 0.62;

const trees = treesFrom(linkTrees);

/** A lone "Sebastian" is hardly ever somebody's surname, and the model knows surnames only. */
const leastForGivenName = 0.9;

/** All bearers, the most likely first. Last are those whose sex is another one. */
export function rankBearers(question: Question): RankedBearer[] {
  const possible = possibleBearers(question);
  const others = question.bearers
    .filter((bearer) => !possible.includes(bearer))
    .map((bearer) => ({ ...bearer, confidence: 0, likeness: likeness(question.own, bearer.documents) }));
  return [...rankPossible({ ...question, bearers: possible }), ...others];
}

/** "Mrs Velmar" is never Viktor Velmar, whatever else speaks for him. */
export const possibleBearers = ({ own, bearers }: Question): Bearer[] =>
  bearers.filter((bearer) => !isOtherSex(own, bearer));

function rankPossible(question: Question): RankedBearer[] {
  const likenesses = question.bearers.map(({ documents }) => likeness(question.own, documents));
  const rows = featureRows(question, likenesses);
  return question.bearers
    .map(({ id, ids, documents }, i) => ({
      id,
      ids,
      documents,
      confidence: probabilityOf(trees, rows[i] ?? new Float64Array()),
      likeness: likenesses[i] as Likeness,
    }))
    .sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
}

/**
 * The bearer that is meant; `undefined` if nobody is likely enough.
 * @param isGivenName whether the form is a given name too
 */
export function decide(ranked: readonly RankedBearer[], isGivenName = false): RankedBearer | undefined {
  const [first] = ranked;
  const least = isGivenName ? leastForGivenName : leastConfidence;
  return first !== undefined && first.confidence >= least ? first : undefined;
}

/** A row of features for each bearer, in their order. */
export function featureRows(question: Question, likenesses: readonly Likeness[]): Float64Array[] {
  const total = likenesses.reduce((sum, { documents }) => sum + documents, 0);
  return likenesses.map((own, i) => {
    const others = likenesses.filter((_, n) => n !== i);
    const onlyHere = [...own.known].filter((code) => !others.some(({ known }) => known.has(code)));
    const peopleOnlyHere = onlyHere.filter(isPersonCode).length;
    const most = (of: (each: Likeness) => number) => Math.max(0, ...others.map(of));
    return Float64Array.of(
      own.documents,
      own.documents / total,
      own.documents / (1 + most(({ documents }) => documents)),
      own.people,
      own.names,
      own.titleWords,
      own.topics,
      own.cosine,
      own.knownPeople,
      own.knownNames,
      share(own.knownPeople, question.own.people.size),
      share(own.knownNames, question.own.names.size),
      own.usualPeople,
      own.usualNames,
      own.usualTopics,
      own.role,
      own.section,
      own.source,
      own.alsoShort,
      own.days,
      own.cosine - most(({ cosine }) => cosine),
      own.people - most(({ people }) => people),
      own.usualTopics - most(({ usualTopics }) => usualTopics),
      own.topics - most(({ topics }) => topics),
      own.section - most(({ section }) => section),
      peopleOnlyHere,
      onlyHere.length - peopleOnlyHere,
      hasInitialOnly(question.bearers[i]?.id ?? '') ? 1 : 0,
      likenesses.length,
      question.alone,
      question.alone / own.documents,
      question.isGivenName ? 1 : 0,
      question.own.people.size,
      question.own.names.size,
      question.own.facts.mentions,
      formKinds.indexOf(question.kind),
    );
  });
}

const share = (part: number, of: number): number => (of === 0 ? -1 : part / of);
