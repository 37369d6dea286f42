/** GET /v1/entities/{type}/{slug}/timeline and /v1/entities/{type}/{slug}/co-mentions */
import * as z from 'zod';
import { intervals } from '../../core/dates/interval.ts';
import type { Table } from '../../core/ports/table.ts';
import { byRank, type CoMentions, readCoMentions } from '../../core/queries/coMentions.ts';
import { readTimeline, timelinePosition } from '../../core/queries/timeline.ts';
import type { RecordsDeps } from '../deps.ts';
import { entityName, namesOf } from '../entityName.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { bound, checkRange } from '../http/parameters.ts';
import { route } from '../http/route.ts';
import { mentioned, namedEntity } from './entities.ts';

/** `date` is the day itself, the Monday of the week or the first of the month. */
export const timelineItem = z.object({
  date: z.string(),
  documents: z.number().int(),
  mentions: z.number().int(),
});
export const timeline = listOf(timelineItem);

/** `documents`: those in which both are mentioned, the other one among the main entities. */
export const coMention = z.object({ entity: entityName, documents: z.number().int() });
export const coMentions = listOf(coMention);

/** Publication days; of a time, its day in UTC. */
export const rangeParameters = { from: bound, to: bound, ...pageParameters };

const interval = z
  .enum(intervals)
  .default('day')
  .describe(`one of ${intervals.join(', ')}`);

const rankPosition = z.tuple([z.number().int(), z.string()]);

export const entityTimeline = route(
  {
    path: '/v1/entities/:type/:slug/timeline',
    summary: 'How many documents mention an entity by day, week or month, the earliest first.',
    parameters: { interval, ...rangeParameters },
    answers: { [json]: timeline },
  },
  async (c, asked, { table, cursorKeys }: RecordsDeps) => {
    const { from, to } = checkRange('to', asked.from, asked.to);
    const members = await mentioned(table, namedEntity(c));
    const { after, next } = await pageOf(c, cursorKeys, asked, timelinePosition);
    const page = await readTimeline(
      table,
      members,
      { from: from?.day, to: to?.day, interval: asked.interval },
      { after, limit: asked.limit },
    );
    const { gaveUpAfter: read } = page;
    const partial =
      read === undefined
        ? undefined
        : { read, message: `Looked at ${read} months without filling the page; \`next\` goes on.` };
    return answer(c, timeline, { items: page.periods, next: next(page.next), partial });
  },
);

export const entityCoMentions = route(
  {
    path: '/v1/entities/:type/:slug/co-mentions',
    summary: 'With whom an entity is mentioned, the most frequent first.',
    parameters: rangeParameters,
    answers: { [json]: coMentions },
  },
  async (c, asked, { table, cursorKeys }: RecordsDeps) => {
    const { from, to } = checkRange('to', asked.from, asked.to);
    const members = await mentioned(table, namedEntity(c));
    const { after, next } = await pageOf(c, cursorKeys, asked, rankPosition);
    const company = await readCoMentions(table, members, { from: from?.day, to: to?.day });
    const start =
      after === undefined
        ? 0
        : company.others.filter((each) => byRank(each, { documents: after[0], entity: after[1] }) <= 0)
            .length;
    const shown = company.others.slice(start, start + asked.limit);
    const last = start + shown.length < company.others.length ? shown.at(-1) : undefined;
    return answer(c, coMentions, {
      items: await named(table, shown),
      next: next(last && [last.documents, last.entity]),
      partial: partialOf(company),
    });
  },
);

async function named(table: Table, shown: CoMentions['others']): Promise<z.infer<typeof coMention>[]> {
  const names = await namesOf(
    table,
    shown.map(({ entity }) => entity),
  );
  return shown.map(({ entity, documents }) => ({ entity: names(entity), documents }));
}

function partialOf({ more, documents }: CoMentions) {
  if (!more) return undefined;
  return {
    read: documents,
    message: `Counted in the newest ${documents} documents of the range; there are more. Narrow it with from and to.`,
  };
}
