/**
 * Parses datelines such as "LONDON, May 3 (Reuters) —": the place, day and agency before a wire story's
 * first sentence.
 */

import { parseMoment } from '../dates/moment.ts';
import type { Content, Moment, Paragraph } from '../document/record.ts';
import { omitUndefined } from '../omitUndefined.ts';
import { lowerCaseAgencies } from './agencies.ts';
import { decapitalize } from './decapitalize.ts';

export interface ParsedDateline {
  dateline: NonNullable<Content['dateline']>;
  /** Its length in characters, including the dash and spaces before the first sentence. */
  length: number;
  /** Set only if the dateline names the year. */
  published?: Moment;
}

const place = String.raw`(\p{Lu}[\p{L}\p{M}.'’ /-]{1,40}(?:, \p{Lu}[\p{L}.' ]{1,30}?)?)`;
const month = String.raw`\p{Lu}[a-z]{2,8}\.?`;
const day = String.raw`(?:,? (${month} \d{1,2}(?:, \d{4})?|\d{1,2} ${month}(?: \d{4})?))?`;
const agencyStart = String.raw`\p{Lu}|(?:${lowerCaseAgencies})(?![\p{L}\p{N}])`;
const agency = String.raw`(?: \(((?:${agencyStart})[\p{L}\p{N} .&/'-]{0,30})\))?`;
const pattern = new RegExp(`^${place}${day}${agency}(?: ?— ?| – | --? )(?=\\S)`, 'u');

/**
 * Parses the dateline at the start of a paragraph. It must have a place in capitals, a day or an agency: a
 * dash alone is too common.
 * @returns `undefined` if the paragraph does not begin with a dateline
 */
export function parseDateline(paragraph: string): ParsedDateline | undefined {
  const match = pattern.exec(paragraph.slice(0, 140));
  if (!match) return undefined;
  const [whole, where = '', when, who] = match;
  const city = where.split(',', 1)[0] ?? '';
  if (when === undefined && who === undefined && city !== city.toUpperCase()) return undefined;
  const text = whole.replace(/[\s—–-]+$/, '');
  const published = when === undefined || !/\d{4}$/.test(when) ? undefined : parseMoment(when, 'dateline');
  return {
    dateline: { text, place: decapitalize(where.trim(), /[ '’./-]/u), ...omitUndefined({ agency: who }) },
    length: whole.length,
    ...omitUndefined({ published }),
  };
}

/** How many short paragraphs, such as a role or a place, may come before the dateline, and their length. */
const before = { paragraphs: 2, length: 60 };

/** The dateline of a story: of its first paragraph of text, or of one after a few short lines. */
export function datelineOf(paragraphs: readonly Paragraph[]): ParsedDateline | undefined {
  const texts = paragraphs.filter(({ role }) => role === 'text').slice(0, before.paragraphs + 1);
  for (const { text } of texts) {
    const found = parseDateline(text);
    if (found !== undefined || text.length > before.length) return found;
  }
  return undefined;
}
