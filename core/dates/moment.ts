/**
 * Parses dates from metadata: ISO 8601 / RFC 3339, RFC 5322 and HTTP dates, `asctime`, and plain English
 * ones. It guesses nothing: a day stays a day, a time without a zone stays without one, and a date that the
 * calendar does not have is rejected.
 */

import type { Moment } from '../document/record.ts';
import { existsInCalendar, monthNames } from './calendar.ts';
import { offsetOf, zoneNames } from './zones.ts';

const months = monthNames.map((name) => name.toLowerCase());

/** Names that are not known are zones too, of no offset. */
const zone = String.raw`Z|(?:GMT|UTC)?[+-]\d{1,2}(?::?\d{2})?|(?![ap]m\b)[A-Z]{2,3}|[A-Z]{3,4}T|` + zoneNames;
/** Some write its name behind its offset: `+0200 CEST`, `GMT+0200 (Central European Summer Time)`. */
const zoneName = String.raw`\s*\((?:[A-Z]{2,5}|[A-Z]+(?: [A-Z]+){0,3} Time)\)|(?<=\d)\s[A-Z]{3,5}`;
/** "AMST" is a zone. */
const half = String.raw`[ap]\.?m\.?(?![ds]t\b)`;
const endOfTime = String.raw`(?:\s*(?<half>${half}))?(?:\s*\(?(?<zone>${zone})\)?(?:${zoneName})?)?`;
const year = String.raw`(?<year>\d{4})`;
const hour = String.raw`(?<hour>\d{1,2})`;
const minute = String.raw`(?<minute>\d{2})`;
const second = String.raw`(?<second>\d{2})`;
const isoTime = String.raw`${hour}:${minute}(?::${second}(?<fraction>\.\d{1,9})?)?${endOfTime}`;
const iso = new RegExp(
  String.raw`^${year}(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2})(?:(?:T|\s+|\s+at\s+)${isoTime})?)?)?$`,
  'i',
);
const compactTime = String.raw`(?<hour>\d{2})${minute}${second}?(?<zone>Z|[+-]\d{2}(?:\d{2})?)?`;
const compact = new RegExp(String.raw`^${year}(?<month>\d{2})(?<day>\d{2})(?:T?${compactTime})?$`);
/** "10:30-11" is no time with a zone but a span; "10:30-0500" has a zone. */
const seconds = String.raw`(?::${second}|(?!-\d{1,2}(?!\d)))`;
const clock = String.raw`(?:,?\s+(?:at\s+)?${hour}[:.]${minute}${seconds}${endOfTime})?`;
const weekday = String.raw`(?:[a-z]{3,9}(?:,\s*|\s+))?`;
const dayNumber = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`;
const monthName = String.raw`(?<name>[a-z]{3,9})\.?`;
const dayFirst = new RegExp(
  String.raw`^${weekday}${dayNumber}[\s/-]+${monthName},?[\s/-]+${year}${clock}(?:\s*\([A-Z]{2,5}\))?$`,
  'i',
);
const monthFirst = new RegExp(String.raw`^${weekday}${monthName}\s+${dayNumber},?\s+${year}${clock}$`, 'i');

/** C's `asctime` (RFC 9110, 5.6.7), also with a zone, as in tweets: "Wed Oct 10 20:19:24 +0000 2018". */
const asctime = new RegExp(
  String.raw`^[a-z]{3}\s+${monthName}\s+(?<day>\d{1,2})\s+(?<hour>\d{2}):${minute}:${second}` +
    String.raw`(?:\s+(?<zone>${zone}))?\s+${year}$`,
  'i',
);

const patterns = [iso, compact, dayFirst, monthFirst, asctime];

/** With the longest name of a zone behind it. */
const longestDate = 80;

/**
 * @param source where the text was found, kept on the moment
 * @returns `undefined` if the text is not a date, or an ambiguous one
 */
export function parseMoment(text: string, source: string): Moment | undefined {
  const whole = text.trim();
  if (whole.length < 4 || whole.length > longestDate) return undefined;
  const trimmed = withCentury(whole);
  for (const pattern of patterns) {
    const { groups } = pattern.exec(trimmed) ?? {};
    if (groups !== undefined) return moment(groups, source);
  }
  return undefined;
}

/** "31-Mar-26", as spreadsheets and databases write it, and "Tue, 31 Mar 98" of old mails and feeds. */
const shortYear =
  /^((?:[a-z]{3,9}(?:,\s{0,5}|\s{1,5}))?\d{1,2}([/-]|\s{1,5})\p{L}\p{L}{2,8}\.?\2)(\d{2})(?=,?\s|$)/iu;

/** The date with the century of a year of two digits after a month's name (RFC 5322, 4.3). */
export function withCentury(date: string): string {
  return date.replace(
    shortYear,
    (_, before: string, _sign, year: string) => `${before}${Number(year) < 50 ? '20' : '19'}${year}`,
  );
}

/** The date on a short line that has nothing else, except perhaps a word such as "Published" before it. */
export function momentOnLine(line: string): Moment | undefined {
  if (line.length > 80 || !/\d{4}/.test(line)) return undefined;
  const date = line.replace(
    /^(?:(?:first |last )?(?:published|posted|updated|modified)|date)(?: on)?:?\s+/i,
    '',
  );
  const found = parseMoment(date, 'text');
  return found === undefined || found.precision === 'year' || found.precision === 'month' ? undefined : found;
}

const dateInPath = /(?:^|[^\d])((?:19|20)\d{2})([-/_.]?)(\d{2})\2(\d{2})(?![\d])/;
const sectionInDate = /\/((?:19|20)\d{2})\/([a-z][\w.-]{1,30})\/(\d{2})\/(\d{2})\//i;

/**
 * A date anywhere in a path: `2021/05/03`, `2021-05-03`, `20210503`, `2021/politics/05/03/`. A year and month
 * alone do not count: too often they mean something else.
 */
export function momentInPath(path: string, source: string): Moment | undefined {
  const head = path.slice(0, 2048);
  const found = dateInPath.exec(head) ?? sectionInDate.exec(head);
  if (!found) return undefined;
  const [, year, , month, day] = found;
  return moment({ year, month, day }, source);
}

/**
 * The number (1 to 12, as text) of a month's English name or its first three or four letters; `undefined`
 * for other words.
 */
export function monthNumber(name: string): string | undefined {
  const lower = name.toLowerCase();
  const index = months.findIndex(
    (month) => month === lower || (lower.length >= 3 && lower.length <= 4 && month.startsWith(lower)),
  );
  return index < 0 ? undefined : String(index + 1);
}

function hourOf(hour: string | undefined, half: string | undefined): string | undefined {
  // Some write the half beside the hour of the whole day: "14:05 PM".
  if (hour === undefined || half === undefined || Number(hour) > 12) return hour;
  const twelve = Number(hour) % 12;
  return String(half.toLowerCase().startsWith('p') ? twelve + 12 : twelve);
}

/** What the patterns find. `name` is the month's; `half` is "am" or "pm". */
type Field = 'year' | 'month' | 'name' | 'day' | 'hour' | 'half' | 'minute' | 'second' | 'fraction' | 'zone';

function moment(fields: Partial<Record<Field, string | undefined>>, source: string): Moment | undefined {
  const { year = '', name, day, half, minute, second, fraction, zone } = fields;
  const month = name === undefined ? fields.month : monthNumber(name);
  const hour = hourOf(fields.hour, half);
  if (name !== undefined && month === undefined) return undefined;
  if (Number(year) < 1500) return undefined; // Some databases write "0001-01-01" for an empty field.
  if (month === undefined) return { value: year, precision: 'year', tzKnown: false, source };
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  const toMonth = `${year}-${two(month)}`;
  if (day === undefined) return { value: toMonth, precision: 'month', tzKnown: false, source };
  if (!existsInCalendar(Number(year), Number(month), Number(day))) return undefined;
  const toDay = `${toMonth}-${two(day)}`;
  if (hour === undefined || minute === undefined)
    return { value: toDay, precision: 'day', tzKnown: false, source };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const offset = zone === undefined ? undefined : offsetOf(zone);
  const seconds = second === undefined ? '' : `:${two(second)}${fraction ?? ''}`;
  const value = `${toDay}T${two(hour)}:${two(minute)}${seconds}${offset ?? ''}`;
  return {
    value,
    precision: second === undefined ? 'minute' : 'second',
    tzKnown: offset !== undefined,
    source,
  };
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}
