/** The filters of every list of documents, and of exports. */
import type * as z from 'zod';
import { dayOf } from '../../core/dates/interval.ts';
import { readArrivals } from '../../core/queries/arrivals.ts';
import { type DocumentFilter, readDocuments, type StoredDocument } from '../../core/queries/documents.ts';
import { type EntityReader, resolveMembers } from '../../core/queries/names/memberIds.ts';
import {
  boundParameter,
  checkRange,
  choiceParameter,
  countryParameter,
  entitiesParameter,
  languageParameter,
  sourceParameter,
} from '../http/parameterSchemas.ts';

export const documentFilterParameters = {
  entity: entitiesParameter,
  source: sourceParameter,
  language: languageParameter,
  country: countryParameter,
  published_from: boundParameter,
  published_to: boundParameter,
  ingested_from: boundParameter,
  ingested_to: boundParameter,
};
export type DocumentFilterParams = z.output<z.ZodObject<typeof documentFilterParameters>>;

/** The filter that the parameters describe. @throws HttpProblem 400 if a range ends before it begins */
export async function toDocumentFilter(
  reader: EntityReader,
  params: DocumentFilterParams,
  entities: readonly string[] = params.entity,
): Promise<DocumentFilter> {
  const published = checkRange('published_to', params.published_from, params.published_to);
  const ingested = checkRange('ingested_to', params.ingested_from, params.ingested_to);
  return {
    entities: await resolveMembers(reader, entities),
    source: params.source,
    language: params.language,
    country: params.country,
    published,
    ingested,
  };
}

/** What a feed lists first: what was published last, or what came last. */
export const feedOrderParameter = choiceParameter(['published', 'arrived']).default('published');

/** For feeds, which have one page: the newest documents that pass the filters. */
export async function readNewestDocuments(
  { table, clock, authority }: EntityReader & { clock: () => number },
  { order, limit, ...params }: DocumentFilterParams & { limit: number; order: 'published' | 'arrived' },
  entities?: readonly string[],
): Promise<readonly StoredDocument[]> {
  const filter = await toDocumentFilter({ table, authority }, params, entities);
  if (order === 'arrived') return readArrivals(table, filter, { today: dayOf(clock()), limit });
  return (await readDocuments(table, filter, { limit })).documents;
}
