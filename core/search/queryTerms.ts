/** The terms of the search language: what a word, a phrase or a filter asks for. */
import { isDay } from '../dates/calendar.ts';
import { publishingStatuses } from '../document/heldBack.ts';
import { entityIdPattern, entityTypes } from '../entities/annotation.ts';
import { fold } from '../entities/slug.ts';
import type { SearchTerm } from '../ports/searchCondition.ts';
import { languageLetters, languageTag } from '../text/language.ts';
import { normalizeUnicode } from '../text/normalizeUnicode.ts';
import { unspaced } from '../text/unspacedScripts.ts';
import type { TextTerm } from './conditions.ts';
import { countryCode, countryLetters } from './countryCode.ts';
import { spellingsOf } from './initials.ts';
import { InvalidQuery } from './queryFault.ts';
import type { TermToken } from './queryTokens.ts';
import { subjectKey } from './subjectKey.ts';
import { longestBeginning, shortestBeginning, writtenWords } from './writtenWords.ts';

/** A point, or the name or id of a place. */
export type QueryPlace = { lat: number; lon: number } | { name: string };

/** A term whose entity or place is still to be looked up. */
export type QueryTerm =
  | Exclude<SearchTerm, { entities: unknown } | { documents: unknown }>
  | { entity: string }
  | {
      near: QueryPlace;
      kilometres: number;
      /** Where the query says it, in UTF-16 units. */
      position: number;
    };

/** Words between one word and the next of `"…"~`, unless it says how many. */
const defaultWithin = 10;
const mostWithin = 100;
const nearWords = { least: 2, most: 8 };
const mostKilometres = 500;
const kilometresPerMile = 1.609344;

/** The term, a word once for each spelling of its initials: a phrase is as written. @throws InvalidQuery */
export function termsOf(query: string, token: TermToken): [QueryTerm, ...QueryTerm[]] {
  const term = termOf(query, token);
  if (!('word' in term)) return [term];
  const [, ...others] = spellingsOf(term.word);
  return [term, ...others.map((word) => ({ ...term, word }))];
}

function termOf(query: string, token: TermToken): QueryTerm {
  const wrong: Wrong = (expected, offset = 0) => new InvalidQuery(query, token.valueAt + offset, expected);
  const { text } = token;
  switch (token.field) {
    case undefined:
      return textTerm(token, wrong);
    case 'title':
      return { ...textTerm(token, wrong), title: true };
    case 'entity':
      if (!entityIdPattern.test(text)) throw wrong('an entity’s id like person/antony-blinken');
      return { entity: text };
    case 'type':
      if (!entityTypes.some((type) => type === text)) throw wrong(`one of ${entityTypes.join(', ')}`);
      return { type: text };
    case 'source':
      return sourceTerm(token, wrong);
    case 'subject':
      return subjectTerm(token, wrong);
    case 'status':
      return statusTerm(text, wrong);
    case 'country':
      if (!countryLetters.test(text)) throw wrong('the two letters of a country, like FR');
      return { country: countryCode(text) };
    case 'language':
      if (!languageLetters.test(text)) throw wrong('a language tag like en');
      return { language: languageTag(text) ?? canonicalTag(text) };
    case 'near':
      return placeTerm(token, wrong);
    default:
      return dayTerm(token.field, text, wrong);
  }
}

/** The fault of a term. @param offset where in its value, in UTF-16 units */
type Wrong = (expected: string, offset?: number) => InvalidQuery;

/** Letters as BCP 47 recommends, of what is no whole tag. */
function canonicalTag(tag: string): string {
  const [first = '', ...rest] = tag.toLowerCase().split('-');
  const parts = rest.map((part) => {
    if (part.length === 2) return part.toUpperCase();
    return part.length === 4 ? part.charAt(0).toUpperCase() + part.slice(1) : part;
  });
  return [first, ...parts].join('-');
}

/** Stored texts and sources are in NFC; what is pasted on a Mac often is not. */
const asStored = (text: string) => normalizeUnicode(text, 'NFC');

function textTerm({ field, text, quoted, suffix }: TermToken, wrong: Wrong): TextTerm {
  if (!quoted && text.includes('*') && !unspacedBeginning.test(text)) return beginningTerm(text, wrong);
  if (!quoted) {
    if (fold(text) === '') throw wrong('a word or a "phrase" after the colon');
    if (field !== undefined && text.startsWith('-')) throw wrong('the - before the field, like -title:word');
    return { word: asStored(text) };
  }
  const words = writtenWords(text);
  if (words.length === 0) throw wrong('a word between the quotation marks');
  const isPasted = suffix === '' && words.length > mostBesideBeginning;
  const cut = isPasted ? -1 : text.search(beginningInPhrase);
  if (cut !== -1) throw wrong('whole words between quotation marks', cut + 1);
  if (suffix === '') return { phrase: text };
  if (words.length < nearWords.least || words.length > nearWords.most)
    throw wrong(`${nearWords.least} to ${nearWords.most} words between the quotation marks before ~`);
  const within = suffix === '~' ? defaultWithin : Number(suffix.slice(1));
  if (within < 1 || within > mostWithin) throw wrong(`a number from 1 to ${mostWithin} after ~`);
  return { near: words, within };
}

