/** GET /v1/entities */
import * as z from 'zod';
import { emptyAuthority } from '../../core/entities/authority/authority.ts';
import { fold } from '../../core/entities/slug.ts';
import { entityPosition, longestLookup } from '../../core/queries/entities.ts';
import { findEntitiesOf } from '../../core/queries/entitiesOfCountry.ts';
import { entityMeta } from '../../core/records/entity.ts';
import type { RecordsDeps } from '../deps.ts';
import { placePositions } from '../entities/entityAuthority.ts';
import { feature, featureCollection, geoJsonMediaType } from '../geo/geoJson.ts';
import { negotiate } from '../http/negotiate.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { countryParameter, textParameter } from '../http/parameterSchemas.ts';
import { parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const { type, name, documents } = entityMeta.shape;

export const entityItem = z.object({ id: z.string(), name, type, documents });
export type EntityItem = z.infer<typeof entityItem>;
const entityList = listSchema(entityItem);
const entityFeatures = featureCollection(entityItem);

export const entitiesRoute = route(
  {
    path: '/v1/entities',
    summary: 'Entities whose name, or another form of it, begins with a text.',
    parameters: {
      q: textParameter(200, 'the beginning of a name'),
      country: countryParameter,
      ...pageParameters,
    },
    responses: { [jsonMediaType]: entityList, [geoJsonMediaType]: entityFeatures },
  },
  async (c, params, { table, cursorKeys, authority: readAuthority }: RecordsDeps) => {
    const mediaType = negotiate(c.req.header('accept'), [jsonMediaType, geoJsonMediaType]);
    const folded = fold(params.q);
    const { length } = [...folded];
    if (folded === '' || length > longestLookup)
      throw parameterProblem('q', `'q' is looked up by its letters and digits; it has ${length} of them.`, {
        got: params.q,
        allowed: `1 to ${longestLookup} letters and digits`,
      });
    const { after, next } = await readPageCursor(c, cursorKeys, params, entityPosition);
    const needed = params.country !== undefined || mediaType === geoJsonMediaType;
    const authority = needed ? await readAuthority() : emptyAuthority;
    const { limit, country } = params;
    const page = await findEntitiesOf({ table, authority }, folded, { after, limit, country });
    const { gaveUpAfter: read } = page;
    const partial =
      read === undefined
        ? undefined
        : { read, message: `${read} names were read without filling the page; \`next\` continues.` };
    const items = page.entities.map((meta) => ({
      id: meta.entity,
      name: meta.name,
      type: meta.type,
      documents: meta.documents,
    }));
    const place = { next: next(page.next), partial };
    const options = { type: mediaType, vary: 'accept' };
    if (mediaType === jsonMediaType) return jsonResponse(c, entityList, { items, ...place }, options);
    const features = items.map((item) => feature(item.id, placePositions(authority, item.id), item));
    return jsonResponse(c, entityFeatures, { type: 'FeatureCollection', features, ...place }, options);
  },
);
