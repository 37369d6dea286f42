/** GET /v1/entities/{type}/{slug}/co-mentions */
import * as z from 'zod';
import type { Table } from '../../core/ports/table.ts';
import { type CoMentions, compareByDocuments, readCoMentions } from '../../core/queries/coMentions.ts';
import { othersNamed } from '../../core/records/entity.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { placePositions } from '../entities/entityAuthority.ts';
import { entityIdFromPath, readMemberIds } from '../entities/entityFromPath.ts';
import { entityName, readEntityNames } from '../entities/entityName.ts';
import { feature, featureCollection, geoJsonMediaType } from '../geo/geoJson.ts';
import { negotiate } from '../http/negotiate.ts';
import { countsNewest, listSchema, pageOf, pageParameters, readPageCursor } from '../http/page.ts';
import { dayRangeParameters, readDayRange } from '../http/parameterSchemas.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

/** `documents` counts those that mention both entities and have the other one among their main entities. */
const coMentionItem = z.object({ entity: entityName, documents: z.number().int() });
/** What was counted: the newest documents, and how many main entities of each at most. */
const counted = z.object({ documents: z.number().int(), entitiesPerDocument: z.number().int() });
const coMentionList = listSchema(coMentionItem).extend({ counted });
const coMentionFeatures = featureCollection(coMentionItem).extend({ counted });

/** The documents and the id of the last entity shown. */
const rankPosition = z.tuple([z.number().int(), z.string()]);

export const entityCoMentionsRoute = route(
  {
    path: '/v1/entities/:type/:slug/co-mentions',
    summary: 'The entities that an entity is mentioned with, most frequent first.',
    parameters: { ...dayRangeParameters, ...pageParameters },
    responses: { [jsonMediaType]: coMentionList, [geoJsonMediaType]: coMentionFeatures },
  },
  async (c, params, { table, cursorKeys, authority }: RecordsDependencies) => {
    const type = negotiate(c.req.header('accept'), [jsonMediaType, geoJsonMediaType]);
    const days = readDayRange(params);
    const members = await readMemberIds({ table, authority }, entityIdFromPath(c));
    const { after, next } = await readPageCursor(c, cursorKeys, params, rankPosition);
    const coMentions = await readCoMentions(table, members, days);
    const { others } = coMentions;
    const start =
      after === undefined
        ? 0
        : others.filter((each) => compareByDocuments(each, { documents: after[0], entity: after[1] }) <= 0)
            .length;
    const { shown, last } = pageOf(others.slice(start), params.limit);
    const items = await toCoMentionItems(table, shown);
    const place = {
      next: next(last && [last.documents, last.entity]),
      counted: { documents: coMentions.documents, entitiesPerDocument: othersNamed },
      partial: countsNewest(coMentions),
    };
    const options = { type, vary: 'accept' };
    if (type === jsonMediaType) return jsonResponse(c, coMentionList, { items, ...place }, options);
    const known = await authority();
    const features = items.map((item) =>
      feature(item.entity.id, placePositions(known, item.entity.id), item),
    );
    return jsonResponse(c, coMentionFeatures, { type: 'FeatureCollection', features, ...place }, options);
  },
);

async function toCoMentionItems(
  table: Table,
  shown: CoMentions['others'],
): Promise<z.infer<typeof coMentionItem>[]> {
  const names = await readEntityNames(
    table,
    shown.map(({ entity }) => entity),
  );
  return shown.map(({ entity, documents }) => ({ entity: names(entity), documents }));
}
