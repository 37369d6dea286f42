/** What shows a company: whom it employs, who leads it, what it has and what it does. */
import { wordSet } from '../../text/wordSet.ts';
import {
  auxiliaries,
  companyBehind,
  companyDeals,
  companyOffices,
  companyOwned,
  companyPeople,
  companyResults,
  companyShared,
} from '../data/nouns.ts';
import { compass } from '../data/places.ts';
import { companyVerbs, reportingVerbs, statedVerbs } from '../data/verbs.ts';
import { calendar } from '../data/words.ts';
import { hasPossessive, isPossessive } from '../spans/possessives.ts';
import type { TaggedName } from '../tagger/tagger.ts';
import { lowerWordAt, type Token, wordAt } from '../token.ts';
import type { KindEvidence } from './kindEvidence.ts';
import { isNamedAsPerson, isSureFullName } from './personForm.ts';

/** As in `nounEvidence.ts`. */
const employedWeight = 1;
const ownedWeight = 0.8;
/** Persons too take over firms, and say "its" of others: one of whom the tagger is sure stays a person. */
const weightForPerson = 0.65;
/** Words between an owner and what it owns: "Velmar's latest quarterly profits". */
const maxAdjectives = 2;
/** Words between a verb and what a company reports: "posted a record first-quarter profit". */
const maxResultDistance = 4;
/** In words, of an office in a company: "chief financial officer". */
const maxOfficeLength = 3;
/** Before the staff of a company. */
const numberStarts = /^(?:\p{N}|about|around|some|more|over|nearly|almost)/u;
const announcing = wordSet`said says announced confirmed added insisted`;
const naming = wordSet`names named appoints appointed`;
/** In words, from a verb to "its": "to cut 300 jobs at", "Vera Orsk head of". */
const maxObjectLength = 8;
const prepositions = wordSet`of to as for at in from on by with`;
/** What "its" may rather be of. */
const otherSubject = wordSet`the that which a an and but it this when as while`;

/** "Her role in Mike Nichols' film": it is not the name that is the work. */
export const isOwner = (text: string, last: Token): boolean =>
  hasPossessive(text, last) || /^['’]/.test(text.slice(last.end, last.end + 1));

/** "An analyst at Miller Tabak", "a stake in Wippit", "the takeover of Velmar". */
export function employed(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  const at = tokens[from - 1]?.text === 'the' ? from - 2 : from - 1;
  const joint = wordAt(tokens, at);
  const noun = lowerWordAt(tokens, at - 1);
  const isOf = companyPeople.get(noun)?.has(joint);
  // "A spokesman for North East Says No": of a part of a country that says little.
  const isRegion = compass.has(wordAt(tokens, from));
  // People have spokesmen too.
  if (isRegion || isSureFullName(name)) return undefined;
  // "A spokesman for Orsk's Tilde Centre" is the centre's.
  // "An employee of Quelle's cousin" is the cousin's.
  if (isOwner(text, tokens[to - 1] as Token) && (tokens[to]?.capital || type === 'person')) return undefined;
  if (isOf) return { kind: 'organization', weight: employedWeight };
  // Persons publish and operate, too.
  if (joint === 'by' && type === 'person') return undefined;
  return type !== 'place' && companyDeals.get(noun)?.has(joint) ? companyOf(name) : undefined;
}

/** Evidence of a company, unless the name is shown to be a person's. */
function companyOf(name: TaggedName): KindEvidence | undefined {
  if (isNamedAsPerson(name)) return undefined;
  return { kind: 'organization', weight: name.type === 'person' ? weightForPerson : ownedWeight };
}

/** "Velmar's shares", "Velmar's latest quarterly profits", "Velmar's headquarters", "Velmar employees". */
export function owns(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, to, type } = name;
  const { tokens } = passage;
  const mayShare = type !== 'place';
  // "Sheffield employees" live there.
  if (!isPossessive(text, name))
    return mayShare && companyBehind.has(adjacentWord(tokens, to)) ? companyOf(name) : undefined;
  if (mayShare && companyShared.has(wordAt(tokens, to))) return companyOf(name);
  for (let at = to; at <= to + maxAdjectives && isLowerWord(tokens[at]); at++) {
    if (companyOwned.has(wordAt(tokens, at))) return companyOf(name);
  }
  return undefined;
}

