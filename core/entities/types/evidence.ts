/** How much speaks for each kind of thing, by a name's form: the evidence that `decideTypes.ts` weighs. */
import { auxiliaries, awardWords, bandVerbs, type NamedKind, teamWords } from '../data/nouns.ts';
import { addresses } from '../data/people.ts';
import { formOf } from '../spans/nameWords.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { wordAt } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { nameLists } from './lists.ts';
import { nounEvidence } from './nounEvidence.ts';
import { isNamedAsPerson } from './personForm.ts';
import type { Subject } from './subject.ts';
import { actsAsTeam } from './teamPhrases.ts';
import { worksOfPersons } from './works.ts';

/** This share of a list's names must agree to change the rest. */
const listAgreement = 0.75;
/** A name below this confidence follows the list that it is in. */
const sureName = 0.7;
const listWeight = 0.7;

const subjectWeight = 0.9;
/** As much as a noun directly before a full name. */
const starWeight = 1;
const ownedWeight = 1;

/** By a name's form: how much speaks for each kind. */
export type Evidence = ReadonlyMap<string, ReadonlyMap<NamedKind, number>>;

/** Gathers the evidence of all names of a text. */
export function evidenceOf(text: string, names: readonly TaggedName[], subject: Subject): Evidence {
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
