/** GET /v1/entities: by name with `q`, ranked without it */
import type { Context } from 'hono';
import type * as z from 'zod';
import { emptyAuthority } from '../../core/entities/authority/authority.ts';
import { fold } from '../../core/entities/slug.ts';
import { findChosenEntities } from '../../core/queries/chosenEntities.ts';
import { entityPosition, longestLookup } from '../../core/queries/entities.ts';
import type { SearchDeps } from '../deps.ts';
import { placePositions } from '../entities/entityAuthority.ts';
import { entityItem } from '../entities/entityItem.ts';
import { feature, featureCollection, geoJsonMediaType } from '../geo/geoJson.ts';
import { negotiate } from '../http/negotiate.ts';
import { listSchema, readPageCursor } from '../http/page.ts';
import { parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';
import { type EntitiesParams, entitiesParameters, rankingParameters } from './entitiesParameters.ts';
import { rankedFields, rankingSchema, readRanking } from './entityRanking.ts';

const entityListItem = entityItem.extend(rankedFields);
export type EntityListItem = z.infer<typeof entityListItem>;
const entityList = listSchema(entityListItem).extend({ ranking: rankingSchema.optional() });
const entityFeatures = featureCollection(entityListItem).extend({ ranking: rankingSchema.optional() });

export const entitiesRoute = route(
  {
    path: '/v1/entities',
    summary: 'Entities by the beginning of a name; without one, those in the most documents.',
    parameters: entitiesParameters,
    responses: { [jsonMediaType]: entityList, [geoJsonMediaType]: entityFeatures },
  },
  async (c, params, deps: SearchDeps) => {
    const type = negotiate(c.req.header('accept'), [jsonMediaType, geoJsonMediaType]);
    const { items, ...place } =
      params.q === undefined
        ? await readRanking(c, params, deps)
        : await findByName(c, params.q, params, deps);
    const options = { type, vary: 'accept' };
    if (type === jsonMediaType) return jsonResponse(c, entityList, { items, ...place }, options);
    const authority = await deps.authority();
    const features = items.map((item) => feature(item.id, placePositions(authority, item.id), item));
    return jsonResponse(c, entityFeatures, { type: 'FeatureCollection', features, ...place }, options);
  },
);

async function findByName(c: Context, q: string, params: EntitiesParams, deps: SearchDeps) {
  for (const name of Object.keys(rankingParameters) as (keyof typeof rankingParameters)[])
    if (params[name] !== undefined)
      throw parameterProblem(name, `'${name}' cannot be combined with 'q'.`, {
        allowed: `'${name}' without 'q'`,
      });
  const folded = fold(q);
  const { length } = [...folded];
  if (folded === '' || length > longestLookup)
    throw parameterProblem('q', `'q' is looked up by its letters and digits; it has ${length} of them.`, {
      got: q,
      allowed: `1 to ${longestLookup} letters and digits`,
    });
  const { after, next } = await readPageCursor(c, deps.cursorKeys, params, entityPosition);
  const { table } = deps;
  const { limit, country, type } = params;
  const authority = country === undefined ? emptyAuthority : await deps.authority();
  const page = await findChosenEntities({ table, authority }, folded, { after, limit, country, type });
  const { gaveUpAfter: read } = page;
  const message = `${read} names were read without filling the page; \`next\` continues.`;
  return {
    items: page.entities.map(({ entity: id, name, type, documents }) => ({ id, name, type, documents })),
    next: next(page.next),
    partial: read === undefined ? undefined : { read, message },
  };
}
