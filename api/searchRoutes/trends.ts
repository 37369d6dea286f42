/** GET /v1/trends */
import * as z from 'zod';
import { dayOf, daysAfter } from '../../core/dates/interval.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import { findWordTrends } from '../../core/queries/summaries/trendWords.ts';
import { findEntityTrends } from '../../core/queries/trends.ts';
import { baselineDays, trendSteps } from '../../core/records/trend.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { entityName, readEntityNames } from '../entities/entityName.ts';
import { partialSchema } from '../http/page.ts';
import { boundParameter, choiceParameter, limitParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const leastMinimum = trendSteps[0];
const minimumParameter = z
  .string()
  .regex(/^(?:[4-9]|[1-9]\d{1,3})$/)
  .transform(Number)
  .default(leastMinimum)
  .describe(`a whole number from ${leastMinimum} to 9999`)
  .meta({ type: 'integer', minimum: leastMinimum, maximum: 9999 });

const trend = z.object({ documents: z.number().int(), expected: z.number(), score: z.number() });

const trendsSchema = z.object({
  date: z.string(),
  /** Documents of the day. */
  documents: z.number().int(),
  /** Documents of the 28 days before. */
  baseline: z.number().int(),
  entities: z.array(trend.extend({ entity: entityName })),
  /** Case-folded words of titles and standfirsts. */
  terms: z.array(trend.extend({ term: z.string() })),
  /** Words of a day with many documents come from its summary: when it was made. */
  asOf: z.string().optional(),
  partial: partialSchema,
});

export const trendsRoute = route(
  {
    path: '/v1/trends',
    summary: 'Entities and words in more documents of a day than the 28 days before suggest.',
    parameters: {
      date: boundParameter,
      type: choiceParameter(entityTypes).optional(),
      minimum: minimumParameter,
      limit: limitParameter,
    },
    responses: { [jsonMediaType]: trendsSchema },
  },
  async (c, params, { search, table, clock }: SearchDependencies) => {
    const date = params.date?.day ?? dayOf(clock());
    const { type, minimum, limit } = params;
    const words = await findWordTrends(search, date, minimum);
    const documents = await countDocuments(search, { from: date, to: date });
    const before = { from: daysAfter(date, -baselineDays), to: daysAfter(date, -1) };
    const baseline = words.gaveUpAfter === undefined ? words.baseline : await countDocuments(search, before);
    const share = baseline === 0 ? 0 : documents / baseline;
    const found = await findEntityTrends(table, { day: date, share, minimum, type, limit });
    const names = await readEntityNames(
      table,
      found.trends.map(({ name }) => name),
    );
    const notAll = [
      ...(found.gaveUpAfter === undefined ? [] : [`Only ${found.gaveUpAfter} entities are compared.`]),
      ...(words.gaveUpAfter === undefined
        ? []
        : [`Words are counted in the newest ${words.gaveUpAfter} documents of days without a summary.`]),
    ];
    return jsonResponse(c, trendsSchema, {
      date,
      documents,
      baseline,
      entities: found.trends.map(({ name, ...rest }) => ({ entity: names(name), ...rest })),
      terms: words.trends.slice(0, limit).map(({ name: term, ...rest }) => ({ term, ...rest })),
      asOf: words.asOf === undefined ? undefined : new Date(words.asOf).toISOString(),
      partial:
        notAll.length > 0
          ? { read: found.gaveUpAfter ?? words.gaveUpAfter ?? 0, message: notAll.join(' ') }
          : undefined,
    });
  },
);

/** How many documents were published on these days. */
async function countDocuments(
  search: SearchDependencies['search'],
  days: { from: string; to: string },
): Promise<number> {
  const where = { all: [{ from: days.from }, { to: days.to }] };
  return (await search.query({ where, order: 'newest', limit: 1, offset: 0 })).total;
}
