/** What shows a company: whom it employs, what it has and does, and whose rival it is. */
import { wordSet } from '../../text/wordSet.ts';
import {
  auxiliaries,
  companyBehind,
  companyDeals,
  companyOffices,
  companyOwned,
  companyPeople,
  companyShared,
} from '../data/nouns.ts';
import { compass } from '../data/places.ts';
import { companyVerbs, reportingVerbs } from '../data/verbs.ts';
import { hasPossessive, isPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { isNamedAsPerson, isSureFullName } from './shownPersons.ts';

/** As in `nounEvidence.ts`. */
const employedWeight = 1;
const ownedWeight = 0.8;
/** Persons too take over firms, and say "its" of others: one of whom the tagger is sure stays a person. */
const weightForPerson = 0.65;
/** Words between an owner and what it owns: "Velmar's latest quarterly profits". */
const maxAdjectives = 2;
/** Clubs acquire players. */
const purchases = new Set(['takeover', 'acquisition', 'buyout']);
const naming = wordSet`names named appoints appointed`;
/** In words, from a verb to "its": "to cut 300 jobs at", "Vera Orsk head of". */
const maxObjectLength = 8;
const prepositions = wordSet`of to as for at in from on by with`;
/** What "its" may rather be of. */
const otherSubject = wordSet`the that which a an and but it this when as while`;
/** The owner of a takeover alone may be who takes over. */
const ownedPhrases = new Set(['share price', 'takeover by']);
/** "Velmar's chief executive", "Velmar's new finance director". */
const officers = new Set(['chief executive', 'chief financial', 'managing director', 'finance director']);
/** In words, of an office in a company: "chief financial officer". */
const maxOfficeLength = 3;
/** After "joined Velmar as": "as she left". */
const pronouns = wordSet`he she they it we the`;
/** Behind "employs", whom companies employ: "employs some 900 people"; others employ irony. */
const employedWords = wordSet`people staff workers hundreds thousands`;
/** In words, from "employs" to one of these or to a number. */
const maxEmployedDistance = 3;
/** What companies report. */
const results = wordSet`profit profits loss losses earnings revenue revenues turnover sales`;
/** Behind "poll", what a candidate has. */
const pollOutcomes = wordSet`lead rating ratings numbers victory win triumph defeat`;
/** Words between a verb and what a company reports: "posted a record first-quarter profit". */
const maxResultDistance = 4;

/** "Her role in Mike Nichols' film": it is not the name that is the work. */
export const isOwner = (text: string, last: Token): boolean =>
  hasPossessive(text, last) || /^['’]/.test(text.slice(last.end, last.end + 1));

/** "An analyst at Miller Tabak", "a stake in Wippit": such people and shares are a company's. */
export function employed(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const at = tokens[from - 1]?.text === 'the' ? from - 2 : from - 1;
  const joint = tokens[at]?.text ?? '';
  const noun = tokens[at - 1]?.text.toLowerCase() ?? '';
  const isDeal = type !== 'place' && companyDeals.get(noun)?.has(joint);
  const isOf = companyPeople.get(noun)?.has(joint);
  // "A spokesman for North East Says No": of a part of a country that says little.
  const isRegion = compass.has(tokens[from]?.text ?? '');
  // People have spokesmen too.
  if (isRegion || isSureFullName(name)) return undefined;
  // "A spokesman for Orsk's Tilde Centre" is the centre's.
  // "An employee of Quelle's cousin" is the cousin's.
  if (isOwner(text, tokens[to - 1] as Token) && (tokens[to]?.capital || type === 'person')) return undefined;
  if (isOf || (isDeal && !purchases.has(noun))) return { kind: 'organization', weight: employedWeight };
  return isDeal ? companyOf(name) : undefined;
}

/** Evidence of a company, unless the name is shown to be a person's. */
function companyOf(name: TaggedName, forPerson = weightForPerson): KindEvidence | undefined {
  if (isNamedAsPerson(name)) return undefined;
  return { kind: 'organization', weight: name.type === 'person' ? forPerson : ownedWeight };
}

/** "Velmar's shares", "Velmar's latest quarterly profits", "Velmar employees". */
export function owns(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, to, type } = name;
  const { tokens } = passage;
  const mayShare = type !== 'place';
  // "Sheffield employees" live there.
  if (!isPossessive(text, name))
    return mayShare && companyBehind.has(adjacentWord(tokens, to)) ? companyOf(name) : undefined;
  if (mayShare && companyShared.has(tokens[to]?.text ?? '')) return companyOf(name);
  for (let at = to; at <= to + maxAdjectives && isLowerWord(tokens[at]); at++) {
    const phrase = twoWords(tokens, at);
    if (companyOwned.has(tokens[at]?.text ?? '') || ownedPhrases.has(phrase)) return companyOf(name);
    // Councils have chief executives too.
    if (mayShare && officers.has(phrase)) return companyOf(name, ownedWeight);
  }
  return undefined;
}

/** "Velmar Chief Executive Ana Orsk": whose officer somebody is. */
export function hasOfficer(name: TaggedName): KindEvidence | undefined {
  const { tokens } = name.passage;
  if (name.type === 'place' || !tokens[name.to]?.adjacent) return undefined;
  for (let words = 1, office = ''; words <= maxOfficeLength; words++) {
    office += ` ${tokens[name.to + words - 1]?.text.toLowerCase()}`;
    if (companyOffices.has(office.slice(1)) && tokens[name.to + words]?.capital)
      return companyOf(name, ownedWeight);
  }
  return undefined;
}

/** "Velmar posted a record profit", "Velmar has cut its forecast", "Velmar employs 900 people". */
export function actsAsCompany(name: TaggedName): KindEvidence | undefined {
  const { passage, to, type } = name;
  const { tokens } = passage;
  if (type === 'place' || !tokens[to]?.adjacent) return undefined;
  const at = auxiliaries.has(tokens[to]?.text ?? '') ? to + 1 : to;
  const verb = tokens[at]?.text ?? '';
  const isAct =
    (verb === 'employs' && isStaffAt(tokens, at + 1)) ||
    // Nobody says "its" of himself.
    (companyVerbs.has(verb) && isOfIts(tokens, at)) ||
    (reportingVerbs.has(verb) && isResultAt(tokens, at + 1));
  return isAct ? companyOf(name) : undefined;
}

function isStaffAt(tokens: readonly Token[], start: number): boolean {
  return tokens
    .slice(start, start + maxEmployedDistance)
    .some(({ text }) => employedWords.has(text) || /^\d/.test(text));
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

/**
 * "A Velmar poll": pollsters have them. Without an article it may be about whom people were asked, and a
 * "poll lead" is a candidate's.
 */
export function polls({ passage: { tokens }, from, to, type }: TaggedName): KindEvidence | undefined {
  const isOne = type === 'person' && to - from === 1 && /^(?:an?|the)$/i.test(tokens[from - 1]?.text ?? '');
  const isPoll = tokens[to]?.adjacent && /^(?:poll|survey)$/.test(tokens[to]?.text ?? '');
  const isOfCandidate = pollOutcomes.has(tokens[to + 1]?.text ?? '');
  return isOne && isPoll && !isOfCandidate ? { kind: 'organization', weight: ownedWeight } : undefined;
}

/** "Joined Velmar as chief executive". */
export function joinedAs(name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const isJoined = tokens[from - 1]?.text === 'joined' && tokens[to]?.text === 'as';
  if (!isJoined || type === 'place' || to - from > 1) return undefined;
  return isLowerWord(tokens[to + 1]) && !pronouns.has(tokens[to + 1]?.text ?? '')
    ? companyOf(name)
    : undefined;
}

const twoWords = (tokens: readonly Token[], at: number): string =>
  `${tokens[at]?.text} ${tokens[at + 1]?.text}`;

const isLowerWord = (token: Token | undefined): boolean => token?.kind === 'word' && !token.capital;

const adjacentWord = (tokens: readonly Token[], at: number): string =>
  tokens[at]?.adjacent ? (tokens[at]?.text ?? '') : '';

/** "Its rival Velmar": nobody is the rival of a city. */
export function rivalBefore({ passage: { tokens }, from, type }: TaggedName): KindEvidence | undefined {
  const isRival = /^rivals?$/.test(tokens[from - 1]?.text ?? '') && tokens[from]?.adjacent === true;
  return isRival && type === 'place' ? { kind: 'organization', weight: ownedWeight } : undefined;
}
