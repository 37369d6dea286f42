/** Queries find half of the rows in the table, and the other half while they wait to be merged. */
import { describe } from 'vitest';
import type { SearchRow } from '../../../core/ports/search.ts';
import { betweenContract } from '../../contract/suites/searchBetween.ts';
import { nearContract } from '../../contract/suites/searchNear.ts';
import { queryContract } from '../../contract/suites/searchQuery.ts';
import { openWaiting } from '../../contract/suites/searchWaiting.ts';
import { temporaryLance } from '../../contract/suites/temporaryLance.ts';

const temporary = temporaryLance();

describe('LanceSearch with rows that wait', () => {
  // Those that the suite writes between two pages do not: here, what waits is the same at all times.
  const waits = ({ id }: SearchRow) =>
    id.charCodeAt(id.length - 1) % 2 === 0 && !/^(page|new|in text)/.test(id);
  const open = () => openWaiting(temporary, waits);
  for (const state of ['not optimised', 'half optimised'] as const) queryContract(open, state);
  nearContract(open);
  betweenContract(open);
});
