/** GET /v1/trends */
import * as z from 'zod';
import { daysAfter } from '../../core/dates/interval.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { Headline } from '../../core/ports/search.ts';
import { headlineWords } from '../../core/search/headlineWords.ts';
import { baselineDays, findTrends } from '../../core/search/trends.ts';
import type { SearchDeps } from '../deps.ts';
import { entityName, readEntityNames } from '../entities/entityName.ts';
import { partialSchema } from '../http/page.ts';
import { boundParameter, choiceParameter, limitParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/** Documents counted on the day and in the baseline; if there are more, only the newest. */
const maxDayDocuments = 20_000;
const maxBaselineDocuments = 100_000;

const minimumParameter = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
  .default(3)
  .describe('a whole number from 1 to 9999')
  .meta({ type: 'integer', minimum: 1, maximum: 9999 });

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
    const date = params.date?.day ?? new Date(clock()).toISOString().slice(0, 10);
    const baselineRange = { from: daysAfter(date, -baselineDays), to: daysAfter(date, -1) };
    const [day, baseline] = await Promise.all([
      search.publishedBetween({ from: date, to: date, entities: [] }, maxDayDocuments),
      search.publishedBetween({ ...baselineRange, entities: [] }, maxBaselineDocuments),
    ]);
    const trendsIn = (namesIn: (row: Headline) => Set<string>) =>
      findTrends(day.rows.map(namesIn), baseline.rows.map(namesIn), params.minimum).slice(0, params.limit);
    const entities = trendsIn(
      (row) =>
        new Set(row.entities.filter((id) => params.type === undefined || id.startsWith(`${params.type}/`))),
    );
    const terms = trendsIn(({ title, standfirst }) => headlineWords(`${title} ${standfirst}`));
    const names = await readEntityNames(
      table,
      entities.map(({ name }) => name),
    );
    const more = day.more || baseline.more;
    const read = day.rows.length + baseline.rows.length;
    return jsonResponse(c, trendsSchema, {
      date,
      documents: day.rows.length,
      baseline: baseline.rows.length,
      entities: entities.map(({ name, ...rest }) => ({ entity: names(name), ...rest })),
      terms: terms.map(({ name: term, ...rest }) => ({ term, ...rest })),
      partial: more
        ? { read, message: `Only the newest ${read} documents of these days are counted.` }
        : undefined,
    });
  },
);
