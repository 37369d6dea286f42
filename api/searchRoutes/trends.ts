/** GET /v1/trends */
import * as z from 'zod';
import { dayOf, daysAfter } from '../../core/dates/interval.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { Headline } from '../../core/ports/search.ts';
import { findEntityTrends } from '../../core/queries/trends.ts';
import { baselineDays, trendSteps } from '../../core/records/trend.ts';
import { headlineWords } from '../../core/search/headlineWords.ts';
import { findTrends } from '../../core/search/trends.ts';
import type { SearchDeps } from '../deps.ts';
import { entityName, readEntityNames } from '../entities/entityName.ts';
import { partialSchema } from '../http/page.ts';
import { boundParameter, choiceParameter, limitParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/** Words are counted in so many documents of the day and of the baseline, the newest of each. */
const maxDayDocuments = 400;
const maxBaselineDocuments = 1200;

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
  partial: partialSchema,
});

export const trendsRoute = route(
  {
    path: '/v1/trends',
    summary: 'Entities and words in more documents of a day than the 28 days before suggest.',
    parameters: {
      date: boundParameter,
      type: choiceParameter(entityTypes),
      minimum: minimumParameter,
      limit: limitParameter,
    },
    responses: { [jsonMediaType]: trendsSchema },
  },
  async (c, params, { search, table, clock }: SearchDeps) => {
    const date = params.date?.day ?? dayOf(clock());
    const dayRange = { from: date, to: date };
    const baselineRange = { from: daysAfter(date, -baselineDays), to: daysAfter(date, -1) };
    const [documents, baseline] = await Promise.all([
      countDocuments(search, dayRange),
      countDocuments(search, baselineRange),
    ]);
    const [day, before] = await Promise.all([
      search.publishedBetween({ ...dayRange, entities: [], brief: true }, maxDayDocuments),
      readBaseline(search, date, baseline),
    ]);
    const { type, minimum, limit } = params;
    const share = baseline === 0 ? 0 : documents / baseline;
    const found = await findEntityTrends(table, { day: date, share, minimum, type, limit });
    const wordsOf = ({ title, standfirst }: Headline) => headlineWords(`${title} ${standfirst}`);
    const terms = findTrends(day.rows.map(wordsOf), before.rows.map(wordsOf), minimum).slice(0, limit);
    const names = await readEntityNames(
      table,
      found.trends.map(({ name }) => name),
    );
    const notAll = [
      ...(found.gaveUpAfter === undefined ? [] : [`Only ${found.gaveUpAfter} entities are compared.`]),
      ...(day.more || before.more
        ? [`Words are counted in the newest ${day.rows.length} and ${before.rows.length} documents only.`]
        : []),
    ];
    return jsonResponse(c, trendsSchema, {
      date,
      documents,
      baseline,
      entities: found.trends.map(({ name, ...rest }) => ({ entity: names(name), ...rest })),
      terms: terms.map(({ name: term, ...rest }) => ({ term, ...rest })),
      partial:
        notAll.length > 0
          ? { read: day.rows.length + before.rows.length, message: notAll.join(' ') }
          : undefined,
    });
  },
);

/** How many documents were published on these days. */
async function countDocuments(
  search: SearchDeps['search'],
  days: { from: string; to: string },
): Promise<number> {
  const where = { all: [{ from: days.from }, { to: days.to }] };
  return (await search.query({ where, order: 'newest', limit: 1, offset: 0 })).total;
}

/**
 * The newest documents of the baseline. Of many, those of its last days are read: a search table sorts all
 * documents of the days that are asked for.
 */
async function readBaseline(
  search: SearchDeps['search'],
  date: string,
  documents: number,
): Promise<{ rows: Headline[]; more: boolean }> {
  const to = daysAfter(date, -1);
  const read = (days: number) =>
    search.publishedBetween(
      { from: daysAfter(date, -days), to, entities: [], brief: true },
      maxBaselineDocuments,
    );
  const lastDays = Math.ceil((2 * maxBaselineDocuments * baselineDays) / Math.max(1, documents));
  if (lastDays >= baselineDays) return read(baselineDays);
  const found = await read(lastDays);
  return found.more ? found : read(baselineDays);
}
