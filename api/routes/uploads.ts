/** POST /v1/uploads */
import * as z from 'zod';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { language, text } from '../http/parameters.ts';
import { route } from '../http/route.ts';

/** Keys are at most 1,024 bytes of UTF-8, paths without a way out, and nothing that a log or a terminal would stumble over. */
const key = z
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

export const uploadParameters = {
  key,
  contentType: z
    .string()
    .regex(/^[\w.+-]{1,60}\/[\w.+-]{1,60}(; ?charset=[\w-]{1,40})?$/)
    .optional()
    .describe('a media type like text/html; charset=utf-8'),
  url: text(2048, 'where it was published').optional(),
  source: text(200, 'the name of its source').optional(),
  published: text(40, 'when it was published').optional(),
  language,
  title: text(300, 'its title').optional(),
};

export const uploadAnswer = z.object({
  method: z.literal('PUT'),
  url: z.string(),
  /** To be sent with the file, as they are. */
  headers: z.record(z.string(), z.string()),
  expires: z.iso.datetime(),
});

export const uploads = route(
  {
    method: 'POST',
    path: '/v1/uploads',
    scope: 'upload',
    summary: 'A place to put a file to, with what is known of it; from there it goes into the inbox.',
    parameters: uploadParameters,
    answers: { [json]: uploadAnswer },
  },
  async (c, { key, contentType, ...said }, { placeUpload }: RecordsDeps) => {
    const metadata = Object.fromEntries(
      Object.entries(said).filter(([, value]) => value !== undefined),
    ) as Record<string, string>;
    const place = await placeUpload({ key, contentType, metadata }, new URL(c.req.url).origin);
    return answer(c, uploadAnswer, { method: 'PUT', ...place }, { noStore: true });
  },
);
