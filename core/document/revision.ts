/**
 * Which version of an item a file holds, as its provider says. Versions of one item may come in files of
 * their own, in any order: several are copied at once, or an earlier one is sent again.
 */
import * as z from 'zod';
import { momentSpan } from '../dates/range.ts';
import { type Moment, publishedDay } from './record.ts';

/** The version's number, and when it was made, in milliseconds since 1970; 0 for what is not said. */
export const revision = z.tuple([z.number(), z.number()]);
export type Revision = z.infer<typeof revision>;

/**
 * @param number as the file has it
 * @param made ignored unless it is known at least to the day
 * @returns `undefined` if neither is said
 */
export function revisionOf(number: string | undefined, made: Moment | undefined): Revision | undefined {
  const digits = /^\s*(\d{1,15})\s*$/.exec(number ?? '')?.[1] ?? '0';
  const time = made === undefined || publishedDay(made) === undefined ? 0 : momentSpan(made).start;
  return Number(digits) === 0 && time === 0 ? undefined : [Number(digits), time];
}

/** Whether its provider counts versions: a time alone may be that of another item with the same guid. */
export const isNumbered = (revision: Revision | undefined): revision is Revision =>
  revision !== undefined && revision[0] > 0;

/** For `sort`: the newest first, by number and then by time. */
export const newestRevisionFirst = (a: Revision, b: Revision): number => b[0] - a[0] || b[1] - a[1];
