/**
 * Parses datelines: the place, day and agency before a wire story's first sentence. Agencies and press wires
 * write them as "LONDON, May 3 (Reuters) —", "BOSTON, May 3, 2021 /PRNewswire/ --" and
 * "BOSTON--(BUSINESS WIRE)--May 3, 2021--".
 */

import { monthOf } from '../dates/months.ts';
import { isWeekday, weekdayAtEnd } from '../dates/weekdayNames.ts';
import { momentFromWritten, writtenDates } from '../dates/writtenDate.ts';
import type { Content, Moment, Paragraph } from '../document/record.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { isKnownAgency, lowerCaseAgencies } from './agencies.ts';
import { anyOf } from './anyOf.ts';
import { decapitalize } from './decapitalize.ts';

export interface ParsedDateline {
  dateline: NonNullable<Content['dateline']>;
  /** Its length in characters, including the dash and spaces before the first sentence. */
  length: number;
  /** Set only if the dateline names the year. */
  published?: Moment;
}

const place = String.raw`\p{Lu}[\p{L}\p{M}.'’ /-]{1,40}(?<! -)(?:, \p{Lu}[\p{L}.' ]{1,30}?)?`;
const month = String.raw`\p{Lu}[a-z]{2,8}\.?`;
const dayFirst = String.raw`\d{1,2}\.? (?:de )?(?<month>\p{L}[\p{L}\p{M}]{2,8})\.?(?: (?:de )?\d{4})?`;
const numeric = String.raw`\d{1,2}\. ?\d{1,2}\. ?\d{4}`;
const day = String.raw`${month} \d{1,2}(?:,? \d{4})?|${dayFirst}|${numeric}`;
const agencyStart = String.raw`\p{Lu}|(?:${lowerCaseAgencies})(?![\p{L}\p{N}])`;
const agencyName = String.raw`(?:${agencyStart})[\p{L}\p{N} .&/'-]{0,30}`;
const wireName = String.raw`\p{Lu}[\p{L}\p{N} .&'-]{0,30}`;
const patterns = [
  // Business Wire's.
  String.raw`^(?<place>${place})--\((?<agency>${agencyName})\)--(?<day>${day})--(?=\S)`,
  `^(?<place>${place})(?:(?:(?<comma>,)| [-–])? (?<day>${day}))?` +
    String.raw`(?:(?: | ?--)(?:\((?<agency>${agencyName})\)|/(?<wire>${wireName})/))?` +
    String.raw`(?: ?— ?| – | --? | _ | ?--|(?<=[)/])-- |(?<=\))\.- ?)(?=\S)`,
  // "(ANSA) - ROMA, 3 MAG - ".
  String.raw`^\((?<agency>${agencyName})\) ?[-–—] (?<place>${place}), (?<day>${day}) [-–—] (?=\S)`,
].map((source) => new RegExp(source, 'u'));

/** In characters. */
const maxLength = 140;

/** The dash that a place in capitals needs, if nothing else shows that it is one: "YES--The" has another. */
const setOff = /— ?$| (?:–|--?|_) $/;

/** What editors set before a text as they set a place: "FILE - In this photo", "WATCH — The storm". */
const labels = anyOf`
  FILE(?: PHOTO| PICTURE)?, PHOTOS?, PICTURES?, VIDEO, AUDIO, WATCH, LISTEN, READ(?: MORE)?, LIVE,
  LIVE UPDATES, (?:LAST )?UPDATED?, POSTED, PUBLISHED, (?:FOR IMMEDIATE|PRESS|NEWS|MEDIA) RELEASE,
  BREAKING(?: NEWS)?, EXCLUSIVE, OPINION, COMMENT, COMMENTARY, ANALYSIS, EDITORIAL, REVIEW, INTERVIEW,
  EXPLAINER, OBITUARY, CORRECTION, CLARIFICATION, (?:EDITOR['’]S )?NOTE, NOTICE, WARNING, SPOILER ALERT,
  ADVERTISEMENT, SPONSORED, QUIZ, POLL
`;
const label = new RegExp(`^(?:${labels})$`);

/** Also in capitals: "REUTERS — The talks". */
const isAgency = (name: string) => [name, inSmallLetters(name), name.toLowerCase()].some(isKnownAgency);

