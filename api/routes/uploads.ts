/** POST /v1/uploads */
import type { Context } from 'hono';
import * as z from 'zod';
import { parseMoment } from '../../core/dates/moment.ts';
import { webAddress } from '../../core/document/urls.ts';
import { limits } from '../../core/formats/limits.ts';
import { isSystemFile, reservedPrefix } from '../../core/formats/systemFile.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { ObjectInfo } from '../../core/ports/objects.ts';
import type { ApiKey } from '../../core/records/apiKey.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { apiKeyOf } from '../http/admission.ts';
import { languageParameter, textParameter } from '../http/parameterSchemas.ts';
import { HttpProblem, parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/**
 * A relative path of at most 1,024 bytes of UTF-8, the limit of S3. It has no `.` or `..`, which could lead
 * out of a folder, and no control characters, which could corrupt a log or a terminal.
 */
export const keyParameter = z
  .string()
  .min(1)
  .refine((value) => Buffer.byteLength(value) <= 1024 && value.isWellFormed())
  .refine(
    (value) =>
      !value.startsWith('/') &&
      !value.split('/').some((part) => part === '..' || part === '.' || part === ''),
  )
  .refine((value) => !/\p{Cc}/u.test(value))
  .describe('a path like wire/2021-05-03/story.txt, of at most 1,024 bytes')
  .meta({ examples: ['wire/g7.txt'] });

/** Bytes of the largest file that any format allows. */
const maxBytes = limits.container;

/** The length is part of the address, so that nobody can send more than they announced. */
const bytesParameter = z
  .union([z.int(), z.string().regex(/^\d{1,9}$/)])
  .transform(Number)
  .pipe(z.int().min(1).max(maxBytes))
  .describe(`the exact length of the file in bytes, 1 to ${maxBytes}`);

const uploadParameters = {
  key: keyParameter,
  bytes: bytesParameter,
  contentType: z
    .string()
    .regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}(; ?charset=[\w-]{1,40})?$/)
    .optional()
    .describe('a media type like text/html; charset=utf-8'),
  url: z
    .string()
    .max(2048)
    .refine((value) => webAddress(value) !== undefined)
    .optional()
    .describe('the http or https address at which it was published, at most 2048 characters'),
  source: textParameter(200, 'the name of its source').optional(),
  published: z
    .string()
    .max(40)
    .refine((value) => parseMoment(value, 'uploader') !== undefined)
    .optional()
    .describe('when it was published, like 2021-05-03 or 2021-05-03T10:30:00Z'),
  language: languageParameter,
  title: textParameter(300, 'its title').optional(),
};

const uploadPlace = z.object({
  method: z.literal('PUT'),
  url: z.string(),
  /** To be sent unchanged with the file. */
  headers: z.record(z.string(), z.string()),
  expires: z.iso.datetime(),
});

export const uploadsRoute = route(
  {
    method: 'POST',
    path: '/v1/uploads',
    sharesPath: true,
    scope: 'upload',
    problems: [409],
    summary: 'An address to upload a file to, with its metadata; the file arrives in the inbox.',
    parameters: uploadParameters,
    example: { key: 'wire/g7.txt', bytes: 1234, contentType: 'text/plain; charset=utf-8', source: 'Wire' },
    responses: { [jsonMediaType]: uploadPlace },
  },
  async (c, { key, bytes, contentType, ...fields }, { inbox, placeUpload, origin }: RecordsDependencies) => {
    checkUploadPrefix(c, key);
    const apiKey = apiKeyOf(c);
    if (isSystemFile(key)) throw parameterProblem('key', whyUnread(key), { got: key });
    const metadata = omitUndefined({ ...fields, [uploaderField]: apiKey?.id }) as Record<string, string>;
    checkMetadataSize(metadata);
    const current = await inbox.head(key);
    if (current !== undefined && !mayReplace(current, apiKey))
      throw new HttpProblem(409, {
        detail: 'There is a file under this key that another uploader put; choose another key.',
        parameter: 'key',
      });
    const upload = { key, bytes, contentType, metadata, replaces: current?.etag };
    const place = await placeUpload(upload, origin(c));
    return jsonResponse(c, uploadPlace, { method: 'PUT', ...place }, { noStore: true });
  },
);

const whyUnread = (key: string): string =>
  key.startsWith(reservedPrefix)
    ? `Keys that begin with ${reservedPrefix} are Dateline's own; choose another key.`
    : 'By its name this is a file of a system or a program, or hidden, and is not read; choose another key.';

/** @throws HttpProblem 403 for a key of the inbox outside of what the API key is for */
export function checkUploadPrefix(c: Context, key: string): void {
  const prefix = apiKeyOf(c)?.prefix;
  if (prefix === undefined || key.startsWith(prefix)) return;
  throw new HttpProblem(403, {
    detail: 'This API key is for files under its prefix alone.',
    parameter: 'key',
    allowed: `${prefix}…`,
  });
}

/** The metadata that names the API key with which a file was uploaded. */
const uploaderField = 'uploader';

/** An uploader corrects its own files, and touches no others. Without keys everyone is the same uploader. */
function mayReplace({ metadata }: ObjectInfo, apiKey: ApiKey | undefined): boolean {
  return apiKey === undefined || apiKey.scopes.includes('admin') || metadata[uploaderField] === apiKey.id;
}

/** S3 refuses an object whose metadata has more bytes, names included. */
const maxMetadataBytes = 2048;

function checkMetadataSize(metadata: Record<string, string>): void {
  const sizes = Object.entries(metadata).map(
    ([name, value]) => [name, name.length + encodedLength(value)] as const,
  );
  const sum = sizes.reduce((total, [, size]) => total + size, 0);
  if (sum <= maxMetadataBytes) return;
  const [largest = ''] = sizes.reduce((a, b) => (b[1] > a[1] ? b : a));
  throw parameterProblem(largest, `The metadata takes up to ${sum} bytes as S3 stores it.`, {
    allowed: `${maxMetadataBytes} bytes for all fields together; shorten '${largest}'`,
  });
}

/** At most how many bytes a value takes as a header: what is not plain ASCII becomes RFC 2047 words. */
function encodedLength(value: string): number {
  // A word of at most 75 bytes and a space hold at least 42 bytes, 45 less what is left of a character.
  const isPlain = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !/=\?|%/.test(value);
  return isPlain ? value.length : 76 * Math.ceil(Buffer.byteLength(value) / 42);
}
