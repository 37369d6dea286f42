/** POST /v1/uploads */
import * as z from 'zod';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { RecordsDeps } from '../deps.ts';
import { languageParameter, textParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/**
 * A relative path of at most 1,024 bytes of UTF-8, the limit of S3. It has no `.` or `..`, which could lead
 * out of a folder, and no control characters, which could corrupt a log or a terminal.
 */
const keyParameter = z
  .string()
  .min(1)
  .refine((value) => Buffer.byteLength(value) <= 1024 && value.isWellFormed())
  .refine(
    (value) =>
      !value.startsWith('/') &&
      !value.split('/').some((part) => part === '..' || part === '.' || part === ''),
  )
  .refine((value) => !/\p{Cc}/u.test(value))
  .describe('a path like wire/2021-05-03/story.txt, of at most 1,024 bytes');

const uploadParameters = {
  key: keyParameter,
  contentType: z
    .string()
    .regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}(; ?charset=[\w-]{1,40})?$/)
    .optional()
    .describe('a media type like text/html; charset=utf-8'),
  url: textParameter(2048, 'where it was published').optional(),
  source: textParameter(200, 'the name of its source').optional(),
  published: textParameter(40, 'when it was published').optional(),
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
    scope: 'upload',
    summary: 'An address to upload a file to, with its metadata; the file arrives in the inbox.',
    parameters: uploadParameters,
    responses: { [jsonMediaType]: uploadPlace },
  },
  async (c, { key, contentType, ...metadata }, { placeUpload }: RecordsDeps) => {
    const upload = { key, contentType, metadata: omitUndefined(metadata) as Record<string, string> };
    const place = await placeUpload(upload, new URL(c.req.url).origin);
    return jsonResponse(c, uploadPlace, { method: 'PUT', ...place }, { noStore: true });
  },
);