/** Begins a name, or a part of it: "Orsk", "d'Orsk", "al-Orsk". */
const nameStart = /(?:^|['’./-])\p{Lu}/u;

/** Whether the last word is a name, as a place's is; in "The ferry" it is not. */
const endsInName = (where: string): boolean => nameStart.test(where.slice(where.lastIndexOf(' ') + 1));

/**
 * Parses the dateline at the start of a paragraph. It must have an agency, a place in capitals, or a place
 * with a comma and a day behind it.
 * @returns `undefined` if the paragraph does not begin with a dateline
 */
export function parseDateline(paragraph: string): ParsedDateline | undefined {
  const start = paragraph.slice(0, maxLength);
  const match = patterns.map((pattern) => pattern.exec(start)).find((found) => found !== null);
  if (!match) return undefined;
  const [whole] = match;
  const { place: where = '', day: when, month: named, agency, wire, comma } = match.groups ?? {};
  const who = agency ?? wire;
  const [city = '', ...country] = where.trim().split(',');
  if (label.test(city) || isAgency(city)) return undefined;
  if (named !== undefined && monthOf(named.toLowerCase()) === undefined) return undefined;
  // "Dienstag, 4.5.2021 – " has no place, and "VERSION 4.3.2021 - " no day.
  const isOther = isWeekday(city) || (comma === undefined && /^[\d. ]+$/.test(when ?? ''));
  const isPlace =
    city === city.toUpperCase()
      ? when !== undefined || setOff.test(whole)
      : comma !== undefined && endsInName(city);
  if (who === undefined && (isOther || !isPlace)) return undefined;
  const text = whole.replace(/(?:(?<=\))\.)?[\s—–_-]+$/, '');
  const published = when === undefined ? undefined : dayWithYear(when);
  return {
    dateline: {
      text,
      place: [inSmallLetters(city), ...country.map(countryAsWritten)].join(','),
      ...omitUndefined({ agency: who }),
    },
    length: whole.length,
    ...omitUndefined({ published }),
  };
}

/**
 * The place of a dateline that a format names beside the text: "Lyon (dpa) -", "Paris, 24 nov 2026 (AFP)".
 * @returns `undefined` if the line has no place, as "2026-11-24 20:13 GMT"
 */
export function placeOfDateline(line = ''): string | undefined {
  const [before = ''] = line.split(beyondPlace, 1);
  const comma = before.lastIndexOf(',');
  const isOfDay = comma > 0 && weekdayAtEnd(before.toLowerCase()) !== undefined;
  const hasDay = /^ \d/.test(line.slice(before.length));
  const where = isOfDay ? before.slice(0, comma) : hasDay ? withoutMonth(before) : before;
  return /^['’‘]?\p{L}/u.test(where) ? where.replace(/(?:,| [-–—]+)$/, '') : undefined;
}

/** The day, the agency in brackets, and a dash at the end. */
const beyondPlace = /,? (?:(?:le|den|am) )?\d| ?\(| [-–—]+$/u;

/** What is before a day, without the month: "LONDON," of "LONDON, May"; "New York" as it is. */
function withoutMonth(text: string): string {
  const words = text.split(' ');
  return monthOf(words.at(-1)?.toLowerCase() ?? '') === undefined ? text : words.slice(0, -1).join(' ');
}

function dayWithYear(when: string): Moment | undefined {
  const [date] = writtenDates(when);
  return date && momentFromWritten(date, 'dateline');
}

const inSmallLetters = (name: string) => decapitalize(name, /[ '’./-]/u);

/** "FRANCE" and "ORE." are words in capitals; "UK", "NY", and "D.C." are written so. */
const countryAsWritten = (name: string) => (/\p{L}{3}[\p{L}.]/u.test(name) ? inSmallLetters(name) : name);

/** How many short paragraphs, such as a role or a place, may come before the dateline, and their length. */
const before = { paragraphs: 2, length: 60 };
/** In characters: of a standfirst that the text has as a paragraph. */
const longestStandfirst = 320;

/**
 * The dateline of a story: of its first paragraph of text, or of one after a few short lines. Behind a
 * standfirst it must have a day or an agency, and be the only one: tours, fixtures and digests have several.
 */
export function datelineOf(paragraphs: readonly Paragraph[]): ParsedDateline | undefined {
  const texts = paragraphs.filter(({ role }) => role === 'text').map(({ text }) => text);
  for (const [i, text] of texts.slice(0, before.paragraphs + 1).entries()) {
    const found = parseDateline(text);
    if (found !== undefined) return found;
    if (text.length > longestStandfirst) return undefined;
    if (text.length <= before.length) continue;
    return datelineBelow(texts.slice(i + 1));
  }
  return undefined;
}

/** The dateline of the first of the texts, if it has a day or an agency and no other text has one. */
function datelineBelow([first = '', ...others]: readonly string[]): ParsedDateline | undefined {
  const found = parseDateline(first);
  if (found === undefined || (found.dateline.agency === undefined && !/\d/.test(found.dateline.text)))
    return undefined;
  return others.some((text) => parseDateline(text) !== undefined) ? undefined : found;
}
