/** GET /v1/changes */
import * as z from 'zod';
import { readChanges } from '../../core/queries/changes.ts';
import { change } from '../../core/records/document.ts';
import type { RecordsDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { instantOf, requiredBound } from '../http/parameters.ts';
import { route } from '../http/route.ts';

const { time, reason, title } = change.shape;

/** `time` is when the change was made, RFC 3339; `title` is the document's new one, or the last of one that was removed. */
export const changeItem = z.object({ time, reason, id: z.string(), title });

/** `next` is never null: it goes on where this page ends, now or whenever it is asked. `more`: there may be more already. */
export const changeList = listOf(changeItem).extend({ next: z.string(), more: z.boolean() });

export const changesParameters = { since: requiredBound, ...pageParameters };

/** A time, or the place of a change. */
const place = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z(#[0-9a-f]{32})?$/);

export const changes = route(
  {
    path: '/v1/changes',
    summary: 'What happened to documents since a time, the earliest first.',
    parameters: changesParameters,
    answers: { [json]: changeList },
  },
  async (c, asked, { table, clock, cursorKeys, changesSettleSeconds }: RecordsDeps) => {
    const { after = instantOf(asked.since), next } = await pageOf(c, cursorKeys, asked, place);
    const until = new Date(clock() - changesSettleSeconds * 1000).toISOString();
    const page = await readChanges(table, after, until, asked.limit);
    const items = page.changes.map(({ doc, ...said }) => ({ id: doc, ...said }));
    return answer(c, changeList, { items, next: next(page.next), more: page.more });
  },
);
