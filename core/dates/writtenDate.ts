/**
 * Finds dates in running text, as people write them in many languages: "3 May 2021", "le 3 mai 2021", "3.
 * Mai 2021, 14:05 Uhr", "2021年5月3日", "3.5.2021", "03/05/2021". In the last form either number may be the
 * day: the caller says which.
 */

import type { Moment } from '../document/record.ts';
import { wordList, wordSet } from '../text/wordSet.ts';
import { existsInCalendar } from './calendar.ts';
import { monthOf } from './months.ts';
import { type TextInCases, type TimeOfDay, timeBefore, timeBehind } from './timeOfDay.ts';
import { weekdayAtEnd } from './weekdayNames.ts';

export interface WrittenDate extends Partial<TimeOfDay> {
  /** Offset in the text. */
  index: number;
  length: number;
  /** Where it begins with the time before it, "21:14, 28 April 2026"; else where the date does. */
  start: number;
  year: number;
  month: number;
  day: number;
  /** Whether day and month may be the other way round. */
  swappable: boolean;
}

type WrittenDay = Omit<WrittenDate, 'start' | keyof TimeOfDay>;

/** Which number is the day in a date such as "03/05/2021". */
export type DayMonthOrder = 'day-first' | 'month-first' | 'unknown';

/** Characters examined. */
const maxLength = 400;
/** Every form below needs a year of four digits. */
const fourDigits = /[\d٠-٩۰-۹०-९০-৯０-９]{4}/;
/** The patterns expect lower case: compiling `\p{L}` with the `i` flag takes half a second. */
type Form = [
  pattern: RegExp,
  read: (
    groups: string[],
    language: string | undefined,
  ) => [year: string, month: number | undefined, day: string],
];
const forms: readonly Form[] = [
  [
    /(?<!\d)((?:19|20)\d{2})\s?(?:[-/.]|年|년\s?|\.\s)\s?(\d{1,2})\s?(?:[-/.]|月|월\s?|\.\s)\s?(\d{1,2})(?!\d)/gu,
    ([y = '', m, d = '']) => [y, Number(m), d],
  ],
  [
    new RegExp(
      String.raw`(?<![\p{L}\d])(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°)?(?:\.|-|,)?\s?(?:de |of |d[’'])?` +
        // Arabic has two names for a month, and papers write both.
        String.raw`(\p{L}[\p{L}\p{M}]+)(?:\s?\/\s?(\p{L}[\p{L}\p{M}]+))?` +
        String.raw`\.?(?:,|-)?\s?(?:de |del |do |г\. )?((?:19|20)\d{2})(?!\d)`,
      'gu',
    ),
    ([d = '', name = '', other = '', y = ''], language) => [y, monthOfNames(name, other, language), d],
  ],
  [
    /(?<![\p{L}\p{M}\d])(\p{L}[\p{L}\p{M}]+)\.?\s(\d{1,2})(?:st|nd|rd|th|º)?(?:,|\.)?\s(?:de )?((?:19|20)\d{2})(?!\d)/gu,
    ([name = '', d = '', y = ''], language) => [y, monthOf(name, language), d],
  ],
  [
    /(?<!\d)((?:19|20)\d{2})[.,]?\s(?:m\. )?(\p{L}[\p{L}\p{M}]+)\.?\s(\d{1,2})(?!\d)/gu,
    ([y = '', name = '', d = ''], language) => [y, monthOf(name, language), d],
  ],
  [
    /(?<!\d)(\d{1,2}) tháng (\d{1,2})(?:,| năm)? ((?:19|20)\d{2})(?!\d)/gu,
    ([d = '', m, y = '']) => [y, Number(m), d],
  ],
];
const thaiForm: Form = [
  /(?<!\d)(\d{1,2})\s?([ก-๎]{1,3}\.\s?[ก-๎]\.|[ก-๎]{4,12})\s?(?:พ\.ศ\. ?)?(2[45]\d{2})(?!\d)/gu,
  ([d = '', name = '', y = '']) => [`${Number(y) - buddhistEra}`, thaiMonth(name), d],
];
const thaiLetter = /[ก-ฮ]/;
const numeric = /(?<![\d./-])(\d{1,2})(\.\s?|\/|-)(\d{1,2})\2((?:19|20)\d{2})(?!\d|:\d)/g;

/** Thai years count from the death of the Buddha. */
const buddhistEra = 543;
const thaiMonths = wordList`ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.`;

/** The month with a Thai name, or its abbreviation: the name's beginning does not tell it. */
function thaiMonth(name: string): number | undefined {
  const short = thaiMonths.indexOf(name.replace(/\s/g, ''));
  return short < 0 ? monthOf(name, 'th') : short + 1;
}

/** The month with these names. "3 March/April" has two months and is no day, but an issue of a magazine. */
function monthOfNames(name: string, other: string, language: string | undefined): number | undefined {
  const [month, same] = [monthOf(name, language), monthOf(other, language)];
  return month !== undefined && same !== undefined && month !== same ? undefined : (month ?? same);
}

/**
 * All dates in the first 400 characters of a text, in order.
 * @param language a language tag, for month names
 */
