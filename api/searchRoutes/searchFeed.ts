/** The feeds of a search, GET /v1/search/feed.atom and feed.json */
import { dayOf } from '../../core/dates/interval.ts';
import type { SearchCondition } from '../../core/ports/search.ts';
import { lastArrived, readLatestChanged } from '../../core/queries/arrivals.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import type { SearchDeps } from '../deps.ts';
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
  async (_c, { q, order, limit }, deps: SearchDeps) => {
    const where = await toCondition(deps, parseSearchText(q));
    const read = order === 'arrived' ? findArrivals : findNewest;
    return { title: `Dateline: ${q}`, documents: await read(deps, where, limit) };
  },
);

async function findNewest(
  { search, table }: SearchDeps,
  where: SearchCondition,
  limit: number,
): Promise<StoredDocument[]> {
  const { hits } = await search.query({ where, order: 'newest', limit, offset: 0 });
  return readCurrentDocuments(table, hits);
}

/** Changes that are looked at. The search table tells cheaply which of their documents a search finds. */
const mostChanges = 1_000;
/** Documents that are read of those found, the last changed ones. */
const mostRead = 200;

/** As `readArrivals`: those found of the latest changed documents, and of the newest published ones. */
async function findArrivals(
  deps: SearchDeps,
  where: SearchCondition,
  limit: number,
): Promise<StoredDocument[]> {
  const [changed, published] = await Promise.all([findChanged(deps, where), findNewest(deps, where, limit)]);
  return lastArrived([...changed, ...published], limit);
}

async function findChanged({ search, table, clock }: SearchDeps, where: SearchCondition) {
  const documents = await readLatestChanged(table, dayOf(clock()), mostChanges);
  const query = { where: { all: [where, { documents }] }, limit: mostChanges, offset: 0 };
  const { hits } = await search.query({ ...query, order: 'newest' });
  const places = new Map(documents.map((id, i) => [id, i]));
  const lastChangedFirst = hits.toSorted((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  return readCurrentDocuments(table, lastChangedFirst.slice(0, mostRead));
}
