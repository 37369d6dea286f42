/** Lines that say when a text was published or updated, and perhaps where or by whom it was written. */
import { saysOnlyWhen } from '../../article/authors/creditLines.ts';
import { updatedLabel } from '../../article/dates/datedLines.ts';
import { momentOnLine, parseMoment } from '../../dates/moment.ts';
import { weekdayPattern } from '../../dates/weekdayNames.ts';
import { momentFromWritten, soleDate, type WrittenDate } from '../../dates/writtenDate.ts';
import type { Moment } from '../../document/record.ts';
import { isByline } from '../../text/byline/byline.ts';

/** In characters, of a line that has a date and little else. */
const longestDate = 80;
const longestByline = 120;
/** Words behind a date: "2026年3月31日", "31 марта 2026 г.", "31 marca 2026 r." */
const behindDate = /^\s?(?:日|일|года?|г\.?|року|р\.|r\.|m\.)(?!\p{L})/u;
const placeBefore = /^\p{Lu}[\p{L}\p{M} .'’-]{1,40},(?: (?:den|le|il|el|am))? $/u;
const weekdayBefore = new RegExp(`(?<=, )${weekdayPattern},? $`, 'iu');

/** "10:30-12:00" is when something takes place. */
const hours = /\d[:.]\d\d\s?[-–—]\s?\d{1,2}(?!\d)/;

/** The moment of a line that says nothing else, but perhaps a place: "Brackwater, Tuesday 31 March 2026". */
export const momentOfLine = (line: string): { moment: Moment; hasPlace: boolean } | undefined =>
  updatedLabel.test(line) ? undefined : momentOf(line);

/** The same, whatever the moment is of. */
function momentOf(line: string): { moment: Moment; hasPlace: boolean } | undefined {
  if (line.length > longestDate || !/\p{N}/u.test(line)) return undefined;
  const date = soleDate(line);
  if (date === undefined) return undefined;
  const exact = /^\d{4}-\d\d-\d\dT/.test(line) ? parseMoment(line, 'text') : undefined;
  if (exact === undefined && hours.test(line)) return undefined;
  const before = line.slice(0, date.index);
  const isSaid = exact !== undefined || saysOnlyWhen(afterDate(line, date).replace(behindDate, ''));
  const hasPlace = !saysOnlyWhen(before);
  if (!isSaid || (hasPlace && !placeBefore.test(before.replace(weekdayBefore, '')))) return undefined;
  const moment =
    exact ?? momentOnLine(line.slice(hasPlace ? date.index : 0)) ?? momentFromWritten(date, 'text');
  return { moment, hasPlace };
}

/** "Last updated 14 April 2026", "Published 14 April 2026 | Updated 15 April 2026": the two moments. */
export function updateOfLine(line: string): { published?: Moment; modified?: Moment } | undefined {
  if (line.length > 2 * longestDate || !updatedLabel.test(line)) return undefined;
  const dates: { published?: Moment; modified?: Moment } = {};
  for (const part of line.split(/ [|•·] /)) {
    const kind = updatedLabel.test(part) ? 'modified' : 'published';
    const of = momentOf(part);
    if (of === undefined || of.hasPlace || dates[kind] !== undefined) return undefined;
    dates[kind] = of.moment;
  }
  return dates;
}

/** The moment that ends a byline: "By Jane Doe, 3 May 2004". */
export function momentBehindByline(line: string): Moment | undefined {
  const date = isByline(line) ? soleDate(line) : undefined;
  if (date === undefined) return undefined;
  const isBehind = /[,;|•·–—-] ?$/.test(line.slice(0, date.index)) && saysOnlyWhen(afterDate(line, date));
  return isBehind ? momentFromWritten(date, 'text') : undefined;
}

/** The byline that ends a line of when the text was published: "Posted on 3 May 2004 by Jane Doe". */
export function bylineBehindDate(line: string): string | undefined {
  const date = line.length <= longestByline && /\p{N}/u.test(line) ? soleDate(line) : undefined;
  if (date === undefined || !saysOnlyWhen(line.slice(0, date.index))) return undefined;
  const byline = afterDate(line, date).replace(/^[\s,;|•·–—-]+/u, '');
  return byline !== '' && isByline(byline) ? byline : undefined;
}

const afterDate = (line: string, { index, length }: WrittenDate) => line.slice(index + length);
