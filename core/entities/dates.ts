/**
 * Dates in a text, with their value in EDTF (ISO 8601-2) where it can be told. Days of the week and months without a year are counted
 * from the day of publication; without one they are dates of unknown value, never guesses.
 */

import { daysAfter } from '../dates/interval.ts';
import { isDay, monthNumber } from '../dates/moment.ts';
import { future, monthNames, weekdayNames } from './data/words.ts';
import { spanAt } from './dateSpans.ts';
import type { FoundDate } from './foundDate.ts';
import type { Passage, Token } from './token.ts';
import { isYear, isYearAt } from './years.ts';

const months = new Set(
  monthNames.flatMap((name) => [name, name.slice(0, 3), `${name.slice(0, 3)}.`]).concat('Sept'),
);
const beforeMonth = new Set([
  'in',
  'since',
  'until',
  'by',
  'last',
  'next',
  'this',
  'early',
  'late',
  'mid',
  'during',
  'from',
  'through',
  'before',
  'after',
  'of',
]);
const relative = new Map(
  Object.entries({ yesterday: -1, today: 0, tonight: 0, tomorrow: 1 }).flatMap(([word, offset]) => [
    [word, offset],
    [word.charAt(0).toUpperCase() + word.slice(1), offset],
  ]),
);
/** How far a word that looks ahead is looked for, in tokens. */
const reach = 15;

/** @param published YYYY-MM-DD, or `undefined` where it is unknown */
export function datesIn(
  text: string,
  passages: Iterable<Passage>,
  published: string | undefined,
): FoundDate[] {
  const found: FoundDate[] = [];
  for (const { tokens } of passages) {
    for (let i = 0; i < tokens.length; ) {
      const date = dateAt(text, tokens, i, published);
      if (date === undefined) i++;
      else {
        found.push(date);
        while (i < tokens.length && (tokens[i]?.start ?? 0) < date.end) i++;
      }
    }
  }
  return found;
}

function dateAt(
  text: string,
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined) return undefined;
  const span = spanAt(tokens, i, published);
  if (span !== undefined) return span;
  if (token.kind === 'number')
    return (
      isoDate(text, token) ??
      dayAndMonth(tokens, i, published) ??
      (isYearAt(tokens, i) ? made(token, token, token.text, 'written out', 0.85) : undefined)
    );
  if (token.kind !== 'word') return undefined;
  if (!token.capital || token.first) {
    const offset = relative.get(token.text);
    if (offset !== undefined)
      return made(
        token,
        token,
        published && daysAfter(published, offset),
        'counted from the day of publication',
        0.9,
      );
  }
  if (!token.capital) return undefined;
  const weekday = weekdayNames.indexOf(token.text);
  if (weekday >= 0) return weekdayDate(tokens, i, weekday, published);
  return months.has(token.text) ? monthDate(tokens, i, published) : undefined;
}

function isoDate(text: string, token: Token): FoundDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text.slice(token.start, token.start + 11));
  if (!match || !isDay(Number(match[1]), Number(match[2]), Number(match[3]))) return undefined;
  return {
    start: token.start,
    end: token.start + 10,
    value: match[0],
    reason: 'written out',
    confidence: 0.99,
  };
}

/** «3 May», «3rd May 2021». */
function dayAndMonth(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const [token, month] = [tokens[i], tokens[i + 1]];
  if (token === undefined || !month?.joined || !months.has(month.text)) return undefined;
  const after = tokens[i + 2];
  const named = after?.joined && isYear(after.text) ? after : undefined;
  return dayOfMonth(token, named ?? month, dayNumber(token.text), month.text, named?.text, published);
}

/** «May 3», «May 3, 2021», «May 2021», «in May». */
function monthDate(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const [token, next, comma, last] = [tokens[i], tokens[i + 1], tokens[i + 2], tokens[i + 3]];
  if (token === undefined) return undefined;
  const day = next?.joined ? dayNumber(next.text) : undefined;
  if (next !== undefined && day !== undefined) {
    const withYear =
      comma?.text === ',' && last !== undefined && isYear(last.text)
        ? last
        : comma?.joined && isYear(comma.text)
          ? comma
          : undefined;
    return dayOfMonth(token, withYear ?? next, day, token.text, withYear?.text, published);
  }
  const number = Number(monthNumber(token.text.replace('.', '')));
  if (next?.joined && isYear(next.text))
    return made(token, next, `${next.text}-${two(number)}`, 'written out', 0.97);
  if (
    !beforeMonth.has(tokens[i - 1]?.text.toLowerCase() ?? '') ||
    token.text.length < 3 ||
    !monthNames.includes(token.text) ||
    next?.capital
  )
    return undefined;
  return made(
    token,
    token,
    published && nearestMonth(published, number, looksAhead(tokens, i)),
    'the month nearest to publication, by tense',
    0.8,
  );
}

