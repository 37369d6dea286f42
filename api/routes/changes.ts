/** GET /v1/changes */
import * as z from 'zod';
import { readChanges } from '../../core/queries/changes.ts';
import { documentChange } from '../../core/records/document.ts';
import { type Epoch, findEpoch } from '../../core/records/epoch.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { requiredBoundParameter, toInstant } from '../http/parameterSchemas.ts';
import { HttpProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const { time, reason, title } = documentChange.shape;

/**
 * `time` is when the change was made, RFC 3339; `title` is the new title, or the last one of a removed
 * document.
 */
const changeItem = z.object({ time, reason, id: z.string(), title });

/**
 * `next` is never null: it continues after this page at any later time. `more`: there may be more already.
 */
const changeList = listSchema(changeItem).extend({ next: z.string(), more: z.boolean() });

/** A table gets its epoch with its first documents. */
const noEpoch = 'none';

/**
 * A time, or a time and the document that changed then; and after `@` the epoch of the table. Cursors made
 * before 2 December 2026 say nothing of an epoch.
 */
const changePosition = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z(#[0-9a-f]{32})?(@([0-9a-f]{16}|none))?$/);

export const changesRoute = route(
  {
    path: '/v1/changes',
    summary: 'What happened to documents since a time, earliest first.',
    parameters: { since: requiredBoundParameter, ...pageParameters },
    responses: { [jsonMediaType]: changeList },
    problems: [410],
  },
  async (c, params, { table, clock, cursorKeys, changesSettleSeconds }: RecordsDependencies) => {
    const cursor = await readPageCursor(c, cursorKeys, params, changePosition);
    const epoch = await findEpoch({ table });
    if (cursor.after !== undefined && isOfAnother(cursor.after, epoch)) throw interrupted(epoch);
    const after = cursor.after?.split('@')[0] ?? toInstant(params.since);
    const until = new Date(clock() - changesSettleSeconds * 1000).toISOString();
    const page = await readChanges(table, after, until, params.limit);
    const items = page.changes.map(({ doc, ...rest }) => ({ id: doc, ...rest }));
    const next = cursor.next(`${page.next}@${epoch?.id ?? noEpoch}`);
    return jsonResponse(c, changeList, { items, next, more: page.more });
  },
);

/** Whether the position is one in the log of another table than that of this epoch. */
function isOfAnother(position: string, epoch: Epoch | undefined): boolean {
  const [time = '', readIn] = position.split('@');
  if (readIn === undefined) return epoch !== undefined && Date.parse(time.slice(0, 24)) < epoch.began;
  return readIn !== noEpoch && readIn !== epoch?.id;
}

/** Changes may have been lost with the table that the cursor was made in. */
function interrupted(epoch: Epoch | undefined): HttpProblem {
  const since = epoch === undefined ? '' : ` since ${new Date(epoch.began).toISOString()}`;
  const detail =
    `The records were lost or restored, and this is another log${since}. Begin again without a cursor, ` +
    'read each document of your copy anew, and remove what /v1/documents does not list.';
  return new HttpProblem(410, {
    type: 'urn:problem-type:dateline:log-interrupted',
    detail,
    parameter: 'cursor',
  });
}
