/** POST /v1/quarantine/redrive */
import * as z from 'zod';
import { codes } from '../../core/errors.ts';
import { quarantinePosition } from '../../core/quarantine/listQuarantine.ts';
import { redriveKey, redriveQuarantine } from '../../core/quarantine/redrive.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { readPageCursor } from '../http/page.ts';
import { choiceParameter, cursorParameter, textParameter } from '../http/parameterSchemas.ts';
import { notFound } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/** As many records as a Lambda function can enqueue within the 30 seconds that API Gateway waits. */
const maxRecords = 2_000;

const redriveResult = z.object({
  /** How many files were enqueued to be handled again. */
  keys: z.number().int(),
  /** How many dead letters were sent again. */
  deadLetters: z.number().int(),
  /** The `cursor` of a request for the rest. */
  next: z.string().nullable(),
});

export const redriveRoute = route(
  {
    method: 'POST',
    path: '/v1/quarantine/redrive',
    scope: 'operate',
    summary: 'Handles again what is in quarantine: all of it, everything with one code, or one file.',
    parameters: {
      code: choiceParameter(codes).optional(),
      key: textParameter(1024, 'the key of a file').optional(),
      cursor: cursorParameter,
    },
    example: { code: 'input.empty' },
    responses: { [jsonMediaType]: redriveResult },
  },
  async (c, { code, key, cursor }, dependencies: RecordsDependencies) => {
    if (key !== undefined) {
      const redriven = await redriveKey(dependencies, key, code);
      if (redriven.keys + redriven.deadLetters === 0)
        throw notFound(
          code === undefined
            ? 'There is no record of this key (a path in the inbox). GET /v1/quarantine lists keys.'
            : `Nothing under this key is in quarantine with ${code}.`,
        );
      return jsonResponse(c, redriveResult, { ...redriven, next: null }, { noStore: true });
    }
    const { after, next } = await readPageCursor(c, dependencies.cursorKeys, { cursor }, quarantinePosition);
    const page = await redriveQuarantine(dependencies, code, { after, limit: maxRecords });
    return jsonResponse(c, redriveResult, { ...page, next: next(page.next) }, { noStore: true });
  },
);
