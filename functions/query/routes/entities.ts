/** GET /v1/entities, /v1/entities/{type}/{slug} and its /documents */
import type { Context } from 'hono';
import * as z from 'zod';
import { fold } from '../../../core/entities/slug.ts';
import { entityMeta } from '../../../core/records/entity.ts';
import { entityPosition, findEntities, isMentioned, longestLookup, readEntity } from '../../../core/records/readEntities.ts';
import { answer, json } from '../answer.ts';
import { namesOf } from '../entityName.ts';
import { feedRoutes } from '../feedRoutes.ts';
import { listOf, pageOf, pageParameters } from '../page.ts';
import { entityId, limit, text } from '../parameters.ts';
import { notFound, parameterProblem } from '../problem.ts';
import type { QueryDeps } from '../query.ts';
import { pathPart, route } from '../route.ts';
import { answerDocuments, documentFilters, documentList, documentParameters, newestDocuments } from './documents.ts';

const { type, name, documents, mentions, first, last, aliases } = entityMeta.shape;

export const entityItem = z.object({ id: z.string(), name, type, documents });
export const entityList = listOf(entityItem);

/** `first` and `last` are days, absent where every document is undated; `aliases` are folded: lower case, without accents. */
export const wholeEntity = entityItem.extend({ mentions, first, last, aliases });

export const entityParameters = { q: text(200, 'the beginning of a name'), ...pageParameters };

export const entities = route(
  {
    path: '/v1/entities',
    summary: 'Entities whose name, or one of its other forms, begins with something.',
    parameters: entityParameters,
    answers: { [json]: entityList },
  },
  async (c, asked, { table, cursorSecret }: QueryDeps) => {
    const folded = fold(asked.q);
    if (folded === '' || [...folded].length > longestLookup) {
      throw parameterProblem('q', `«q» is looked up by its letters and digits; it has ${[...folded].length} of them.`, {
        got: asked.q,
        allowed: `1 to ${longestLookup} letters and digits`,
      });
    }
    const { after, next } = pageOf(c, cursorSecret, asked, entityPosition);
    const page = await findEntities(table, folded, { after, limit: asked.limit });
    const { gaveUpAfter: read } = page;
    const partial =
      read === undefined ? undefined : { read, sentence: `Looked at ${read} names without filling the page; \`next\` goes on.` };
    const items = page.entities.map((meta) => ({ id: meta.entity, name: meta.name, type: meta.type, documents: meta.documents }));
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
  async (c, _asked, { table }: QueryDeps) => {
    const meta = await readEntity(table, namedEntity(c));
    if (meta === undefined) throw noEntity();
    const { entity: id, token: _, settled: __, ...shown } = meta;
    return answer(c, wholeEntity, { id, ...shown });
  },
);

export const entityDocuments = route(
  {
    path: '/v1/entities/:type/:slug/documents',
    summary: 'Documents that mention an entity, the newest first.',
    parameters: documentParameters,
    answers: { [json]: documentList },
  },
  async (c, asked, deps: QueryDeps) => {
    const named = namedEntity(c);
    if (!(await isMentioned(deps.table, named))) throw noEntity();
    return answerDocuments(c, deps, asked, [named, ...asked.entity]);
  },
);

export const entityFeeds = feedRoutes(
  { path: '/v1/entities/:type/:slug', what: 'the newest documents that mention an entity.', parameters: { ...documentFilters, limit } },
  async (c, asked, deps: QueryDeps) => {
    const named = namedEntity(c);
    if (!(await isMentioned(deps.table, named))) throw noEntity();
    const { name } = (await namesOf(deps.table, [named]))(named);
    return { title: `Dateline: ${name}`, documents: await newestDocuments(deps, asked, [named, ...asked.entity]) };
  },
);

/** The id that the path names. @throws HttpProblem 404 where it can be none */
export function namedEntity(c: Context): string {
  const id = entityId.safeParse(`${pathPart(c, 'type')}/${pathPart(c, 'slug')}`);
  if (!id.success) throw noEntity();
  return id.data;
}

export function noEntity() {
  return notFound('No document mentions an entity with this id, or none does any more.');
}
