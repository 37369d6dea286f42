/** Finds the time of day beside a date in running text. */
import { omitUndefined } from '../omitUndefined.ts';
import { anyOf } from '../text/anyOf.ts';
import { offsetBehindTime } from './zones.ts';

export interface TimeOfDay {
  /** HH:MM or HH:MM:SS. */
  time: string;
  /** The offset of its zone: `Z`, `+02:00`. */
  zone?: string;
}

/** What may come between a date and its time of day. */
const between = anyOf`
  [\s,،|·•–—-], الساعة, r\., року, года?, г\., um, at, kl\.?, klo, alle(?: ore)?, a las, às, à, ore, в, о, om,
  (?:o )?godz\.?, by, @, \p{L}{2,9}day
`;
const behind = new RegExp(
  String.raw`^(?:${between}){0,6}\s?(\d{1,2})(?:[:.時]|\s?h)\s?(\d{2})(?::(\d{2}))?(?!\d)` +
    String.raw`\s?(a\.?m\b|p\.?m\b)?`,
  'u',
);
/** Characters of a time with what comes before it, and of its zone. */
const longest = 40;

/**
 * The time of day at the beginning of what follows a date.
 * @param lower that text in lower case @param written the same text as written: the case of a zone counts
 */
export function timeBehind(lower: string, written: string): Partial<TimeOfDay> {
  const [whole = '', hour = '', minute = '', second, half] = behind.exec(lower.slice(0, longest)) ?? [];
  if (whole === '') return {};
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.startsWith('p') ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return {};
  const seconds = second === undefined ? '' : `:${second}`;
  const zone = offsetBehindTime(written.slice(whole.length, whole.length + longest));
  return { time: `${String(hours).padStart(2, '0')}:${minute}${seconds}`, ...omitUndefined({ zone }) };
}
