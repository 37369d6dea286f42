/** GET /v1/facets */
import * as z from 'zod';
import { startOfInterval } from '../../core/dates/interval.ts';
import { type EntityType, entityTypes } from '../../core/entities/annotation.ts';
import type { CountedRow } from '../../core/ports/search.ts';
import { canonicalIds } from '../../core/queries/identity.ts';
import { everything } from '../../core/search/conditions.ts';
import { type Count, countValues } from '../../core/search/facetCounts.ts';
import { subjectKey } from '../../core/search/subjectKey.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { entityName, readEntityNames } from '../entities/entityName.ts';
import { partialSchema } from '../http/page.ts';
import { collapseParameter, limitParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';
import { countedDocuments } from './countedDocuments.ts';
import { parseSearchText, searchTextParameter, toCondition } from './searchQuery.ts';

const documents = {
  documents: z.number().int(),
  error: z.number().int().optional(),
  /** With `collapse`: how many documents these stories stand for. */
  prints: z.number().int().optional(),
};
/** Of documents of more days than these, the timeline has the months. */
const mostDays = 500;

const countedFields = ['source', 'language', 'published', 'subjects', 'countries', 'entities'] as const;
type Counted = CountedRow<(typeof countedFields)[number]>;
type CountAll = (valuesOf: (row: Counted) => Iterable<string>) => Count[];

const namedCounts = z.array(z.object({ name: z.string(), ...documents }));
const datedCounts = z.array(z.object({ date: z.string(), ...documents }));
const entityCounts = z.array(z.object({ entity: entityName, ...documents }));

const facetsSchema = z.object({
  /** How many documents there are; with `collapse`, how many stories. */
  documents: z.number().int(),
  sources: namedCounts,
  languages: namedCounts,
  /** What providers say the documents are about. */
  subjects: namedCounts,
  /** Days of publication, those with most documents first. */
  days: datedCounts,
  /** The days of publication of those read, or the months if there are many, by first day; earliest first. */
  timeline: z.object({ interval: z.enum(['day', 'month']), items: datedCounts }),
  /** ISO 3166-1 codes of the countries that documents name, or name places or peoples of. */
  countries: namedCounts,
  entities: z.object(Object.fromEntries(entityTypes.map((type) => [type, entityCounts]))),
  partial: partialSchema,
});

export const facetsRoute = route(
  {
    path: '/v1/facets',
    summary:
      'Sources, languages, subjects, days, countries and entities of the documents that a search finds.',
    parameters: { q: searchTextParameter.optional(), collapse: collapseParameter, limit: limitParameter },
    responses: { [jsonMediaType]: facetsSchema },
  },
  async (c, { q, collapse, limit }, dependencies: SearchDependencies) => {
    const where = q === undefined ? everything : await toCondition(dependencies, parseSearchText(q));
    const found = await countedDocuments(dependencies.search, where, { fields: countedFields, collapse });
    const { rows, total, read, partial } = found;
    const prints = found.prints && rows.map(({ id }) => found.prints?.get(id) ?? 1);
    const countAll: CountAll = (valuesOf) => countValues(rows.map(valuesOf), total, prints);
    const count = (valuesOf: (row: Counted) => Iterable<string>) => countAll(valuesOf).slice(0, limit);
    const days = countAll(({ published }) => (published === '' ? [] : [published]));
    const isLong = days.length > mostDays;
    const months = ({ published }: Counted) =>
      published === '' ? [] : [startOfInterval('month', published)];
    return jsonResponse(c, facetsSchema, {
      documents: total,
      sources: count(({ source }) => [source]),
      languages: count(({ language }) => [language]),
      subjects: countSubjects(countAll, limit),
      days: days.slice(0, limit).map(dated),
      timeline: {
        interval: isLong ? 'month' : 'day',
        items: (isLong ? countAll(months) : days).map(dated).sort((a, b) => (a.date < b.date ? -1 : 1)),
      },
      countries: count(({ countries }) => countries),
      entities: await countEntities(dependencies, countAll, limit),
      partial: partial === undefined ? undefined : { read, message: partial },
    });
  },
);

const dated = ({ name, ...rest }: Count) => ({ date: name, ...rest });

/** Subjects that a search does not tell apart count together, under the name that most documents have. */
function countSubjects(countAll: CountAll, limit: number): Count[] {
  const keys = new Map<string, string>();
  const keyOf = (subject: string): string => {
    const key = keys.get(subject) ?? subjectKey(subject);
    keys.set(subject, key);
    return key;
  };
  const counts = countAll(({ subjects }) => subjects.map(keyOf).filter((key) => key !== '')).slice(0, limit);
  const shown = new Set(counts.map(({ name }) => name));
  const written = countAll(({ subjects }) => subjects.filter((subject) => shown.has(keyOf(subject))));
  const names = new Map(written.toReversed().map(({ name }) => [keyOf(name), name]));
  return counts.map(({ name, ...rest }) => ({ name: names.get(name) ?? name, ...rest }));
}

/** The entities of each type in most documents. Ids of one identity count together. */
async function countEntities(
  { table }: Pick<SearchDependencies, 'table'>,
  countAll: CountAll,
  limit: number,
) {
  const ids = countAll(({ entities }) => entities).map(({ name }) => name);
  const canonical = await canonicalIds(table, ids);
  const counts = countAll(({ entities }) => entities.map(canonical));
  const byType = new Map<EntityType, Count[]>(
    entityTypes.map((type) => [
      type,
      counts.filter(({ name }) => name.startsWith(`${type}/`)).slice(0, limit),
    ]),
  );
  const names = await readEntityNames(
    table,
    [...byType.values()].flat().map(({ name }) => name),
  );
  const shown = [...byType].map(([type, each]) => [
    type,
    each.map(({ name, ...rest }) => ({ entity: names(name), ...rest })),
  ]);
  return Object.fromEntries(shown) as Record<EntityType, z.infer<typeof entityCounts>>;
}
