/** GET /v1/trends */
import * as z from 'zod';
import { daysAfter } from '../../core/dates/interval.ts';
import { entityTypes } from '../../core/entities/annotation.ts';
import type { Headline } from '../../core/ports/search.ts';
import { baselineDays, risingEntities } from '../../core/search/trends.ts';
import { wordsOf } from '../../core/search/words.ts';
import type { SearchDeps } from '../deps.ts';
import { entityName, namesOf } from '../entityName.ts';
import { answer, json } from '../http/answer.ts';
import { partial } from '../http/page.ts';
import { bound, limit } from '../http/parameters.ts';
import { route } from '../http/route.ts';

/** Of the day and of the days before; of more, the newest are counted. */
const dayAtMost = 20_000;
const baselineAtMost = 100_000;

const minimum = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
  .default(3)
  .describe('a whole number from 1 to 9999')
  .meta({ type: 'integer', minimum: 1, maximum: 9999 });

const risen = z.object({ documents: z.number().int(), expected: z.number(), score: z.number() });

export const trendsAnswer = z.object({
  date: z.string(),
  /** Documents of the day, and of the 28 days before. */
  documents: z.number().int(),
  baseline: z.number().int(),
  entities: z.array(risen.extend({ entity: entityName })),
  /** Folded words of title and standfirst. */
  terms: z.array(risen.extend({ term: z.string() })),
  partial,
});

export const trends = route(
  {
    path: '/v1/trends',
    summary:
      'Entities and words that are in more documents of a day than the 28 days before would let expect.',
    parameters: {
      date: bound,
      type: z
        .enum(entityTypes)
        .optional()
        .describe(`one of ${entityTypes.join(', ')}`),
      minimum,
      limit,
    },
    answers: { [json]: trendsAnswer },
  },
  async (c, asked, { search, table, clock }: SearchDeps) => {
    const date = asked.date?.day ?? new Date(clock()).toISOString().slice(0, 10);
    const before = { from: daysAfter(date, -baselineDays), to: daysAfter(date, -1) };
    const [today, then] = await Promise.all([
      search.publishedBetween({ from: date, to: date, entities: [] }, dayAtMost),
      search.publishedBetween({ ...before, entities: [] }, baselineAtMost),
    ]);
    const risingIn = (of: (row: Headline) => Set<string>) =>
      risingEntities(today.rows.map(of), then.rows.map(of), asked.minimum).slice(0, asked.limit);
    const entities = risingIn(
      (row) =>
        new Set(row.entities.filter((id) => asked.type === undefined || id.startsWith(`${asked.type}/`))),
    );
    const terms = risingIn(({ title, standfirst }) => wordsOf(`${title} ${standfirst}`));
    const names = await namesOf(
      table,
      entities.map(({ name }) => name),
    );
    const more = today.more || then.more;
    const read = today.rows.length + then.rows.length;
    return answer(c, trendsAnswer, {
      date,
      documents: today.rows.length,
      baseline: then.rows.length,
      entities: entities.map(({ name, ...rest }) => ({ entity: names(name), ...rest })),
      terms: terms.map(({ name: term, ...rest }) => ({ term, ...rest })),
      partial: more
        ? { read, message: `Counted in the newest ${read} documents of these days; there are more.` }
        : undefined,
    });
  },
);
