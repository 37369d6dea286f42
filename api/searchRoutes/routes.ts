/** The routes that need the search table. Only the `search` function serves them on AWS, since LanceDB is large. */
import type { SearchDeps } from '../deps.ts';
import type { Route } from '../http/route.ts';
import { cost } from './cost.ts';
import { exportRoute } from './exports.ts';
import { reprints } from './reprints.ts';
import { search, searchFeeds } from './search.ts';
import { stats } from './stats.ts';
import { stories } from './stories.ts';
import { trends } from './trends.ts';

export const searchRoutes: readonly Route<SearchDeps>[] = [
  search,
  ...searchFeeds,
  reprints,
  stories,
  trends,
  exportRoute,
  stats,
  cost,
];
