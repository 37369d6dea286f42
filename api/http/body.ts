/** The body of a POST: a small JSON object, its fields checked like the parameters of a URL. */
import type { Context } from 'hono';
import type * as z from 'zod';
import { json } from './answer.ts';
import { readFields } from './parameters.ts';
import { HttpProblem, parameterProblem } from './problem.ts';

const longestBody = 8192;

/**
 * @throws HttpProblem 400 for what is no JSON object of texts, or has a field that is unknown, missing or wrong; 413 where it is too long; 415 where
 * it is said to be something else than JSON, as it is by the forms that any web page may send without asking
 */
export async function readBody<S extends z.ZodRawShape>(
  c: Context,
  shape: S,
): Promise<z.output<z.ZodObject<S>>> {
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/json *(;|$)/i.test(type))
    throw new HttpProblem(
      415,
      { detail: 'The body must be JSON, and its Content-Type say so.', allowed: json },
      { accept: json },
    );
  const text = await textOf(c.req.raw);
  const given = Object.entries(text.trim() === '' ? {} : objectOf(text)).map(
    ([name, value]: [string, unknown]): [string, string[]] => {
      if (typeof value !== 'string')
        throw parameterProblem(name, `«${name}» must be a text.`, { got: JSON.stringify(value) });
      return [name, [value]];
    },
  );
  return readFields(Object.fromEntries(given), shape);
}

async function textOf({ body }: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longestBody)
      throw new HttpProblem(413, { detail: `The body may have ${longestBody} characters.` });
  }
  return text + decoder.decode();
}

function objectOf(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw parameterProblem('body', 'The body must be a JSON object.', { got: text });
  return value;
}
