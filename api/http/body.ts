/** The body of a POST: a small JSON object whose fields are checked like the parameters of a URL. */
import type { Context } from 'hono';
import type * as z from 'zod';
import { readFields } from './parameters.ts';
import { HttpProblem, parameterProblem } from './problem.ts';
import { jsonMediaType } from './response.ts';

const maxBodyLength = 8192;

/**
 * The fields of the body, as strings. An empty body has none.
 *
 * @throws HttpProblem 400 if the body is not a JSON object of strings and whole numbers, or a field is
 *   unknown, missing or invalid; 413 if it is too long; 415 if its Content-Type is not JSON. HTML forms,
 *   which any web page can submit without a CORS preflight, have other types.
 */
export async function readBody<S extends z.ZodRawShape>(
  c: Context,
  shape: S,
): Promise<z.output<z.ZodObject<S>>> {
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/json *(;|$)/i.test(type))
    throw new HttpProblem(
      415,
      { detail: 'The body must be JSON, sent as application/json.', allowed: jsonMediaType },
      { accept: jsonMediaType },
    );
  const text = await readText(c.req.raw);
  const fields = Object.entries(text.trim() === '' ? {} : parseObject(text)).map(
    ([name, value]: [string, unknown]): [string, string[]] => {
      if (typeof value !== 'string' && !Number.isSafeInteger(value))
        throw parameterProblem(
          name,
          Array.isArray(value)
            ? `'${name}' must be one string, with commas between its items.`
            : `'${name}' must be a string or a whole number.`,
          { got: JSON.stringify(value) },
        );
      return [name, [String(value)]];
    },
  );
  return readFields(Object.fromEntries(fields), shape);
}

async function readText(request: Request): Promise<string> {
  const tooLong = () =>
    new HttpProblem(413, { detail: `The body may have at most ${maxBodyLength} characters.` });
  // A character of a string takes at most three bytes of UTF-8.
  if (Number(request.headers.get('content-length')) > 3 * maxBodyLength) throw tooLong();
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of bodyChunks(request)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > maxBodyLength) throw tooLong();
  }
  return text + decoder.decode();
}

/**
 * The body of a request, piece by piece.
 *
 * @throws HttpProblem 400 if it breaks off, because the client is gone or too slow: no fault of the server
 */
export async function* bodyChunks({ body }: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* (body ?? []) as AsyncIterable<Uint8Array>;
  } catch {
    throw new HttpProblem(400, { detail: 'The body did not come to its end.' });
  }
}

function parseObject(text: string): object {
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
