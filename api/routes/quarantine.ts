/** GET /v1/quarantine */
import * as z from 'zod';
import { refusalCode } from '../../core/document/refusalCode.ts';
import { codes, refuse } from '../../core/errors.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { listQuarantine, quarantinePosition } from '../../core/quarantine/listQuarantine.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { boundParameter, choiceParameter, toInstant } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/** Why something was refused, and what helps. */
export const explainedRefusal = z.object({
  code: refusalCode,
  message: z.string(),
  evidence: z.string(),
  remedy: z.string(),
});

const quarantineItem = z.object({
  /** Absent for a count that was given up on, and for a message that cannot be parsed. */
  key: z.string().optional(),
  /** The path of a refused member inside its container. */
  part: z.string().optional(),
  /** The document on which a stage gave up. */
  document: z.string().optional(),
  ...explainedRefusal.shape,
  /** When it was refused: RFC 3339. */
  since: z.string(),
});
const quarantineList = listSchema(quarantineItem);

export const quarantineRoute = route(
  {
    path: '/v1/quarantine',
    scope: 'operate',
    summary: 'What was refused or given up on, latest first.',
    parameters: { code: choiceParameter(codes).optional(), since: boundParameter, ...pageParameters },
    responses: { [jsonMediaType]: quarantineList },
  },
  async (c, params, { table, cursorKeys }: RecordsDependencies) => {
    const since = params.since && toInstant(params.since);
    const { after, next } = await readPageCursor(c, cursorKeys, params, quarantinePosition);
    const page = await listQuarantine(table, { code: params.code, since }, { after, limit: params.limit });
    const items = page.items.map(({ key, part, document, refusal, at }) =>
      omitUndefined({ key, part, document, ...refuse(refusal.code, refusal.evidence), since: at }),
    );
    return jsonResponse(c, quarantineList, { items, next: next(page.next) });
  },
);
