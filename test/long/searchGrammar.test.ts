/** As test/contract/searchOracle.test.ts, with more documents and more queries. */
import { it } from 'vitest';
import { findsWhatBruteForceFinds } from '../contract/suites/searchOracle.ts';
import { temporaryLance } from '../contract/suites/temporaryLance.ts';

const open = temporaryLance();

it('LanceDB finds what a brute-force scan finds', async () => {
  await findsWhatBruteForceFinds(open, { numRuns: 5, queries: 150 });
});
