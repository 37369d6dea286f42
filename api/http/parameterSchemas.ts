/**
 * Schemas of parameters that several routes share. Problems quote a schema's description as what is allowed.
 */
import * as z from 'zod';
import { type DateBound, type DayRange, parseBound, startOfBound } from '../../core/dates/range.ts';
import { entityIdPattern } from '../../core/entities/annotation.ts';
import { longestName } from '../../core/formats/fieldBounds.ts';
import { countryCode, countryLetters } from '../../core/search/countryCode.ts';
import { languageLetters, languageTag } from '../../core/text/language.ts';
import { normalizeUnicode } from '../../core/text/normalizeUnicode.ts';
import { parameterProblem } from './problem.ts';

export const limitParameter = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 100)
  .default(20)
  .describe('a whole number from 1 to 100')
  .meta({ type: 'integer', minimum: 1, maximum: 100 });

/** A text of at least one UTF-16 unit. @param what what it is, at the beginning of a sentence */
export const textParameter = (maxLength: number, what: string) =>
  z.string().min(1).max(maxLength).describe(`${what}, at most ${maxLength} characters`);

/** The fields within a text, such as `from:`. Who sends one as a parameter learns where it belongs. */
export const fieldsWithin = z.registry<{ fields: readonly string[] }>();

/** Sources are stored in NFC; what is pasted on a Mac often is not. */
export const sourceParameter = textParameter(longestName, 'the name of a source')
  .transform((name) => normalizeUnicode(name, 'NFC'))
  .optional()
  .describe(`the name of a source, at most ${longestName} characters`);

/** One of a list of words. */
export const choiceParameter = <const T extends readonly string[]>(choices: T) =>
  z.enum(choices).describe(`one of ${choices.join(', ')}`);

export const allowedCursor = 'the `next` of the previous page';
export const cursorParameter = textParameter(1024, allowedCursor).optional();

export const requiredBoundParameter = z
  .string()
  .transform((value, context): DateBound => {
    const bound = parseBound(value);
    if (bound !== undefined) return bound;
    context.addIssue({ code: 'custom', message: 'neither a day nor a time' });
    return z.NEVER;
  })
  .describe('a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999');

/** One end of a range of days or times. */
export const boundParameter = requiredBoundParameter
  .optional()
  .describe(requiredBoundParameter.description ?? '');

/** Days of publication, both included; a time counts as its day in UTC. */
export const dayRangeParameters = { from: boundParameter, to: boundParameter };

/** @throws HttpProblem 400 if the range ends before it begins */
export function readDayRange(params: { from?: DateBound | undefined; to?: DateBound | undefined }): DayRange {
  const { from, to } = checkRange('to', params.from, params.to);
  return { from: from?.day, to: to?.day };
}

/** The time of the bound, or the start of its day in UTC: RFC 3339 with milliseconds. */
export function toInstant(bound: DateBound): string {
  return new Date(startOfBound(bound)).toISOString();
}

/** `person/antony-blinken`. */
export const entityIdSchema = z.string().regex(entityIdPattern);

export const requiredEntityParameter = entityIdSchema.describe('an id like person/antony-blinken');

export const entitiesParameter = z
  .array(entityIdSchema)
  .max(10)
  .default([])
  .describe('ids like person/antony-blinken, at most 10 of them');

export const languageParameter = z
  .string()
  .regex(languageLetters)
  // As stored: "iw" is "he".
  .transform((tag) => languageTag(tag) ?? tag)
  .optional()
  .describe('a language tag like en or pt-BR');

export const countryParameter = z
  .string()
  .regex(countryLetters)
  .transform(countryCode)
  .optional()
  .describe('an ISO 3166-1 code like FR');

/** Whether prints of one story count once, as the one printed first. */
export const collapseParameter = z.enum(['reprints']).optional().describe('reprints');

/** @throws HttpProblem 400 if the range ends before it begins; `name` is the parameter of its end */
export function checkRange(
  name: string,
  from: DateBound | undefined,
  to: DateBound | undefined,
): { from?: DateBound; to?: DateBound } {
  if (
    from !== undefined &&
    to !== undefined &&
    (to.moment ?? Date.parse(`${to.day}T23:59:59Z`)) < startOfBound(from)
  )
    throw parameterProblem(name, 'The range ends before it begins.', {
      got: to.day,
      allowed: `nothing before ${from.day}`,
    });
  return { ...(from && { from }), ...(to && { to }) };
}
