import { expect, it } from 'vitest';
import { searchMonth } from '../../../../core/search/searchMonth.ts';

it('is the month of a day, and the same for all undated documents', () => {
  expect(['2021-05-03', '', '0000-00-00', '2021-05', "x' OR 1"].map(searchMonth)).toEqual([
    '2021-05',
    'undated',
    'undated',
    'undated',
    'undated',
  ]);
});
