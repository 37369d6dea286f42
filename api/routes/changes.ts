/** GET /v1/changes */
import * as z from 'zod';
import { readChanges } from '../../core/queries/changes.ts';
import { documentChange } from '../../core/records/document.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { requiredBoundParameter, toInstant } from '../http/parameterSchemas.ts';
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

/** A time, or a time and the document that changed then. */
const changePosition = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z(#[0-9a-f]{32})?$/);

export const changesRoute = route(
  {
    path: '/v1/changes',
    summary: 'What happened to documents since a time, earliest first.',
    parameters: { since: requiredBoundParameter, ...pageParameters },
    responses: { [jsonMediaType]: changeList },
  },
  async (c, params, { table, clock, cursorKeys, changesSettleSeconds }: RecordsDependencies) => {
    const { after = toInstant(params.since), next } = await readPageCursor(
      c,
      cursorKeys,
      params,
      changePosition,
    );
    const until = new Date(clock() - changesSettleSeconds * 1000).toISOString();
    const page = await readChanges(table, after, until, params.limit);
    const items = page.changes.map(({ doc, ...rest }) => ({ id: doc, ...rest }));
    return jsonResponse(c, changeList, { items, next: next(page.next), more: page.more });
  },
);
