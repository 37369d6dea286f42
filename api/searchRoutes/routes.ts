/**
 * The routes that need the search table. On AWS only the `search` function serves them: LanceDB makes it
 * large.
 */
import type { SearchDependencies } from '../dependencies.ts';
import type { Route } from '../http/route.ts';
import { costRoute } from './cost.ts';
import { entitiesRoute } from './entities.ts';
import { exportRoute } from './exports.ts';
import { facetsRoute } from './facets.ts';
import { reprintsRoute } from './reprints.ts';
import { searchRoute } from './search.ts';
import { searchFeedRoutes } from './searchFeed.ts';
import { statsRoute } from './stats.ts';
import { storiesRoute } from './stories.ts';
import { trendsRoute } from './trends.ts';

export const searchRoutes: readonly Route<SearchDependencies>[] = [
  searchRoute,
  ...searchFeedRoutes,
  entitiesRoute,
  facetsRoute,
  reprintsRoute,
  storiesRoute,
  trendsRoute,
  exportRoute,
  statsRoute,
  costRoute,
];
