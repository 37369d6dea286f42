/** GET /v1/entities, /v1/entities/{type}/{slug} and its /documents */
import type { Context } from 'hono';
import * as z from 'zod';
import { codesOf } from '../../core/entities/authority.ts';
import { roles } from '../../core/entities/data/roles.ts';
import { fold } from '../../core/entities/slug.ts';
import type { Table } from '../../core/ports/table.ts';
import { entityPosition, findEntities, isMentioned, longestLookup } from '../../core/queries/entities.ts';
import { readIdentity } from '../../core/queries/identity.ts';
import { entityMeta, nameForm } from '../../core/records/entity.ts';
import type { RecordsDeps } from '../deps.ts';
import { namesOf } from '../entityName.ts';
import { feedRoutes } from '../feeds/feedRoutes.ts';
import { answer, json } from '../http/answer.ts';
import { listOf, pageOf, pageParameters } from '../http/page.ts';
import { entityId, limit, text } from '../http/parameters.ts';
import { notFound, parameterProblem } from '../http/problem.ts';
import { pathPart, route } from '../http/route.ts';
import {
  answerDocuments,
  documentFilters,
  documentList,
  documentParameters,
  newestDocuments,
} from './documents.ts';

const { type, name, documents, mentions, first, last } = entityMeta.shape;

export const entityItem = z.object({ id: z.string(), name, type, documents });
export const entityList = listOf(entityItem);

/**
 * `first` and `last` are days, absent where every document is undated. `aliases`: all forms of its name, each with its documents and first day.
 * `also`: entities that are read together with it, such as a surname that it alone bears. A place has its `iso` code where there is one, a
 * people the `place` it is called after. `roles`: where titles before a name put it in more than one field, the documents with each; it may
 * be several people's name then, and `role` tells their documents apart.
 */
export const wholeEntity = entityItem.extend({
  mentions,
  first,
  last,
  aliases: z.array(nameForm),
  also: z.array(z.string()).optional(),
  iso: z.string().optional(),
  place: z.string().optional(),
  roles: z.record(z.string(), z.number().int()).optional(),
});

export const entityParameters = { q: text(200, 'the beginning of a name'), ...pageParameters };

export const entities = route(
  {
    path: '/v1/entities',
    summary: 'Entities whose name, or one of its other forms, begins with something.',
    parameters: entityParameters,
    answers: { [json]: entityList },
  },
  async (c, asked, { table, cursorKeys }: RecordsDeps) => {
    const folded = fold(asked.q);
    if (folded === '' || [...folded].length > longestLookup) {
      throw parameterProblem(
        'q',
        `«q» is looked up by its letters and digits; it has ${[...folded].length} of them.`,
        {
          got: asked.q,
          allowed: `1 to ${longestLookup} letters and digits`,
        },
      );
    }
    const { after, next } = await pageOf(c, cursorKeys, asked, entityPosition);
    const page = await findEntities(table, folded, { after, limit: asked.limit });
    const { gaveUpAfter: read } = page;
    const partial =
      read === undefined
        ? undefined
        : { read, message: `Looked at ${read} names without filling the page; \`next\` goes on.` };
    const items = page.entities.map((meta) => ({
      id: meta.entity,
      name: meta.name,
      type: meta.type,
      documents: meta.documents,
    }));
    return answer(c, entityList, { items, next: next(page.next), partial });
  },
);

export const entity = route(
  {
    path: '/v1/entities/:type/:slug',
    summary: 'What is known of an entity: its forms, its counts, when it was seen first and last.',
    parameters: {},
    answers: { [json]: wholeEntity },
  },
  async (c, _asked, { table }: RecordsDeps) => {
    const { id, members, meta } = await readIdentity(table, namedEntity(c));
    if (meta === undefined) throw noEntity();
    const { name, type, documents, mentions, first, last, names } = meta;
    const also = members.filter((member) => member !== id);
    const codes = codesOf(id);
    const fields = Object.keys(meta.roles).length > 1 ? { roles: meta.roles } : {};
    return answer(c, wholeEntity, {
      ...{ id, name, type, documents, mentions, first, last, aliases: names },
      ...(also.length > 0 && { also }),
      ...codes,
      ...fields,
    });
  },
);

/** The field that a title before the entity's name tells of. */
const role = z
  .enum(roles)
  .optional()
  .describe(`one of ${roles.join(', ')}`);

export const entityDocuments = route(
  {
    path: '/v1/entities/:type/:slug/documents',
    summary: 'Documents that mention an entity, the newest first.',
    parameters: { ...documentParameters, role },
    answers: { [json]: documentList },
  },
  async (c, asked, deps: RecordsDeps) => {
    const named = namedEntity(c);
    await mentioned(deps.table, named);
    return answerDocuments(c, deps, asked, [named, ...asked.entity]);
  },
);

export const entityFeeds = feedRoutes(
  {
    path: '/v1/entities/:type/:slug',
    what: 'the newest documents that mention an entity.',
    parameters: { ...documentFilters, limit },
  },
  async (c, asked, deps: RecordsDeps) => {
    const named = namedEntity(c);
    await mentioned(deps.table, named);
    const { name } = (await namesOf(deps.table, [named]))(named);
    return {
      title: `Dateline: ${name}`,
      documents: await newestDocuments(deps, asked, [named, ...asked.entity]),
    };
  },
);

/** The id that the path names. @throws HttpProblem 404 where it can be none */
export function namedEntity(c: Context): string {
  const id = entityId.safeParse(`${pathPart(c, 'type')}/${pathPart(c, 'slug')}`);
  if (!id.success) throw noEntity();
  return id.data;
}

/** The ids of its identity, the one under which it is shown first. @throws HttpProblem 404 where no document mentions it */
export async function mentioned(table: Table, id: string): Promise<string[]> {
  const { members, meta } = await readIdentity(table, id);
  if (meta === undefined && !(await isMentioned(table, id))) throw noEntity();
  return members;
}

export function noEntity() {
  return notFound('No document mentions an entity with this id, or none does any more.');
}
