/** Queries over the whole search language find what a brute-force scan of the texts finds. */
import { it } from 'vitest';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { listingOf } from '../unit/api/memoryListing.ts';
import { findsWhatBruteForceFinds } from './suites/searchOracle.ts';
import { temporaryLance } from './suites/temporaryLance.ts';

const open = temporaryLance();

it('LanceDB', async () => {
  // Runs cost by their tables, so each asks many queries; `npm run test:long` asks more.
  await findsWhatBruteForceFinds(open, { numRuns: 2, queries: 40 });
});

it('the table in memory', async () => {
  const openMemory = async () => {
    const search = new MemorySearch();
    return { search: Object.assign(search, listingOf(search)), close: async () => {} };
  };
  await findsWhatBruteForceFinds(openMemory, { numRuns: 10, queries: 40 });
});
