/** GET /v1/facets */
import * as z from 'zod';
import { type EntityType, entityTypes } from '../../core/entities/annotation.ts';
import type { Authority } from '../../core/entities/authority/authority.ts';
import { countryOf } from '../../core/entities/authority/locatePlaces.ts';
import type { CountedRow } from '../../core/ports/search.ts';
import { canonicalIds } from '../../core/queries/identity.ts';
import { everything } from '../../core/search/conditions.ts';
import { type Count, countValues } from '../../core/search/facetCounts.ts';
import { groupReprints } from '../../core/search/reprintGroups.ts';
import type { SearchDeps } from '../deps.ts';
import { entityName, readEntityNames } from '../entities/entityName.ts';
import { partialSchema } from '../http/page.ts';
import { limitParameter } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';
import { collapseParameter, parseSearchText, searchTextParameter, toCondition } from './searchQuery.ts';

/** Documents that are read. Of more, a random part is. */
const mostRead = 10_000;

const documents = { documents: z.number().int(), error: z.number().int().optional() };
const namedCounts = z.array(z.object({ name: z.string(), ...documents }));
const entityCounts = z.array(z.object({ entity: entityName, ...documents }));

const facetsSchema = z.object({
  /** How many documents there are; with `collapse`, how many stories. */
  documents: z.number().int(),
  sources: namedCounts,
  languages: namedCounts,
  /** Days of publication, those with most documents first. */
  days: z.array(z.object({ date: z.string(), ...documents })),
  /** ISO 3166-1 codes of the countries that documents name, or name places or peoples of. */
  countries: namedCounts,
  entities: z.object(Object.fromEntries(entityTypes.map((type) => [type, entityCounts]))),
  partial: partialSchema,
});

export const facetsRoute = route(
  {
    path: '/v1/facets',
    summary: 'Sources, languages, days, countries and entities of the documents that a search finds.',
    parameters: { q: searchTextParameter.optional(), collapse: collapseParameter, limit: limitParameter },
    responses: { [jsonMediaType]: facetsSchema },
  },
  async (c, { q, collapse, limit }, deps: SearchDeps) => {
    const where = q === undefined ? everything : await toCondition(deps, parseSearchText(q));
    const bands = collapse !== undefined;
    const found = await deps.search.sample(where, { atMost: mostRead, bands });
    const rows = bands ? firstPrints(found.rows) : found.rows;
    // A story with prints outside the part that was read counts as often as its prints are read.
    const total = bands ? Math.round((found.total * rows.length) / (found.rows.length || 1)) : found.total;
    const count = (valuesOf: (row: CountedRow) => Iterable<string>) =>
      countValues(rows.map(valuesOf), total).slice(0, limit);
    const countries = countriesBy(await deps.authority());
    const { read, message } = { read: found.rows.length, message: estimateMessage(found.rows.length) };
    return jsonResponse(c, facetsSchema, {
      documents: total,
      sources: count(({ source }) => [source]),
      languages: count(({ language }) => [language]),
      days: count(({ published }) => (published === '' ? [] : [published])).map(({ name, ...rest }) => ({
        date: name,
        ...rest,
      })),
      countries: count(({ entities }) => entities.flatMap(countries)),
      entities: await countEntities(deps, rows, total, limit),
      partial: read < found.total ? { read, message } : undefined,
    });
  },
);

function estimateMessage(read: number): string {
  return `Counts are estimated from ${read} random documents; 95 % of them are at most \`error\` off.`;
}

/** The documents that were published first of their stories. */
export function firstPrints(rows: readonly CountedRow[]): CountedRow[] {
  const prints = groupReprints(rows);
  return rows.filter(({ id }) => prints.has(id));
}

/** Finds the country of an id, and remembers it. */
function countriesBy(authority: Authority): (id: string) => string[] {
  const known = new Map<string, string[]>();
  return (id) => {
    if (!/^(?:place|group)\//.test(id)) return [];
    const found = known.get(id) ?? [countryOf(authority, id) ?? []].flat();
    known.set(id, found);
    return found;
  };
}

/** The entities of each type in most documents. Ids of one identity count together. */
async function countEntities(
  { table }: Pick<SearchDeps, 'table'>,
  rows: readonly CountedRow[],
  total: number,
  limit: number,
) {
  const ids = countValues(
    rows.map(({ entities }) => entities),
    total,
  ).map(({ name }) => name);
  const canonical = await canonicalIds(table, ids);
  const counts = countValues(
    rows.map(({ entities }) => entities.map(canonical)),
    total,
  );
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
