/** Reads parameters: checks each by name and value, and says in the problem what is allowed. */
import * as z from 'zod';
import { quotedName } from '../../core/search/queryTokens.ts';
import { fieldsWithin } from './parameterSchemas.ts';
import { parameterProblem } from './problem.ts';
import { asksForText, parameterMeant } from './suggestion.ts';

/** A problem shows so much of a name or value. */
const longestShown = 60;

/**
 * The parameters of a URL in their order, form-decoded.
 *
 * @throws HttpProblem 400 for invalid percent-encoding or a NUL character
 */
export function parseQueryString(url: string): [name: string, value: string][] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  return url
    .slice(start + 1)
    .replace(/#.*$/s, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [rawName = '', ...rest] = pair.replaceAll('+', ' ').split('=');
      const name = percentDecode(rawName, 'query');
      const value = percentDecode(rest.join('='), name);
      if (name.includes('\0') || value.includes('\0'))
        throw parameterProblem(name.replaceAll('\0', '␀'), 'The parameter contains a NUL character.');
      return [name, value];
    });
}

/** @throws HttpProblem 400 if a parameter is unknown, repeated, missing or invalid */
export function readParameters<S extends z.ZodRawShape>(url: string, shape: S): z.output<z.ZodObject<S>> {
  const given: Record<string, string[]> = {};
  for (const [name, value] of parseQueryString(url)) {
    if (!Object.hasOwn(shape, name)) throw unknownParameter(name, value, shape);
    given[name] = [...(given[name] ?? []), value];
  }
  return readFields(given, shape);
}

/** As `readParameters`, for values that do not come from a URL. */
export function readFields<S extends z.ZodRawShape>(
  given: Record<string, string[]>,
  shape: S,
): z.output<z.ZodObject<S>> {
  for (const [name, [value = '']] of Object.entries(given))
    if (!Object.hasOwn(shape, name)) throw unknownParameter(name, value, shape);
  const fields = Object.entries(shape).map(
    ([name, schema]) => [name, readValue(name, schema, given[name])] as const,
  );
  return Object.fromEntries(fields) as z.output<z.ZodObject<S>>;
}

function unknownParameter(name: string, value: string, shape: z.ZodRawShape) {
  const names = Object.keys(shape);
  const [shown, given] = [name.slice(0, longestShown), value.slice(0, longestShown)];
  const owner = names.find((each) => fieldsOf(shape[each]).includes(name));
  const match = parameterMeant(name, names);
  const elsewhere = asksForText(name) && !names.includes('q') ? ' GET /v1/search finds text.' : '';
  const meant = match === undefined || elsewhere !== '' ? elsewhere : ` Did you mean '${match}'?`;
  const written = /[\s()]/u.test(given) ? quotedName(given) : given || '…';
  const hint = owner === undefined ? meant : ` It belongs in '${owner}', as ${shown}:${written}.`;
  return parameterProblem(shown, `Unknown parameter '${shown}'.${hint}`, {
    allowed: names.length === 0 ? 'none' : names.join(', '),
  });
}

/** What may be written within the value. */
function fieldsOf(schema: z.core.$ZodType | undefined): readonly string[] {
  if (schema === undefined) return [];
  return fieldsWithin.get(schema as z.ZodType)?.fields ?? fieldsOf(innerOf(schema));
}

function readValue(name: string, schema: z.core.$ZodType, values: string[] | undefined): unknown {
  const repeatable = isRepeatable(schema);
  const description = descriptionOf(schema);
  const allowed = description === undefined ? {} : { allowed: description };
  if (!repeatable && values !== undefined && values.length > 1) {
    throw parameterProblem(name, `'${name}' is given ${values.length} times; give it once.`, {
      got: values.join(', '),
      ...allowed,
    });
  }
  const parsed = z.safeParse(schema, repeatable ? values : values?.[0]);
  if (parsed.success) return parsed.data;
  if (values === undefined) throw parameterProblem(name, `The parameter '${name}' is required.`, allowed);
  throw parameterProblem(name, `Invalid value for '${name}': expected ${description ?? 'another value'}.`, {
    got: values.join(', '),
    ...allowed,
  });
}

function isRepeatable(schema: z.core.$ZodType): boolean {
  const inner = innerOf(schema);
  return inner === undefined ? schema instanceof z.ZodArray : isRepeatable(inner);
}

/** Its own, or that of the schema inside. */
function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const inner = innerOf(schema);
  return (schema as z.ZodType).description ?? (inner && descriptionOf(inner));
}

/** The schema of a parameter that may be absent; `undefined` for others. */
const innerOf = (schema: z.core.$ZodType): z.core.$ZodType | undefined =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? schema.def.innerType : undefined;

/** @throws HttpProblem 400 that names the parameter, if the encoding is invalid */
export function percentDecode(text: string, parameter: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw parameterProblem(parameter, 'The percent-encoding is invalid.', {
      got: text,
      allowed: 'percent-encoded UTF-8',
    });
  }
}
