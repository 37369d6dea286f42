/** «LONDON, May 3 (Reuters) —»: the place, day and agency before a wire story's first sentence. */

import { parseMoment } from '../dates/moment.ts';
import type { Content, Moment } from '../document/record.ts';

export interface FoundDateline {
  dateline: NonNullable<Content['dateline']>;
  /** The characters of it, up to the first sentence. */
  length: number;
  /** Only where the dateline names the year. */
  published?: Moment;
}

const place = String.raw`(\p{Lu}[\p{L}\p{M}.'’ -]{1,40}(?:, \p{Lu}[\p{L}.' ]{1,30}?)?)`;
const day = String.raw`(?:,? (\p{Lu}[a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} \p{Lu}[a-z]{2,8}\.?(?: \d{4})?))?`;
const agency = String.raw`(?: \((\p{Lu}[\p{L}\p{N} .&/'-]{1,30})\))?`;
const pattern = new RegExp(`^${place}${day}${agency}(?: ?— ?| – | --? )(?=\\S)`, 'u');

/** `undefined` where the paragraph does not begin with a dateline. Capitals, a day or an agency must be there: a dash alone is none. */
export function datelineOf(paragraph: string): FoundDateline | undefined {
  const match = pattern.exec(paragraph.slice(0, 140));
  if (!match) return undefined;
  const [whole, where = '', when, who] = match;
  const city = where.split(',', 1)[0] ?? '';
  if (when === undefined && who === undefined && city !== city.toUpperCase()) return undefined;
  const text = whole.replace(/[\s—–-]+$/, '');
  const published = when === undefined || !/\d{4}$/.test(when) ? undefined : parseMoment(when, 'dateline');
  return {
    dateline: { text, place: calm(where.trim()), ...(who === undefined ? {} : { agency: who }) },
    length: whole.length,
    ...(published === undefined ? {} : { published }),
  };
}

/** «NEW YORK» → New York. */
function calm(printed: string): string {
  if (printed !== printed.toUpperCase()) return printed;
  return printed
    .toLowerCase()
    .replace(/(^|[ '’.-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
