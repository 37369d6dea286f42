/** Words and numbers that dates are made of. */
import { monthNumber } from '../../dates/moment.ts';
import { monthNames } from '../data/words.ts';

const monthForms = new Set(
  monthNames.flatMap((name) => [name, name.slice(0, 3), `${name.slice(0, 3)}.`]).concat('Sept'),
);

/** Whether the word is a month's full or short name, with a capital: "May", "Dec", "Dec.", "Sept". */
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
