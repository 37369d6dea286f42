/** GET /v1/entities/{type}/{slug} */
import * as z from 'zod';
import type { Resolution } from '../../core/identity/decisions/resolution.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import { currentEntities, readResolution } from '../../core/queries/decisions.ts';
import { readIdentity } from '../../core/queries/identity.ts';
import { mergeForms } from '../../core/queries/mergedEntity.ts';
import { otherIdOf } from '../../core/queries/names/otherIds.ts';
import { entityMeta, nameForm } from '../../core/records/entity.ts';
import { decisionNote, notesOf } from '../decisions/decisionItem.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { entityAddress } from '../entities/entityAddress.ts';
import { authorityFields, recordOf, toAuthorityFields } from '../entities/entityAuthority.ts';
import { entityIdFromPath, entityNotFound } from '../entities/entityFromPath.ts';
import { entityItem } from '../entities/entityItem.ts';
import { feature, featureCollection, geoJsonMediaType, positionsOf } from '../geo/geoJson.ts';
import { negotiate } from '../http/negotiate.ts';
import { jsonMediaType, jsonResponse, redirectResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const { mentions, first, last } = entityMeta.shape;

const entityDetail = entityItem.extend({
  mentions,
  /** Days of publication; absent if every document is undated. */
  first,
  last,
  /** All forms of the name, each with its number of documents and its first day. */
  aliases: z.array(nameForm),
  /** Entities read together with this one: a variant of the name, or an acronym introduced for it. */
  also: z.array(z.string()).optional(),
  ...authorityFields,
  /**
   * Documents by field, if titles before the name put it in several fields. The name may then belong to
   * several people; the parameter `role` of the documents tells them apart.
   */
  roles: z.record(z.string(), z.number().int()).optional(),
  /** People's decisions that name it, the newest first, at most 20. */
  decisions: z.array(decisionNote).optional(),
});

/** Most decisions that an entity shows; `/v1/decisions?entity=` has all. */
const mostDecisions = 20;

function decisionsAbout(resolution: Resolution, ids: readonly string[]) {
  const about = new Set(ids.flatMap((id) => resolution.about(id)).map(({ id }) => id));
  const decisions = notesOf(resolution, [...about].slice(-mostDecisions).reverse());
  return decisions.length === 0 ? {} : { decisions };
}

const entityFeatures = featureCollection(entityDetail);

export const entityRoute = route(
  {
    path: '/v1/entities/:type/:slug',
    summary: 'What is known about an entity: its name forms, its counts, its first and last day.',
    parameters: {},
    responses: { [jsonMediaType]: entityDetail, [geoJsonMediaType]: entityFeatures },
    redirect: 'Nobody has this id, but it is made of another name of the entity at `Location`.',
  },
  async (c, _params, { table, authority: readAuthority }: RecordsDependencies) => {
    const mediaType = negotiate(c.req.header('accept'), [jsonMediaType, geoJsonMediaType]);
    const given = entityIdFromPath(c);
    const [resolution, authority] = await Promise.all([readResolution(table), readAuthority()]);
    const [current = given] = await currentEntities(table, [given], resolution);
    const { id, members, meta } = await readIdentity(table, current);
    if (meta === undefined) {
      const other = await otherIdOf(table, authority, current);
      if (other === undefined) throw await entityNotFound(table, given);
      return redirectResponse(c, entityAddress(other), 307); // its documents may come to use this id
    }
    const { name, type, documents, mentions, first, last, roles } = meta;
    const aliases = mergeForms(meta.names);
    const also = members.filter((member) => member !== id);
    const detail = {
      ...omitUndefined({ id, name, type, documents, mentions, first, last, aliases }),
      ...(also.length > 0 && { also }),
      ...toAuthorityFields(authority, members),
      ...(Object.keys(roles).length > 1 && { roles }),
      ...decisionsAbout(resolution, members),
    };
    const options = { type: mediaType, vary: 'accept' };
    if (mediaType === jsonMediaType) return jsonResponse(c, entityDetail, detail, options);
    const features = [feature(id, positionsOf(recordOf(authority, members).entry), detail)];
    return jsonResponse(c, entityFeatures, { type: 'FeatureCollection', features, next: null }, options);
  },
);