export function writtenDates(
  text: string,
  order: DayMonthOrder = 'unknown',
  language?: string,
): WrittenDate[] {
  if (!fourDigits.test(text.slice(0, maxLength))) return [];
  const written = westernDigits(text.slice(0, maxLength));
  const head = inLowerCase(written);
  const found: WrittenDay[] = [];
  const add = (date: WrittenDay) => {
    const end = date.index + date.length;
    if (
      !existsInCalendar(date.year, date.month, date.day) ||
      found.some((other) => date.index < other.index + other.length && other.index < end)
    )
      return;
    found.push(date);
  };
  for (const [pattern, read] of thaiLetter.test(head) ? [...forms, thaiForm] : forms) {
    for (const match of head.matchAll(pattern)) {
      const [year, month, day] = read(match.slice(1), language);
      const place = { index: match.index, length: match[0].length };
      if (month !== undefined)
        add({ ...place, year: Number(year), month, day: Number(day), swappable: false });
    }
  }
  for (const match of head.matchAll(numeric)) {
    const [whole, a = '', point = '', b = '', year] = match;
    const [first, second] = [Number(a), Number(b)];
    const said = orderSaidBy(match) ?? order;
    const monthFirst = point.startsWith('.') ? false : second > 12 || (first <= 12 && said === 'month-first');
    const swappable =
      !point.startsWith('.') && said === 'unknown' && first <= 12 && second <= 12 && first !== second;
    const [month, day] = monthFirst ? [first, second] : [second, first];
    add({ index: match.index, length: whole.length, year: Number(year), month, day, swappable });
  }
  found.sort((a, b) => a.index - b.index);
  return withTimes(found, { lower: head, written });
}

/** The dates in order, each with the time of day beside it: a time belongs to one date. */
function withTimes(days: readonly WrittenDay[], text: TextInCases): WrittenDate[] {
  let from = 0;
  return days.map((day) => {
    const end = day.index + day.length;
    const placed = timeBefore(text, from, day.index) ?? timeBehind(text, end);
    from = Math.max(end, placed?.end ?? 0);
    return { ...day, start: Math.min(day.index, placed?.start ?? day.index), ...placed?.timeOfDay };
  });
}

/** Characters before a date that may name its weekday. */
const maxWeekday = 20;

/** The order by which the weekday before a numeric date is right; `undefined` if none or both are. */
function orderSaidBy({ index, input, 1: a, 3: b, 4: y }: RegExpExecArray): DayMonthOrder | undefined {
  const [first, second, year] = [Number(a), Number(b), Number(y)];
  if (first > 12 || second > 12 || first === second) return undefined;
  const weekday = weekdayAtEnd(inLowerCase(input.slice(Math.max(0, index - maxWeekday), index)));
  if (weekday === undefined) return undefined;
  const [dayFirst, monthFirst] = [
    [second, first],
    [first, second],
  ].map(([month = 0, day]) => (new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7) === weekday);
  return dayFirst === monthFirst ? undefined : dayFirst ? 'day-first' : 'month-first';
}

/** The date of a text that has no other, and whose day and month cannot be swapped. */
export function soleDate(text: string): WrittenDate | undefined {
  const [date, other] = writtenDates(text);
  return other !== undefined || date?.swappable ? undefined : date;
}

/** The date's day, with its time if there is one; only the year if day and month may be swapped. */
export function momentFromWritten(
  { year, month, day, time: clock, zone = '', swappable }: WrittenDate,
  source: string,
): Moment {
  if (swappable) return { value: String(year), precision: 'year', tzKnown: false, source };
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (clock === undefined) return { value: date, precision: 'day', tzKnown: false, source };
  return {
    value: `${date}T${clock}${zone}`,
    precision: clock.length > 5 ? 'second' : 'minute',
    tzKnown: zone !== '',
    source,
  };
}

/** Lower case of the same length, so that offsets stay valid: "İ" alone would become two characters. */
function inLowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : text.replace(/./g, (letter) => (letter.toLowerCase().length === 1 ? letter.toLowerCase() : letter));
}

/** Arabic, Persian, Devanagari, Bengali and full-width digits as ASCII digits. */
function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९০-৯０-９]/g, (digit) =>
    String((digit.charCodeAt(0) - zeroOf(digit.charCodeAt(0))) % 10),
  );
}

function zeroOf(code: number): number {
  return [0x660, 0x6f0, 0x966, 0x9e6, 0xff10].findLast((zero) => code >= zero) ?? code;
}

/**
 * Whether the page writes the day or the month first: by any of its dates that can be read in only one way or
 * follows its weekday, otherwise by region.
 * @param texts the page's texts @param language its language tag @param domain its site
 */
export function detectDayMonthOrder(
  texts: readonly string[],
  language: string | undefined,
  domain: string | undefined,
): DayMonthOrder {
  for (const text of texts) {
    const head = text.slice(0, maxLength);
    if (!fourDigits.test(head)) continue;
    for (const match of head.matchAll(numeric)) {
      const [, a, , b] = match;
      if (Number(a) > 12) return 'day-first';
      if (Number(b) > 12) return 'month-first';
      const said = orderSaidBy(match);
      if (said !== undefined) return said;
    }
  }
  const [tongue, region] = [
    language?.slice(0, 2).toLowerCase(),
    /[-_]([a-z]{2})$/i.exec(language ?? '')?.[1]?.toUpperCase(),
  ];
  const place = region ?? /\.([a-z]{2})$/.exec(domain ?? '')?.[1]?.toUpperCase();
  if (place === 'US' || place === 'PH' || /\.(?:gov|mil)$/.test(domain ?? '')) return 'month-first';
  if (tongue !== undefined && tongue !== 'en') return 'day-first';
  return place !== undefined && dayFirstPlaces.has(place) ? 'day-first' : 'unknown';
}

/** Countries that write English dates with the day first. */
const dayFirstPlaces = wordSet`
  GB UK IE AU NZ IN ZA NG KE GH SG MY HK PK BD LK MT JM TT ZW ZM UG TZ
`;
