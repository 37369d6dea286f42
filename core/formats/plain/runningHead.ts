/** The line that newspapers print above each page: their name, the day and the number of the page. */

import { saysOnlyWhen } from '../../article/authors/creditLines.ts';
import { weekdayPattern } from '../../dates/weekdayNames.ts';
import { momentFromWritten, soleDate } from '../../dates/writtenDate.ts';
import type { Moment } from '../../document/record.ts';

/** The number of a page, and the wide space or the bar beside it. */
const pageNumber = /(?:\s{3}|\t|[|•·] ?)(?:page )?\d{1,3}$|^(?:page )?\d{1,3}(?:\s{3}|\t| ?[|•·])/i;
/** Words with capitals, as the name of a paper has them. */
const paper = /^\p{Lu}[\p{L}\p{M}'’-]*(?: (?:\p{Lu}[\p{L}\p{M}'’-]*|of|and|the|&)){0,5}$/u;
const anyWeekday = new RegExp(`(?<!\\p{L})(?:${weekdayPattern})(?!\\p{L})`, 'giu');

/**
 * The day in such a line: "THE KELMERE COURIER, Tuesday, March 31, 2026     7". A line without the
 * number of a page may be a headline.
 */
export function dayOfRunningHead(line: string): Moment | undefined {
  const bare = line.replace(pageNumber, '');
  const date = bare === line ? undefined : soleDate(bare);
  if (date === undefined) return undefined;
  const sides = [bare.slice(0, date.index), bare.slice(date.index + date.length)];
  const [named = '', ...others] = sides.filter((side) => !saysOnlyWhen(side));
  const [name = ''] = /\p{L}(?:.*\p{L})?/u.exec(named.replace(anyWeekday, '')) ?? [];
  return others.length === 0 && paper.test(name) ? momentFromWritten(date, 'text') : undefined;
}
