/** Every adapter lists the rows that a condition has in the same order. */
import { LanceSearch } from '../../runtime/lance/search.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { listingOf } from '../unit/api/memoryListing.ts';
import { listingContract } from './suites/searchListing.ts';
import { openWaiting } from './suites/searchWaiting.ts';
import { temporaryLance } from './suites/temporaryLance.ts';

const open = temporaryLance();

listingContract('LanceDB', open);
listingContract('LanceDB, by year', () =>
  openDivided({ period: 'year', slices: 1, spread: 1, undatedSpread: 1 }),
);
listingContract('LanceDB, spread', () =>
  openDivided({ period: 'month', slices: 3, spread: 2, undatedSpread: 2 }),
);
listingContract('LanceDB, rows wait', () => openWaiting(open, ({ id }) => Number(id) % 5 === 0));
listingContract('in memory', async () => {
  const search = new MemorySearch();
  return { search: Object.assign(search, listingOf(search)), close: async () => {} };
});

async function openDivided(division: Parameters<typeof LanceSearch.open>[0]['division'] & object) {
  const { uri, close } = await open();
  const search = await LanceSearch.open({ uri, division });
  return { search, close: () => search.close().then(close) };
}
