/** GET /v1/entities */
import * as z from 'zod';
import { fold } from '../../core/entities/slug.ts';
import { entityPosition, findEntities, longestLookup } from '../../core/queries/entities.ts';
import { entityMeta } from '../../core/records/entity.ts';
import type { RecordsDeps } from '../deps.ts';
import { listSchema, pageParameters, readPageCursor } from '../http/page.ts';
import { textParameter } from '../http/parameterSchemas.ts';
import { parameterProblem } from '../http/problem.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const { type, name, documents } = entityMeta.shape;

export const entityItem = z.object({ id: z.string(), name, type, documents });
const entityList = listSchema(entityItem);

export const entitiesRoute = route(
  {
    path: '/v1/entities',
    summary: 'Entities whose name, or another form of it, begins with a text.',
    parameters: { q: textParameter(200, 'the beginning of a name'), ...pageParameters },
    responses: { [jsonMediaType]: entityList },
  },
  async (c, params, { table, cursorKeys }: RecordsDeps) => {
    const folded = fold(params.q);
    const { length } = [...folded];
    if (folded === '' || length > longestLookup)
      throw parameterProblem('q', `'q' is looked up by its letters and digits; it has ${length} of them.`, {
        got: params.q,
        allowed: `1 to ${longestLookup} letters and digits`,
      });
    const { after, next } = await readPageCursor(c, cursorKeys, params, entityPosition);
    const page = await findEntities(table, folded, { after, limit: params.limit });
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
    return jsonResponse(c, entityList, { items, next: next(page.next), partial });
  },
);
