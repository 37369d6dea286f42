/** POST /v1/quarantine/redrive */
import * as z from 'zod';
import { codes } from '../../core/errors.ts';
import { refusedPosition } from '../../core/quarantine/list.ts';
import { redriveKey, redriveRefused } from '../../core/quarantine/redrive.ts';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { pageOf } from '../http/page.ts';
import { cursor, text } from '../http/parameters.ts';
import { notFound } from '../http/problem.ts';
import { route } from '../http/route.ts';

/** A function has half a minute for its answer. */
const recordsAtOnce = 2_000;

const redriven = z.object({
  /** How many are told to be looked at again: files, and what was given up on. */
  keys: z.number().int(),
  deadLetters: z.number().int(),
  /** The `cursor` of a request for the rest. */
  next: z.string().nullable(),
});

export const redrive = route(
  {
    method: 'POST',
    path: '/v1/quarantine/redrive',
    scope: 'operate',
    summary: 'Looks again at what is in quarantine: all of it, what has a code, or one file.',
    parameters: {
      code: z
        .enum(codes)
        .optional()
        .describe(`one of ${codes.join(', ')}`),
      key: text(1024, 'the key of a file').optional(),
      cursor,
    },
    answers: { [json]: redriven },
  },
  async (c, { code, key, cursor: given }, deps: RecordsDeps) => {
    if (key !== undefined) {
      const hinted = await redriveKey(deps, key, code);
      if (hinted.keys + hinted.deadLetters === 0)
        throw notFound(
          code === undefined
            ? 'Nothing is known of this key.'
            : `Nothing of this key is in quarantine with ${code}.`,
        );
      return answer(c, redriven, { ...hinted, next: null }, { noStore: true });
    }
    const { after, next } = await pageOf(c, deps.cursorKeys, { cursor: given }, refusedPosition);
    const page = await redriveRefused(deps, code, { after, limit: recordsAtOnce });
    return answer(c, redriven, { ...page, next: next(page.next) }, { noStore: true });
  },
);
