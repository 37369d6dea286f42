/** Makes parsers of values of the command line; they throw UsageError with one sentence for the user. */
import { parseBound, startOfBound } from '../core/dates/range.ts';
import { UsageError } from './usageError.ts';

/**
 * Whole numbers, written without a sign or leading zeros.
 *
 * @param what for the message: `a number of files`
 */
export function wholeNumber(what: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new UsageError(`"${text}" is not ${what} from ${least} to ${most}.`);
  };
}

/** One of some words. @param what for the message: `action` */
export function oneOf<const Word extends string>(
  what: string,
  words: readonly Word[],
): (text: string) => Word {
  return (text) => {
    const found = words.find((each) => each === text);
    if (found !== undefined) return found;
    throw new UsageError(`There is no ${what} "${text}"; the ${what}s are ${words.join(', ')}.`);
  };
}

/** A time, or the beginning of a day. @returns RFC 3339 in UTC @throws UsageError */
export function parseTime(text: string): string {
  const bound = parseBound(text);
  if (bound !== undefined) return new Date(startOfBound(bound)).toISOString();
  throw new UsageError(
    `"${text}" is not a time; write a day (YYYY-MM-DD) or a time with its zone (YYYY-MM-DDThh:mm:ssZ).`,
  );
}
