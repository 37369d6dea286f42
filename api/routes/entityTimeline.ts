/** GET /v1/entities/{type}/{slug}/timeline */
import * as z from 'zod';
import { intervals } from '../../core/dates/interval.ts';
import { readTimeline, timelinePosition } from '../../core/queries/timeline.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { entityIdFromPath, readMemberIds } from '../entities/entityFromPath.ts';
import { endedEarly, listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { choiceParameter, dayRangeParameters, readDayRange } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const timelineItem = z.object({
  /** The day itself, the Monday of the week, or the first day of the month. */
  date: z.string(),
  documents: z.number().int(),
  mentions: z.number().int(),
});
const timelineList = listSchema(timelineItem);

export const entityTimelineRoute = route(
  {
    path: '/v1/entities/:type/:slug/timeline',
    summary: 'How many documents mention an entity per day, week or month, earliest first.',
    parameters: {
      interval: choiceParameter(intervals).default('day'),
      ...dayRangeParameters,
      ...pageParameters,
    },
    responses: { [jsonMediaType]: timelineList },
  },
  async (c, params, { table, cursorKeys, authority }: RecordsDependencies) => {
    const days = readDayRange(params);
    const members = await readMemberIds({ table, authority }, entityIdFromPath(c));
    const { after, next } = await readPageCursor(c, cursorKeys, params, timelinePosition);
    const page = await readTimeline(
      table,
      members,
      { ...days, interval: params.interval },
      { after, limit: params.limit },
    );
    const partial = endedEarly(page.gaveUpAfter, 'months');
    return jsonResponse(c, timelineList, { items: page.periods, next: next(page.next), partial });
  },
);
