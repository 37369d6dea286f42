/** Words and numbers that dates are made of. */

import { monthNames } from '../../dates/calendar.ts';
import { monthNumber } from '../../dates/moment.ts';
import type { Token } from '../token.ts';
import type { Tokens } from './foundDate.ts';

const shortMonths = new Set(
  monthNames
    .map((name) => name.slice(0, 3))
    .filter((name) => !monthNames.includes(name))
    .concat('Sept'),
);
const monthForms = new Set([...monthNames, ...[...shortMonths].flatMap((name) => [name, `${name}.`])]);

/**
 * The tokens as dates are read from them: a short month and its period are one where a number follows
 * ("Sept. 5", "Feb. 2020"), and "mid-May" is two.
 */
export function dateTokens(tokens: Tokens): Tokens {
  const isShort = (i: number) => {
    const [month, period, after] = [tokens[i], tokens[i + 1], tokens[i + 2]];
    if (month === undefined || !shortMonths.has(month.text) || period?.text !== '.') return false;
    return period.start === month.end && after?.kind === 'number' && after.adjacent;
  };
  if (!tokens.some((token, i) => isShort(i) || partOfMonth.test(token.text))) return tokens;
  return tokens.flatMap((token, i) => {
    if (isShort(i)) return { ...token, text: `${token.text}.`, end: token.end + 1 };
    return isShort(i - 1) ? [] : splitPart(token);
  });
}

const partOfMonth = new RegExp(`^(?:[Mm]id|[Ee]arly|[Ll]ate)-(?=(?:${monthNames.join('|')})$)`);

function splitPart(token: Token): Token[] {
  const { length } = partOfMonth.exec(token.text)?.[0] ?? '';
  if (length === 0) return [token];
  const [part, month] = [token.text.slice(0, length - 1), token.text.slice(length)];
  const start = token.start + length;
  return [
    { ...token, text: part, end: start - 1 },
    { ...token, text: month, start, capital: true, opensSentence: false, adjacent: true },
  ];
}

/** Whether the word is a month's full or short name, with a capital: "May", "Dec", "Dec.", "Sept." */
export function isMonthName(word: string): boolean {
  return monthForms.has(word);
}

/** 1 to 12; NaN for a word that is not a month. */
export function numberOfMonth(name: string): number {
  return Number(monthNumber(name.replace('.', '')));
}

/** The day of the month in "3" or "3rd", 1 to 31. */
export function dayNumber(word: string): number | undefined {
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1] ?? 0);
  return day >= 1 && day <= 31 ? day : undefined;
}

/** `3` → `03`, as months and days are written. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/**
 * The day of the week, 0 for Sunday.
 * @param day YYYY-MM-DD
 */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** How many units from the present one. */
export const shifts = new Map(Object.entries({ last: -1, this: 0, next: 1 }));

/** "last year", "next week" at token `at`: -1, 0 or 1. "Last year's vote" is not of a day before it. */
export function shiftOf(tokens: Tokens, at: number, unit: string): number | undefined {
  const [word, noun, behind] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (!word?.adjacent || !noun?.adjacent || noun.text !== unit) return undefined;
  const isOwner = behind?.kind === 'word' && behind.start - noun.end > 1;
  return isOwner ? undefined : shifts.get(word.text);
}
