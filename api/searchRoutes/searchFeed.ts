/** The feeds of a search, GET /v1/search/feed.atom and feed.json */
import { dayOf } from '../../core/dates/interval.ts';
import type { SearchCondition } from '../../core/ports/searchCondition.ts';
import { lastArrived, readLatestPut } from '../../core/queries/arrivals.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { readCurrentDocuments } from '../documents/currentDocuments.ts';
import { feedOrderParameter } from '../documents/documentFilters.ts';
import { feedRoutes } from '../feeds/feedRoutes.ts';
import { limitParameter } from '../http/parameterSchemas.ts';
import { parseSearchText, searchTextParameter, toCondition } from './searchQuery.ts';

export const searchFeedRoutes = feedRoutes(
  {
    path: '/v1/search',
    what: 'the newest documents whose text contains words and phrases.',
    parameters: { q: searchTextParameter, order: feedOrderParameter, limit: limitParameter },
  },
  async (_c, { q, order, limit }, dependencies: SearchDependencies) => {
    const where = await toCondition(dependencies, parseSearchText(q));
    const read = order === 'arrived' ? findArrivals : findNewest;
    return { title: `Dateline: ${q}`, documents: await read(dependencies, where, limit) };
  },
);

async function findNewest(
  { search, table }: SearchDependencies,
  where: SearchCondition,
  limit: number,
): Promise<StoredDocument[]> {
  const { hits } = await search.query({ where, order: 'newest', limit, offset: 0 });
  return readCurrentDocuments(table, hits);
}

/** Documents that are looked at. The search table tells cheaply which of them a search finds. */
const mostLookedAt = 1_000;
/** Documents that are read of those found, the last put ones. */
const mostRead = 200;

/** As `readArrivals`: those found of the documents put last, and of the newest published ones. */
async function findArrivals(
  dependencies: SearchDependencies,
  where: SearchCondition,
  limit: number,
): Promise<StoredDocument[]> {
  const [put, published] = await Promise.all([
    findPut(dependencies, where),
    findNewest(dependencies, where, limit),
  ]);
  return lastArrived([...put, ...published], limit);
}

async function findPut({ search, table, clock }: SearchDependencies, where: SearchCondition) {
  const documents = await readLatestPut(table, dayOf(clock()), mostLookedAt);
  const query = { where: { all: [where, { documents }] }, limit: mostLookedAt, offset: 0 };
  const { hits } = await search.query({ ...query, order: 'newest' });
  const places = new Map(documents.map((id, i) => [id, i]));
  const lastPutFirst = hits.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  return readCurrentDocuments(table, lastPutFirst.slice(0, mostRead));
}