function dayOfMonth(
  from: Token,
  to: Token,
  day: number | undefined,
  monthName: string,
  yearName: string | undefined,
  published: string | undefined,
): FoundDate | undefined {
  const month = Number(monthNumber(monthName.replace('.', '')));
  if (day === undefined || !isDay(Number(yearName ?? 2020), month, day)) return undefined;
  if (yearName !== undefined)
    return made(from, to, `${yearName}-${two(month)}-${two(day)}`, 'written out', 0.98);
  return made(
    from,
    to,
    published && nearestDay(published, month, day),
    'the year nearest to publication',
    0.9,
  );
}

function weekdayDate(
  tokens: readonly Token[],
  i: number,
  weekday: number,
  published: string | undefined,
): FoundDate | undefined {
  const token = tokens[i];
  if (token === undefined) return undefined;
  const named = dayNamedAfter(tokens, i, published);
  if (named !== undefined) return { ...named, start: token.start };
  if (published === undefined)
    return made(token, token, undefined, 'no day of publication to count from', 0.8);
  const today = new Date(`${published}T00:00:00Z`).getUTCDay();
  const back = (today - weekday + 7) % 7;
  const before = tokens[i - 1]?.text;
  if (before === 'last')
    return made(
      token,
      token,
      daysAfter(published, back === 0 ? -7 : -back),
      'the one before publication',
      0.9,
    );
  if (before === 'next')
    return made(token, token, daysAfter(published, 7 - back), 'the one after publication', 0.85);
  if (looksAhead(tokens, i))
    return made(
      token,
      token,
      daysAfter(published, (7 - back) % 7),
      'the next one: the sentence looks ahead',
      0.8,
    );
  return made(token, token, daysAfter(published, -back), 'the last one: the sentence looks back', 0.8);
}

/** «Monday 3 May», «Monday, May 3, 2021»: the day is told behind the weekday. */
function dayNamedAfter(
  tokens: readonly Token[],
  i: number,
  published: string | undefined,
): FoundDate | undefined {
  const at = tokens[i + 1]?.text === ',' ? i + 2 : i + 1;
  const token = tokens[at];
  if (token === undefined) return undefined;
  if (token.kind === 'number') return dayAndMonth(tokens, at, published);
  return months.has(token.text) && dayNumber(tokens[at + 1]?.text ?? '') !== undefined
    ? monthDate(tokens, at, published)
    : undefined;
}

/** Does the sentence around a token look ahead? */
function looksAhead(tokens: readonly Token[], at: number): boolean {
  if (/^(?:until|by)$/.test(tokens[at - 1]?.text.toLowerCase() ?? '')) return true;
  for (const step of [-1, 1]) {
    for (let i = at + step, n = 0; n < reach; i += step, n++) {
      const token = tokens[i];
      if (token === undefined || (token.kind === 'sign' && /[.!?]/.test(token.text))) break;
      if (future.has(token.text.toLowerCase())) return true;
    }
  }
  return false;
}

function dayNumber(word: string): number | undefined {
  const match = /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word);
  const day = Number(match?.[1] ?? 0);
  return day >= 1 && day <= 31 ? day : undefined;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function nearestDay(published: string, month: number, day: number): string | undefined {
  const year = Number(published.slice(0, 4));
  const from = Date.parse(published);
  const days = [year - 1, year, year + 1]
    .filter((one) => isDay(one, month, day))
    .map((one) => `${one}-${two(month)}-${two(day)}`);
  return days.sort((a, b) => Math.abs(Date.parse(a) - from) - Math.abs(Date.parse(b) - from))[0];
}

function nearestMonth(published: string, month: number, ahead: boolean): string {
  const [year, current] = [Number(published.slice(0, 4)), Number(published.slice(5, 7))];
  const shift = ahead && month < current ? 1 : !ahead && month > current ? -1 : 0;
  return `${year + shift}-${two(month)}`;
}

function made(
  from: Token,
  to: Token,
  value: string | undefined,
  reason: string,
  confidence: number,
): FoundDate {
  return { start: from.start, end: to.end, ...(value === undefined ? {} : { value }), reason, confidence };
}
