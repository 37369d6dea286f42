/** GET /v1/entities/{type}/{slug}/spellings */
import * as z from 'zod';
import { findAlike } from '../../core/queries/names/alikeNames.ts';
import type { RecordsDependencies } from '../dependencies.ts';
import { entityIdFromPath, readMemberIds } from '../entities/entityFromPath.ts';
import { entityItem, toEntityItem } from '../entities/entityItem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const spelling = entityItem.extend({
  /** Entities read together with this one. */
  also: z.array(z.string()).optional(),
});
export type Spelling = z.infer<typeof spelling>;
const spellings = z.object({ items: z.array(spelling) });

const mostShown = 20;

export const entitySpellingsRoute = route(
  {
    path: '/v1/entities/:type/:slug/spellings',
    summary:
      'Entities whose names may be spellings of the same name, those in most documents first, at most 20.',
    parameters: {},
    responses: { [jsonMediaType]: spellings },
  },
  async (c, _params, { table, authority }: RecordsDependencies) => {
    const members = await readMemberIds({ table, authority }, entityIdFromPath(c));
    const alike = await findAlike(table, members);
    const items = alike.flatMap(({ id, members: ids, meta }) => {
      const also = ids.filter((each) => each !== id);
      return meta === undefined ? [] : [{ ...toEntityItem(meta), ...(also.length > 0 && { also }) }];
    });
    return jsonResponse(c, spellings, { items: items.slice(0, mostShown) });
  },
);
