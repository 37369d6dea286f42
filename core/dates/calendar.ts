/** Days of the Gregorian calendar. */
import { wordList } from '../text/wordSet.ts';

/** In English. */
export const monthNames = wordList`
  January February March April May June July August September October November December
`;
export const weekdayNames = wordList`Sunday Monday Tuesday Wednesday Thursday Friday Saturday`;

/** The day of undated documents. */
export const undated = '0000-00-00';

export const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Whether the calendar has that day. @param month 1 to 12 */
export function existsInCalendar(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether the text is a day of the calendar as YYYY-MM-DD, in the years 1 to 9999. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return Number(year) >= 1 && existsInCalendar(Number(year), Number(month), Number(day));
}
