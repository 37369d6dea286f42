/** Days that have a name: "last night", "this morning", "on Christmas Day". */

import { daysAfter } from '../../dates/interval.ts';
import { determiners } from '../data/words.ts';
import { wordAt } from '../token.ts';
import { dayOfMonth, nearestYearReason } from './calendarDates.ts';
import { type FoundDate, foundDate, type Published, type Tokens } from './foundDate.ts';
import { direction } from './sentenceTense.ts';

const partsOfDay = new Set(['morning', 'afternoon', 'evening']);
/** The ending of "Year's" is no token. */
const yearDays = new Map([
  ['Christmas Day', { month: 'December', day: 25 }],
  ['Christmas Eve', { month: 'December', day: 24 }],
  ['Boxing Day', { month: 'December', day: 26 }],
  ['New Year Eve', { month: 'December', day: 31 }],
  ['New Year Day', { month: 'January', day: 1 }],
  ['Valentine Day', { month: 'February', day: 14 }],
]);
const firstWords = new Set([
  ...['last', 'Last', 'this', 'This'],
  ...[...yearDays.keys()].map((name) => name.split(' ')[0]),
]);
/** Before the day itself. "The Christmas Day service" and "a New Year's Eve party" are of every year. */
const beforeDay = /^(?:on|since|until|by|before|after)$/i;

/** The day whose name begins at token `i`. */
export function namedDay(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  if (!firstWords.has(tokens[i]?.text)) return undefined;
  return nightOrMorning(tokens, i, published) ?? yearDay(tokens, i, published);
}

function nightOrMorning(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  const [before, token, part] = [tokens[i - 1], tokens[i], tokens[i + 1]];
  const isNight = /^[Ll]ast$/.test(token?.text ?? '') && part?.text === 'night';
  const isToday = /^[Tt]his$/.test(token?.text ?? '') && partsOfDay.has(part?.text ?? '');
  if (token === undefined || !part?.adjacent || !(isNight || isToday)) return undefined;
  if (isNight && isOneOfMany(before?.text.toLowerCase() ?? '')) return undefined;
  const value = published && daysAfter(published, isNight ? -1 : 0);
  return foundDate(token, part, value, 'counted from the day of publication', 0.85);
}

/** "The last night of the festival" is another; "he said that last night" is not. */
const isOneOfMany = (before: string): boolean => determiners.has(before) && before !== 'that';

function yearDay(tokens: Tokens, i: number, published: Published): FoundDate | undefined {
  if (!beforeDay.test(wordAt(tokens, i - 1))) return undefined;
  const words = tokens.slice(i, i + 3).map(({ text }) => text);
  for (const length of [2, 3]) {
    const day = yearDays.get(words.slice(0, length).join(' '));
    const end = i + length;
    // "On Christmas Day TV".
    if (day === undefined || (tokens[end]?.capital && tokens[end]?.adjacent)) continue;
    const found = dayOfMonth(tokens, i, { ...day, end }, published);
    return found && isCertain(tokens, i, found, published) ? found : withoutValue(tokens, i, end);
  }
  return undefined;
}

/** Whether the text has the year, or its verb looks to where the nearest day of the name is. */
function isCertain(tokens: Tokens, i: number, { value, reason }: FoundDate, published: Published): boolean {
  if (reason !== nearestYearReason || value === undefined || published === undefined) return true;
  const towards = direction(tokens, i);
  return towards !== undefined && (towards === 'back') === value <= published;
}

function withoutValue(tokens: Tokens, i: number, end: number): FoundDate | undefined {
  const [first, last] = [tokens[i], tokens[end - 1]];
  return first && last && foundDate(first, last, undefined, 'of a year that the text does not tell', 0.8);
}
