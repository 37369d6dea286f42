/** GET /v1/quarantine */
import * as z from 'zod';
import { codes, refuse } from '../../core/errors.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { readQuarantine, refusedPosition } from '../../core/quarantine/list.ts';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { bound, instantOf } from '../http/parameters.ts';
import { route } from '../http/route.ts';

export const quarantineItem = z.object({
  /** Absent where a count or a message that nobody understands was given up on. */
  key: z.string().optional(),
  /** Path inside a container of which one member was refused. */
  part: z.string().optional(),
  /** The document on which a stage gave up. */
  document: z.string().optional(),
  code: z.enum(codes),
  message: z.string(),
  evidence: z.string(),
  remedy: z.string(),
  /** When it was refused: RFC 3339. */
  since: z.string(),
});
export const quarantineList = listOf(quarantineItem);

export const quarantineParameters = {
  code: z
    .enum(codes)
    .optional()
    .describe(`one of ${codes.join(', ')}`),
  since: bound,
  ...pageParameters,
};

export const quarantine = route(
  {
    path: '/v1/quarantine',
    scope: 'operate',
    summary: 'What was refused, and what was given up on, the latest first.',
    parameters: quarantineParameters,
    answers: { [json]: quarantineList },
  },
  async (c, asked, { table, cursorKeys }: RecordsDeps) => {
    const since = asked.since && instantOf(asked.since);
    const { after, next } = await pageOf(c, cursorKeys, asked, refusedPosition);
    const page = await readQuarantine(table, { code: asked.code, since }, { after, limit: asked.limit });
    const items = page.refused.map(({ key, part, document, refusal, at }) =>
      omitUndefined({ key, part, document, ...refuse(refusal.code, refusal.evidence), since: at }),
    );
    return answer(c, quarantineList, { items, next: next(page.next) });
  },
);
