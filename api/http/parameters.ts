/** Query parameters: read once, checked by name and value, and refused with what would have been right. */
import * as z from 'zod';
import { type Bound, boundOf } from '../../core/dates/range.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import { parameterProblem } from './problem.ts';
import { closestMatch } from './suggestion.ts';

/** The description of a schema is what a problem says is allowed. */
export const limit = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 100)
  .default(20)
  .describe('a whole number from 1 to 100')
  .meta({ type: 'integer', minimum: 1, maximum: 100 });

export const text = (longest: number, what: string) =>
  z.string().min(1).max(longest).describe(`${what}, at most ${longest} characters`);

export const cursor = text(1024, 'what `next` of the page before says').optional();

export const requiredBound = z
  .string()
  .transform((value, context): Bound => {
    const found = boundOf(value);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'no such day or time' });
    return z.NEVER;
  })
  .describe('a day (2021-05-03) or a time with its zone (2021-05-03T10:30:00Z), in the years 1 to 9999');

export const bound = requiredBound.optional().describe(requiredBound.description ?? '');

/** The moment, or the beginning of the day in UTC: RFC 3339 with milliseconds. */
export function instantOf({ day, moment }: Bound): string {
  return new Date(moment ?? Date.parse(day)).toISOString();
}

/** `person/antony-blinken`. */
export const entityId = z
  .string()
  .regex(new RegExp(`^(${entityTypes.join('|')})/[\\p{L}\\p{M}\\p{N}-]{1,200}$`, 'u'));

export const requiredEntity = entityId.describe('an id like person/antony-blinken');

export const entities = z
  .array(entityId)
  .max(10)
  .default([])
  .describe('ids like person/antony-blinken, at most 10 of them');

export const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/)
  .optional()
  .describe('a language tag like en or pt-BR');

/** Both ends of a range of times. @throws HttpProblem 400 where it ends before it begins */
export function checkRange(
  name: string,
  from: Bound | undefined,
  to: Bound | undefined,
): { from?: Bound; to?: Bound } {
  if (
    from !== undefined &&
    to !== undefined &&
    (to.moment ?? Date.parse(`${to.day}T23:59:59Z`)) < (from.moment ?? Date.parse(from.day))
  )
    throw parameterProblem(name, 'The range ends before it begins.', {
      got: to.day,
      allowed: `nothing before ${from.day}`,
    });
  return { ...(from && { from }), ...(to && { to }) };
}

/** The parameters of a URL in their order, decoded as forms are. @throws HttpProblem 400 for faulty encoding or a NUL */
export function pairsOf(url: string): [name: string, value: string][] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  const raw = url.slice(start + 1).replace(/#.*$/s, '');
  return raw
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...rest] = pair.replaceAll('+', ' ').split('=');
      const named = decoded(name, 'query');
      const value = decoded(rest.join('='), named);
      if (named.includes('\0') || value.includes('\0'))
        throw parameterProblem(named.replaceAll('\0', '␀'), 'It has a NUL character in it.');
      return [named, value];
    });
}

/** @throws HttpProblem 400 for a parameter that is unknown, given twice, missing or wrong */
export function readParameters<S extends z.ZodRawShape>(url: string, shape: S): z.output<z.ZodObject<S>> {
  const given: Record<string, string[]> = {};
  for (const [name, value] of pairsOf(url)) {
    if (!Object.hasOwn(shape, name)) throw unknown(name, Object.keys(shape));
    given[name] = [...(given[name] ?? []), value];
  }
  return readFields(given, shape);
}

/** The same for values that were given in another way. */
export function readFields<S extends z.ZodRawShape>(
  given: Record<string, string[]>,
  shape: S,
): z.output<z.ZodObject<S>> {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(shape, name)) throw unknown(name, Object.keys(shape));
  const read = Object.entries(shape).map(
    ([name, schema]) => [name, readValue(name, schema, given[name])] as const,
  );
  return Object.fromEntries(read) as z.output<z.ZodObject<S>>;
}

function unknown(name: string, names: readonly string[]) {
  const meant = closestMatch(name, names);
  const hint = meant === undefined ? '' : ` Did you mean «${meant}»?`;
  const shown = name.slice(0, 60);
  return parameterProblem(shown, `There is no parameter «${shown}» here.${hint}`, {
    allowed: names.length === 0 ? 'none' : names.join(', '),
  });
}

function readValue(name: string, schema: z.core.$ZodType, values: string[] | undefined): unknown {
  const list = takesMany(schema);
  const allowed = (schema as z.ZodType).description;
  const expected = allowed === undefined ? {} : { allowed };
  if (!list && values !== undefined && values.length > 1) {
    throw parameterProblem(name, `«${name}» is given ${values.length} times; it can be given once.`, {
      got: values.join(', '),
      ...expected,
    });
  }
  const parsed = z.safeParse(schema, list ? values : values?.[0]);
  if (parsed.success) return parsed.data;
  if (values === undefined) throw parameterProblem(name, `«${name}» is missing.`, expected);
  throw parameterProblem(name, `«${name}» is wrong: it must be ${allowed ?? 'something else'}.`, {
    got: values.join(', '),
    ...expected,
  });
}

function takesMany(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return takesMany(schema.def.innerType);
  return schema instanceof z.ZodArray;
}

/** Percent-decoded. @throws HttpProblem 400 where the encoding is faulty */
export function decoded(text: string, parameter: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw parameterProblem(parameter, 'The percent-encoding is faulty.', {
      got: text,
      allowed: 'percent-encoded UTF-8',
    });
  }
}
