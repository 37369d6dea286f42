/** GET /v1/entities: by name with `q`, ranked without it */
import type { Context } from 'hono';
import * as z from 'zod';
import type { Authority } from '../../core/entities/authority/authority.ts';
import { fold } from '../../core/entities/slug.ts';
import { beginningsOf } from '../../core/entities/variants/beginnings.ts';
import type { Table } from '../../core/ports/table.ts';
import { findChosenEntities, isChosen } from '../../core/queries/chosenEntities.ts';
import { beginSo, entityPosition, longestLookup } from '../../core/queries/entities.ts';
import { identitiesOf } from '../../core/queries/identity.ts';
import { findMeant } from '../../core/queries/names/meantNames.ts';
import { findByOtherName, findPeopleDecided, findPeopleTyped } from '../../core/queries/names/typedNames.ts';
import type { EntityMeta } from '../../core/records/entity.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { placePositions } from '../entities/entityAuthority.ts';
import { entityItem, toEntityItem } from '../entities/entityItem.ts';
import { feature, featureCollection, geoJsonMediaType } from '../geo/geoJson.ts';
import { negotiate } from '../http/negotiate.ts';
import { endedEarly, listSchema, readPageCursor } from '../http/page.ts';
import { combinationProblem, parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';
import { didYouMean } from './didYouMean.ts';
import { type EntitiesParams, entitiesParameters, rankingParameters } from './entitiesParameters.ts';
import { rankedFields, rankingSchema, readRanking } from './entityRanking.ts';

const entityListItem = entityItem.extend(rankedFields);
export type EntityListItem = z.infer<typeof entityListItem>;
const answerFields = {
  ranking: rankingSchema.optional(),
  didYouMean,
};
const entityList = listSchema(entityListItem).extend(answerFields);
const entityFeatures = featureCollection(entityListItem).extend(answerFields);

export const entitiesRoute = route(
  {
    path: '/v1/entities',
    summary: 'Entities by the beginning of a name; without one, those in the most documents.',
    parameters: entitiesParameters,
    responses: { [jsonMediaType]: entityList, [geoJsonMediaType]: entityFeatures },
  },
  async (c, params, dependencies: SearchDependencies) => {
    const type = negotiate(c.req.header('accept'), [jsonMediaType, geoJsonMediaType]);
    const { items, ...place } =
      params.q === undefined
        ? await readRanking(c, params, dependencies)
        : await findByName(c, params.q, params, dependencies);
    const options = { type, vary: 'accept' };
    if (type === jsonMediaType) return jsonResponse(c, entityList, { items, ...place }, options);
    const authority = await dependencies.authority();
    const features = items.map((item) => feature(item.id, placePositions(authority, item.id), item));
    return jsonResponse(c, entityFeatures, { type: 'FeatureCollection', features, ...place }, options);
  },
);

/** After an entity that is found as typed, or in the list of names behind those. */
const position = z.union([z.tuple([z.literal('typed'), z.string()]), entityPosition]);

async function findByName(c: Context, q: string, params: EntitiesParams, dependencies: SearchDependencies) {
  for (const name of Object.keys(rankingParameters) as (keyof typeof rankingParameters)[])
    if (params[name] !== undefined) throw combinationProblem(name, "'q'");
  const folded = fold(q);
  const { length } = [...folded];
  if (folded === '' || length > longestLookup)
    throw parameterProblem('q', `'q' is looked up by its letters and digits; it has ${length} of them.`, {
      got: q,
      allowed: `1 to ${longestLookup} letters and digits`,
    });
  const { after, next } = await readPageCursor(c, dependencies.cursorKeys, params, position);
  const { table } = dependencies;
  const { limit } = params;
  const authority = await dependencies.authority();
  const afterName = after?.[0] === 'typed' ? undefined : after;
  const beginnings = beginningsOf(q);
  const typed = afterName === undefined ? await findAsTyped({ table, authority }, q, beginnings, params) : [];
  const rest = typed.slice(typed.findIndex(({ entity }) => entity === after?.[1]) + 1);
  const first = rest.slice(0, limit);
  // Behind a full page, whether there is one more.
  const choice = { ...params, after: afterName, limit: Math.max(1, limit - first.length) };
  const page = await findChosenEntities({ table, authority }, beginnings, choice);
  const last = first[limit - 1];
  if (last !== undefined) {
    const more = rest.length > limit || page.entities.length > 0 || page.next !== undefined;
    return { items: first.map(toEntityItem), next: next(more ? ['typed', last.entity] : undefined) };
  }
  const found = [...first, ...page.entities];
  const meant = after === undefined && found.length === 0 ? await findMeant(table, folded) : [];
  const chosen = meant.filter(({ entity }) => isChosen(authority, params, entity));
  return {
    items: found.map(toEntityItem),
    next: next(page.next),
    partial: endedEarly(page.gaveUpAfter, 'names'),
    ...(chosen.length > 0 && { didYouMean: chosen.map(toEntityItem) }),
  };
}

/**
 * What the name means as people type it: "Merkel, Angela", "A. Merkel", and another name of a place. Not
 * what is found by the beginning of its name anyway.
 */
async function findAsTyped(
  { table, authority }: { table: Table; authority: Authority },
  q: string,
  beginnings: readonly string[],
  params: EntitiesParams,
): Promise<EntityMeta[]> {
  const found = await Promise.all([
    findPeopleTyped(table, q),
    findPeopleDecided(table, q),
    findByOtherName(table, authority, q),
  ]);
  const isListed = ({ aliases }: EntityMeta) => beginSo(aliases, beginnings);
  const others = found.flat().filter((meta) => !isListed(meta)); // resolving an identity costs reads
  return (await identitiesOf(table, others))
    .flatMap(({ meta }) => meta ?? [])
    .filter((meta) => !isListed(meta) && isChosen(authority, params, meta.entity));
}