/** A phrase of more words is a pasted headline, whose stars are notes: "Karim Saleh* on his years away". */
const mostBesideBeginning = 4;

/** A word of two letters or more and a star, which a name, an oath (f***) or a score (102*) may have too. */
const beginningInPhrase = new RegExp(String.raw`(?<=[[\p{L}\p{M}]--[${unspaced}]]{2})\*(?!\S)`, 'v');

/** Without spaces between words each letter is one: what begins with these letters is what has them. */
const unspacedBeginning = new RegExp(String.raw`^[^*]*[${unspaced}]\p{M}*\*$`, 'v');

function beginningTerm(text: string, wrong: Wrong): TextTerm {
  const star = text.indexOf('*');
  const [word, ...others] = writtenWords(text.slice(0, star));
  const length = word === undefined ? 0 : Array.from(word).length;
  if (star < text.length - 1) throw wrong('the * at the end of a word', star);
  if (word === undefined || others.length > 0 || length < shortestBeginning || length > longestBeginning)
    throw wrong(`${shortestBeginning} to ${longestBeginning} letters or digits of one word before the *`);
  return { beginning: word };
}

function sourceTerm({ text, quoted, suffix }: TermToken, wrong: Wrong): QueryTerm {
  const isPrefix = quoted ? suffix === '*' : text.endsWith('*');
  const name = isPrefix && !quoted ? text.slice(0, -1) : text;
  if (name.trim() === '') throw wrong('the name of a source, or its beginning and a *');
  return { source: asStored(name), ...(isPrefix && { prefix: true }) };
}

function subjectTerm({ text, quoted }: TermToken, wrong: Wrong): QueryTerm {
  if (subjectKey(text) === '') throw wrong('a subject');
  // It is no sign of the subject, as it may be between quotation marks: it asks for a beginning.
  const star = quoted ? -1 : text.indexOf('*');
  if (star !== -1) throw wrong('the whole subject', star);
  return { subject: text };
}

function statusTerm(text: string, wrong: Wrong): QueryTerm {
  const status = publishingStatuses.find((each) => each === text);
  if (status === undefined) throw wrong(`one of ${publishingStatuses.join(', ')}`);
  return { status };
}

const distance = /^(\d{1,4}(?:\.\d{1,3})?) {0,3}(km|mi)$/iu;
const point = /^(-?\d{1,2}(?:\.\d{1,10})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,10})?)$/;

function placeTerm({ text, suffix, valueAt }: TermToken, wrong: Wrong): QueryTerm {
  const whole = text + suffix;
  const comma = whole.lastIndexOf(',');
  const where = whole.slice(0, Math.max(comma, 0)).trim();
  const [, amount = '', unit = ''] = distance.exec(whole.slice(comma + 1).trim()) ?? [];
  if (where === '' || amount === '')
    throw wrong('a place and a distance, like cardiff,50km or "New York",20mi or 51.5,-3.2,50km');
  const kilometres = Number(amount) * (unit.toLowerCase() === 'mi' ? kilometresPerMile : 1);
  if (kilometres <= 0 || kilometres > mostKilometres)
    throw wrong(`a distance of more than 0 and at most ${mostKilometres} km`);
  const [, lat, lon] = point.exec(where) ?? [];
  if (lat === undefined || lon === undefined) {
    if (fold(where) === '') throw wrong('the name of a place before the distance');
    return { near: { name: where }, kilometres, position: valueAt };
  }
  if (Math.abs(Number(lat)) > 90 || Math.abs(Number(lon)) > 180)
    throw wrong('a latitude from -90 to 90 and a longitude from -180 to 180');
  return { near: { lat: Number(lat), lon: Number(lon) }, kilometres, position: valueAt };
}

function dayTerm(field: 'from' | 'to', text: string, wrong: Wrong): QueryTerm {
  const day = dayOf(text, field);
  if (day === undefined) throw wrong('a day (2021-05-03), a month (2021-05) or a year (2021)');
  return field === 'from' ? { from: day } : { to: day };
}

/** The first or last day of a day, month or year. */
function dayOf(value: string, end: 'from' | 'to'): string | undefined {
  if (isDay(value)) return value;
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(value) ?? [];
  if (year === undefined || year === '0000') return undefined;
  if (end === 'from') return `${year}-${month ?? '01'}-01`;
  const days = [31, 30, 29, 28].map((day) => `${year}-${month ?? '12'}-${day}`);
  return days.find(isDay);
}
