/** Finds the time of day beside a date in running text. */
import { omitUndefined } from '../omitUndefined.ts';
import { anyOf } from '../text/anyOf.ts';
import { weekdayPattern } from './weekdayNames.ts';
import { allZoneNames, offsetBehindTime } from './zones.ts';

export interface TimeOfDay {
  /** HH:MM or HH:MM:SS. */
  time: string;
  /** The offset of its zone: `Z`, `+02:00`. */
  zone?: string;
}

/** A time, and where it begins and ends in the text, both with what links it to the date. */
export interface PlacedTime {
  timeOfDay: TimeOfDay;
  start: number;
  end: number;
}

/** A text in two forms of the same length: in lower case, and as written, since zones have capitals. */
export interface TextInCases {
  lower: string;
  written: string;
}

/** What may come between a date and its time of day behind it. */
const between = anyOf`
  [\s,،|·•–—日일-], الساعة, r\., року, года?, г\., um, at, kl\.?, klo, alle(?: ore)?, a las, às, à, ore, в, о,
  om, (?:o )?godz\.?, by, @, \p{L}{2,9}day, [（(]\p{L}{1,3}[)）], [星周]期?[一二三四五六日天], \p{L}[曜요]日?일?
`;
const morning = '오전|午前|上午';
const afternoon = '오후|午後|下午';
const half = String.raw`\s?(?<half>a\.?m\b|p\.?m\b)?`;
const behind = new RegExp(
  String.raw`^(?:${between}){0,6}(?:\.?\s?(?<eastern>${morning}|${afternoon}))?` +
    String.raw`\s?(?<hour>\d{1,2})(?:[:.時时시]|\s?h)\s?(?<minute>\d{2})(?::(?<second>\d{2}))?(?!\d)${half}`,
  'u',
);
/** "10:30-12:00" is when something takes place. */
const notOfSpan = String.raw`(?<![\d:.]|\d\s?[-–—]\s?)`;
const zone =
  String.raw`\(?(?:(?:gmt|utc)\s?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{4}|\+\d{2}:\d{2}|` +
  String.raw`${allZoneNames.toLowerCase()})\)?`;
const before = new RegExp(
  String.raw`${notOfSpan}(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?(?!\d)${half}` +
    String.raw`(?<link>\.?(?:\s?(?:uhr|hrs?|h)\b)?(?:,?\s?${zone})?` +
    String.raw`(?:,?\s(?:on|am|le|el|il|em|op|den))?[\s,،·|]{1,3}(?:${weekdayPattern}\.?,?\s)?)$`,
  'u',
);
/** Characters of a time, with its zone, a weekday and what links it to the date. */
const longest = 60;

/** The time of day just behind a date that ends at `at`. */
export function timeBehind({ lower, written }: TextInCases, at: number): PlacedTime | undefined {
  const found = behind.exec(lower.slice(at, at + longest));
  const end = at + (found?.[0].length ?? 0);
  const timeOfDay = found === null ? undefined : timeOf(found, written.slice(end, end + longest));
  return timeOfDay && { timeOfDay, start: at, end };
}

/** The time of day just before a date at `at`, and not before `from`: "21:14 EDT, Tuesday 28 April 2026". */
export function timeBefore(
  { lower, written }: TextInCases,
  from: number,
  at: number,
): PlacedTime | undefined {
  const first = Math.max(from, at - longest);
  const found = before.exec(lower.slice(first, at));
  const link = found?.groups?.link ?? '';
  const timeOfDay = found === null ? undefined : timeOf(found, written.slice(at - link.length, at));
  return timeOfDay && { timeOfDay, start: first + (found?.index ?? 0), end: at };
}

/** @param next what follows the time */
function timeOf({ groups = {} }: RegExpExecArray, next: string): TimeOfDay | undefined {
  const { hour = '', minute = '', second, half: western, eastern } = groups;
  const isAfternoon = western?.startsWith('p') ?? afternoon.includes(eastern ?? morning);
  const isHalf = (western ?? eastern) !== undefined;
  const hours = isHalf ? (Number(hour) % 12) + (isAfternoon ? 12 : 0) : Number(hour);
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const time = [String(hours).padStart(2, '0'), minute, ...(second === undefined ? [] : [second])].join(':');
  return { time, ...omitUndefined({ zone: offsetBehindTime(next) }) };
}
