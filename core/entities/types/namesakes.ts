/**
 * Companies and places that have the surname of somebody in the text: Quelle, founded by Gustav Quelle;
 * "Orsk, Kenya" beside Viktor Orsk. Elsewhere a lone surname is taken for the person's.
 */
import { wordSet } from '../../text/wordSet.ts';
import type { NamedKind } from '../data/nouns.ts';
import { gazetteerMatchAt } from '../gazetteer.ts';
import { formOf, spanOf } from '../spans/nameWords.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { TagType } from '../tagger/tags.ts';
import { lowerWordAt, type Token, wordAt } from '../token.ts';
import type { Evidence } from './evidence.ts';
import { nounEvidence } from './nounEvidence.ts';
import { isShownAsPerson } from './shownPerson.ts';

/** Of what speaks for a company, for one whose founder the text names, and for others. */
const enoughForFounders = 0.65;
const enough = 1.3;
/** What the tagger's own opinion counts, where it takes most of the mentions for an organisation. */
const taggerWeight = 0.65;

const founding = wordSet`founder founders co-founder cofounder`;
const founded = wordSet`founded established started co-founded`;
const locative = wordSet`in near outside around at`;

/** What is decided of a lone name that is somebody's surname in the text. */
type Decided = { type: TagType; confidence: number; namesake?: true };

/** As much as keeps a name from being taken for a surname (`resolve.ts`). */
const confidence = 0.8;

/**
 * @param names in text order
 * @returns what the lone names are that are no surnames, and the surnames beside them
 */
export function namesakesIn(
  text: string,
  names: readonly TaggedName[],
  evidence: Evidence,
): ReadonlyMap<TaggedName, Decided> {
  const bearers = Map.groupBy(names.filter(isFullName), lastWordOf);
  const lone = Map.groupBy(
    names.filter((name) => isLone(name) && bearers.has(formOf(name))),
    formOf,
  );
  const decided = new Map<TaggedName, Decided>();
  for (const [form, alike] of lone) {
    const persons = bearers.get(form) ?? [];
    const [bearer] = persons;
    if (bearer === undefined) continue;
    const first = startOf(bearer);
    const places = new Set(alike.filter((name) => isShownPlace(text, name, first)));
    const isCompany = isNamedFirst(text, alike, first) && isCompanyOf(alike, persons, evidence.get(form));
    if (!isCompany && places.size === 0) continue;
    for (const name of alike) {
      const isPlace = places.has(name) || (places.size > 0 && isWhere(text, name));
      if (isShownAsPerson(text, spanOf(name))) decided.set(name, { type: 'person', confidence });
      else if (isPlace) decided.set(name, { type: 'place', confidence, namesake: true });
      else if (isCompany) decided.set(name, { type: 'organization', confidence, namesake: true });
    }
  }
  return decided;
}

const isLone = ({ from, to }: TaggedName): boolean => to - from === 1;
const isFullName = ({ from, to, type }: TaggedName): boolean => type === 'person' && to - from > 1;
const lastWordOf = ({ passage, to }: TaggedName): string => wordAt(passage.tokens, to - 1);
const startOf = (name: TaggedName): number => spanOf(name).start;

/** Whether the lone name is before the full one, and no person's there. Others are named in full first. */
function isNamedFirst(text: string, alike: readonly TaggedName[], first: number): boolean {
  const before = alike.filter((name) => startOf(name) < first);
  return before.length > 0 && !before.some((name) => isShownAsPerson(text, spanOf(name)));
}

function isCompanyOf(
  alike: readonly TaggedName[],
  persons: readonly TaggedName[],
  kinds: ReadonlyMap<NamedKind, number> | undefined,
): boolean {
  const bodies = alike.filter(({ type }) => type === 'organization');
  const opinion = 2 * bodies.length > alike.length ? taggerWeight : 0;
  const weight = (kinds?.get('organization') ?? 0) + opinion;
  return weight >= (persons.some(isFounder) ? enoughForFounders : enough);
}

/** "Founded by Gustav Quelle", "its founder, Gustav Quelle", "Gustav Quelle, who founded". */
function isFounder({ passage: { tokens }, from, to }: TaggedName): boolean {
  const before = wordAt(tokens, from - 1) === ',' ? wordAt(tokens, from - 2) : wordAt(tokens, from - 1);
  if (founding.has(before.toLowerCase())) return true;
  if (before === 'by' && founded.has(wordAt(tokens, from - 2))) return true;
  const at = wordAt(tokens, to) === ',' ? to + 1 : to;
  const isDeed = founded.has(wordAt(tokens, wordAt(tokens, at) === 'who' ? at + 1 : at));
  const nounAt = /^(?:the|its|a)$/.test(wordAt(tokens, at)) ? at + 1 : at;
  return isDeed || (at > to && founding.has(wordAt(tokens, nounAt)));
}

/** "The city of Orsk", "the mayor of Orsk", "in Orsk, Kenya"; "Orsk, Kenya," before anybody has the name. */
function isShownPlace(text: string, name: TaggedName, first: number): boolean {
  const evidence = nounEvidence(text, { ...name, type: 'place' });
  if (evidence.some(({ kind }) => kind === 'place')) return true;
  return isBeforePlace(text, name) && (isWhere(text, name) || startOf(name) < first);
}

/** "Orsk, Kenya": a comma, or the end of the sentence, is behind the place. */
function isBeforePlace(text: string, { passage: { tokens }, to }: TaggedName): boolean {
  const match = wordAt(tokens, to) === ',' ? gazetteerMatchAt(tokens, to + 1) : undefined;
  if (match?.known.type !== 'place') return false;
  const end = to + 1 + match.length;
  return /^[,.]?$/.test(wordAt(tokens, end)) && !hasPossessive(text, tokens[end - 1] as Token);
}

/** "In Orsk", but not "in Orsk's". */
const isWhere = (text: string, { passage: { tokens }, from }: TaggedName): boolean =>
  locative.has(lowerWordAt(tokens, from - 1)) && !hasPossessive(text, tokens[from] as Token);