/** "Velmar Chief Executive Ana Orsk", "Velmar's finance director", "joined Velmar as chief executive". */
export function hasOfficer(text: string, name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  // Councils have chief executives too.
  if (type === 'place') return undefined;
  const isJoined = tokens[from - 1]?.text === 'joined' && tokens[to]?.text === 'as';
  const end = officeEnd(tokens, isJoined ? to + 1 : to);
  if (end === undefined) return undefined;
  const isNamed = tokens[to]?.adjacent === true && tokens[end]?.capital === true;
  return isJoined || isNamed || isPossessive(text, name) ? companyOf(name) : undefined;
}

/** Behind the office that begins at the token. */
function officeEnd(tokens: readonly Token[], start: number): number | undefined {
  for (let end = start + 1, office = ''; end <= start + maxOfficeLength; end++) {
    office += ` ${tokens[end - 1]?.text.toLowerCase()}`;
    if (companyOffices.has(office.slice(1))) return end;
  }
  return undefined;
}

/** "Velmar posted a record profit", "Velmar has cut its forecast", "Velmar employs 300 people". */
export function actsAsCompany(name: TaggedName): KindEvidence | undefined {
  const { passage, to, type } = name;
  const { tokens } = passage;
  if (type === 'place' || !tokens[to]?.adjacent) return undefined;
  const at = auxiliaries.has(wordAt(tokens, to)) ? to + 1 : to;
  const verb = wordAt(tokens, at);
  // Nobody says "its" of himself.
  const isAct =
    (companyVerbs.has(verb) && isOfIts(tokens, at)) ||
    (reportingVerbs.has(verb) && isResultAt(tokens, at + 1)) ||
    (verb === 'employs' && numberStarts.test(wordAt(tokens, at + 1))) ||
    saysOfItself(tokens, to);
  return isAct ? companyOf(name) : undefined;
}

/** "Velmar, which makes cars, said": what opens a sentence is what "which" is of. */
export function isSubjectOfWhich(name: TaggedName): KindEvidence | undefined {
  const { passage, from, to, type } = name;
  const { tokens } = passage;
  if (to - from > 1 || (type !== 'person' && type !== 'organization')) return undefined;
  const hasWhich = wordAt(tokens, to) === ',' && wordAt(tokens, to + 1) === 'which';
  return hasWhich && tokens[from]?.opensSentence ? companyOf(name) : undefined;
}

/** "Velmar said on Tuesday it expected", "Velmar announced it would close its". */
function saysOfItself(tokens: readonly Token[], at: number): boolean {
  if (!announcing.has(wordAt(tokens, at))) return false;
  let itAt = at + 1;
  if (wordAt(tokens, itAt) === 'on') itAt++;
  if (calendar.has(wordAt(tokens, itAt))) itAt++;
  if (wordAt(tokens, itAt) === 'that') itAt++;
  if (wordAt(tokens, itAt) !== 'it') return false;
  const verb = wordAt(tokens, itAt + 1);
  return statedVerbs.has(verb) || isOfIts(tokens, auxiliaries.has(verb) ? itAt + 2 : itAt + 1);
}

function isResultAt(tokens: readonly Token[], start: number): boolean {
  for (let at = start; at <= start + maxResultDistance && isLowerWord(tokens[at]); at++)
    if (companyResults.has(wordAt(tokens, at))) return true;
  return false;
}

/**
 * "Cut its forecast", "plans to cut 300 jobs at its plants", "named Vera Orsk head of its routes"; not "named
 * the firm and its head", which is the firm's.
 */
function isOfIts(tokens: readonly Token[], verbAt: number): boolean {
  const isNaming = naming.has(wordAt(tokens, verbAt));
  for (let at = verbAt + 1; at <= verbAt + maxObjectLength; at++) {
    const token = tokens[at];
    if (token?.text === 'its') return at === verbAt + 1 || prepositions.has(wordAt(tokens, at - 1));
    if (token === undefined || token.kind === 'symbol' || otherSubject.has(token.text)) return false;
    if (token.capital && !isNaming) return false;
  }
  return false;
}

const isLowerWord = (token: Token | undefined): boolean => token?.kind === 'word' && !token.capital;

const adjacentWord = (tokens: readonly Token[], at: number): string =>
  tokens[at]?.adjacent ? wordAt(tokens, at) : '';
