/** What shows a company: whom it employs, what it has and does, and whose rival it is. */
import { auxiliaries, companyBehind, companyDeals, companyOwned, companyPeople } from '../data/nouns.ts';
import { compass } from '../data/places.ts';
import { companyVerbs, reportingVerbs } from '../data/verbs.ts';
import { hasPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';

/** As in `nounEvidence.ts`. */
const employedWeight = 1;
const ownedWeight = 0.8;
const actedWeight = 0.8;
/** Words between an owner and what it owns: "Velmar's latest quarterly profits". */
const maxAdjectives = 2;
const naming = new Set('names named appoints appointed'.split(' '));
/** In words, from a verb to "its": "to cut 300 jobs at", "Vera Orsk head of". */
const maxObjectLength = 8;
const prepositions = new Set('of to as for at in from on by with to'.split(' '));
/** What "its" may rather be of. */
const otherSubject = new Set('the that which a an and but it this when as while'.split(' '));
/** "Velmar's chief executive", "Velmar's new finance director". */
const officers = new Set(['chief executive', 'chief financial', 'managing director', 'finance director']);
/** What companies report. */
const results = new Set('profit profits loss losses earnings revenue revenues turnover sales'.split(' '));
/** Words between a verb and what a company reports: "posted a record first-quarter profit". */
const maxResultDistance = 4;

/** In tokens, before the source: "ST PETERSBURG, Russia, March 16 (". */
const maxDatelineLength = 10;

/** "Her role in Mike Nichols' film": it is not the name that is the work. */
export const isOwner = (text: string, last: Token): boolean =>
  hasPossessive(text, last) || /^['’]/.test(text.slice(last.end, last.end + 1));

/** "An analyst at Miller Tabak", "a stake in Wippit": such people and shares are a company's. */
export function employed(
  text: string,
  { passage: { tokens }, from, to, type }: TaggedName,
): KindEvidence | undefined {
  const at = tokens[from - 1]?.text === 'the' ? from - 2 : from - 1;
  const joint = tokens[at]?.text ?? '';
  const noun = tokens[at - 1]?.text.toLowerCase() ?? '';
  const isDeal = type !== 'place' && companyDeals.get(noun)?.has(joint);
  const isOf = isDeal || companyPeople.get(noun)?.has(joint);
  // "A spokesman for North East Says No": of a part of a country that says little.
  const isRegion = compass.has(tokens[from]?.text ?? '');
  // People have spokesmen too.
  if (type === 'person' && to - from > 1) return undefined;
  // "A spokesman for Orsk's Tilde Centre" is the centre's.
  // "An employee of Quelle's cousin" is the cousin's.
  if (isOwner(text, tokens[to - 1] as Token) && (tokens[to]?.capital || type === 'person')) return undefined;
  return isOf && !isRegion ? { kind: 'organization', weight: employedWeight } : undefined;
}

/** "Velmar's shares", "Velmar's latest quarterly profits", "Velmar employees". */
export function owns(
  text: string,
  { passage: { tokens }, from, to, type }: TaggedName,
): KindEvidence | undefined {
  if (type === 'person' && to - from > 1) return undefined;
  // "Sheffield employees" live there.
  if (!hasPossessive(text, tokens[to - 1] as Token))
    return type !== 'place' && companyBehind.has(adjacentWord(tokens, to)) ? owning : undefined;
  for (let at = to; at <= to + maxAdjectives && isLowerWord(tokens[at]); at++)
    if (companyOwned.has(tokens[at]?.text ?? '') || officers.has(twoWords(tokens, at))) return owning;
  return undefined;
}

const owning: KindEvidence = { kind: 'organization', weight: ownedWeight };

/** "Velmar posted a record profit", "Velmar has cut its forecast", "Velmar employs 900 people". */
export function actsAsCompany({ passage: { tokens }, from, to, type }: TaggedName): KindEvidence | undefined {
  if (type === 'place' || (type === 'person' && to - from > 1) || !tokens[to]?.adjacent) return undefined;
  const at = auxiliaries.has(tokens[to]?.text ?? '') ? to + 1 : to;
  const verb = tokens[at]?.text ?? '';
  const isAct =
    verb === 'employs' ||
    // Nobody says "its" of himself.
    (companyVerbs.has(verb) && isOfIts(tokens, at)) ||
    (reportingVerbs.has(verb) && isResultAt(tokens, at + 1));
  return isAct ? { kind: 'organization', weight: actedWeight } : undefined;
}

/**
 * "Cut its forecast", "plans to cut 300 jobs at its plants", "named Vera Orsk head of its routes"; not "named
 * the firm and its head", which is the firm's.
 */
function isOfIts(tokens: readonly Token[], verbAt: number): boolean {
  const isNaming = naming.has(tokens[verbAt]?.text ?? '');
  for (let at = verbAt + 1; at <= verbAt + maxObjectLength; at++) {
    const token = tokens[at];
    if (token?.text === 'its') return at === verbAt + 1 || prepositions.has(tokens[at - 1]?.text ?? '');
    if (token === undefined || token.kind === 'symbol' || otherSubject.has(token.text)) return false;
    if (token.capital && !isNaming) return false;
  }
  return false;
}

function isResultAt(tokens: readonly Token[], start: number): boolean {
  for (let at = start; at <= start + maxResultDistance && isLowerWord(tokens[at]); at++)
    if (results.has(tokens[at]?.text ?? '')) return true;
  return false;
}

/** "Joined Velmar as chief executive". */
export function joinedAs({ passage: { tokens }, from, to, type }: TaggedName): KindEvidence | undefined {
  const isJoined = tokens[from - 1]?.text === 'joined' && tokens[to]?.text === 'as';
  return isJoined && type !== 'place' && to - from === 1 ? owning : undefined;
}

const twoWords = (tokens: readonly Token[], at: number): string =>
  `${tokens[at]?.text} ${tokens[at + 1]?.text}`;

const isLowerWord = (token: Token | undefined): boolean => token?.kind === 'word' && !token.capital;

const adjacentWord = (tokens: readonly Token[], at: number): string =>
  tokens[at]?.adjacent ? (tokens[at]?.text ?? '') : '';

/**
 * "ORSK, March 16 (Velmar) — The plant": who reports it is no person. It stands in every story of its own, so
 * that one which the tagger does not know is left out.
 */
export function reports({ passage: { tokens }, from, to, type }: TaggedName): KindEvidence | undefined {
  const isInBrackets = tokens[from - 1]?.text === '(' && tokens[to]?.text === ')';
  const isDateline = from <= maxDatelineLength && /^[-–—]$/.test(tokens[to + 1]?.text ?? '');
  const opensWithPlace = /^\p{Lu}{3,}$/u.test(tokens[0]?.text ?? '');
  const isSource = isInBrackets && isDateline && opensWithPlace;
  return isSource && type !== 'organization' ? { kind: 'thing', weight: 1 } : undefined;
}

/** "Its rival Velmar": nobody is the rival of a city. */
export function rivalBefore({ passage: { tokens }, from, type }: TaggedName): KindEvidence | undefined {
  const isRival = /^rivals?$/.test(tokens[from - 1]?.text ?? '') && tokens[from]?.adjacent === true;
  return isRival && type === 'place' ? { kind: 'organization', weight: ownedWeight } : undefined;
}
