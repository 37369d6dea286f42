/**
 * Parses the search language:
 *
 * summit ministers         words that must all occur "foreign ministers"      words that must occur together
 * -cricket -"world cup"    words and phrases that must not occur entity:person/x          an entity; if there
 * are several, all must occur source:Reuters  source:"BBC News"  language:en from:2021-05-03  to:2021-06
 * from:2020      days of publication, inclusive; months and years count whole
 *
 * Everything else is a word, so pasted headlines work. An invalid filter is refused with its position and
 * what was expected there. Pure, and independent of the search engine.
 */
import { isDay } from '../dates/calendar.ts';
import { entityTypes } from '../entities/annotation.ts';
import { fold } from '../entities/slug.ts';

export interface ParsedQuery {
  words: string[];
  phrases: string[];
  /** Words and phrases that must not occur. */
  without: string[];
  entities: string[];
  source?: string;
  language?: string;
  /** YYYY-MM-DD, inclusive. */
  from?: string;
  to?: string;
}

export interface QueryFault {
  /** UTF-16 units from the start of the query. */
  position: number;
  /** The text at that position, shortened; '' at the end. */
  got: string;
  expected: string;
}

const fields = ['entity', 'source', 'language', 'from', 'to'] as const;
type Field = (typeof fields)[number];

const maxTerms = 50;

/** Pasted text has typographic quotation marks, so every kind may open and close a phrase. */
const quotes = /["“”„‟]/u;

interface Term {
  position: number;
  negative: boolean;
  field?: Field;
  quoted: boolean;
  text: string;
}

export function parseQuery(text: string): ParsedQuery | QueryFault {
  const query: ParsedQuery = { words: [], phrases: [], without: [], entities: [] };
  let position = 0;
  let toAt = 0;
  for (let count = 0; ; count++) {
    position = skipSpace(text, position);
    if (position >= text.length) break;
    if (count === maxTerms) return fault(text, position, `at most ${maxTerms} terms`);
    const read = readTerm(text, position);
    if ('expected' in read) return read;
    const error = addTerm(query, read.term, text);
    if (error !== undefined) return error;
    if (read.term.field === 'to') toAt = read.term.position;
    position = read.end;
  }
  if (isEmpty(query)) return { position: 0, got: cut(text), expected: 'a word, a "phrase" or a filter' };
  if (query.from !== undefined && query.to !== undefined && query.to < query.from) {
    return fault(text, toAt, `a day that is not before from:${query.from}`);
  }
  return query;
}

function isEmpty({ words, phrases, without, entities, source, language, from, to }: ParsedQuery): boolean {
  return (
    words.length + phrases.length + without.length + entities.length === 0 &&
    (source ?? language ?? from ?? to) === undefined
  );
}

function skipSpace(text: string, position: number): number {
  let at = position;
  while (at < text.length && /\s/u.test(text.charAt(at))) at++;
  return at;
}

/** Reads the term that begins at `start`; `end` is where it ends. */
function readTerm(text: string, start: number): { term: Term; end: number } | QueryFault {
  const negative = text[start] === '-' && /[^\s-]/u.test(text.charAt(start + 1));
  const at = negative ? start + 1 : start;
  const name = /^([A-Za-z]+):(?!\/)/.exec(text.slice(at, at + 64))?.[1];
  const field = fields.find((each) => each === name?.toLowerCase());
  const valueAt = name === undefined ? at : at + name.length + 1;
  if (field === undefined && name !== undefined && /\S/.test(text.charAt(valueAt))) {
    return fault(
      text,
      at,
      `one of ${fields.map((each) => `${each}:`).join(' ')} before a colon, or quotation marks around it`,
    );
  }
  if (field !== undefined && negative)
    return fault(text, start, 'a word or a "phrase" after the minus; filters cannot be negated');
  const from = field === undefined ? at : valueAt;
  const value = readValue(text, from);
  if ('expected' in value) return value;
  return {
    term: { position: from, negative, quoted: value.quoted, text: value.text, ...(field && { field }) },
    end: value.end,
  };
}

function readValue(text: string, start: number): { text: string; quoted: boolean; end: number } | QueryFault {
  if (!quotes.test(text.charAt(start))) {
    let end = start;
    while (end < text.length && !/\s/u.test(text.charAt(end))) end++;
    return { text: text.slice(start, end), quoted: false, end };
  }
  let end = start + 1;
  while (end < text.length && !quotes.test(text.charAt(end))) end++;
  if (end >= text.length)
    return { position: text.length, got: '', expected: `a quotation mark to close the one at ${start}` };
  return { text: text.slice(start + 1, end), quoted: true, end: end + 1 };
}

function addTerm(query: ParsedQuery, term: Term, text: string): QueryFault | undefined {
  if (term.field !== undefined) return addFilter(query, term, term.field, text);
  if (fold(term.text) === '') {
    // Ignore lone punctuation such as a dash or an ampersand, but refuse an empty phrase.
    return term.quoted ? fault(text, term.position, 'a word between the quotation marks') : undefined;
  }
  if (term.negative) query.without.push(term.text);
  else if (term.quoted) query.phrases.push(term.text);
  else query.words.push(term.text);
  return undefined;
}

const entity = new RegExp(`^(${entityTypes.join('|')})/[\\p{L}\\p{M}\\p{N}-]{1,200}$`, 'u');

function addFilter(
  query: ParsedQuery,
  { text: value, position }: Term,
  field: Field,
  text: string,
): QueryFault | undefined {
  const wrong = (expected: string) => fault(text, position, expected);
  if (field !== 'entity' && query[field] !== undefined) return wrong(`${field}: only once`);
  if (field === 'entity') {
    if (!entity.test(value)) return wrong('an entity’s id like person/antony-blinken');
    query.entities.push(value);
  } else if (field === 'source') {
    if (value.trim() === '') return wrong('the name of a source');
    query.source = value;
  } else if (field === 'language') {
    if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/.test(value)) return wrong('a language tag like en');
    query.language = value;
  } else {
    const day = dayOf(value, field);
    if (day === undefined) return wrong('a day (2021-05-03), a month (2021-05) or a year (2021)');
    query[field] = day;
  }
  return undefined;
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

function fault(text: string, position: number, expected: string): QueryFault {
  return { position, got: cut(text.slice(position)), expected };
}

function cut(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
