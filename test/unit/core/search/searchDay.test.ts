import { expect, it } from 'vitest';
import { searchDay } from '../../../../core/search/searchDay.ts';

it('is the day of publication, and the same for all undated documents', () => {
  expect(['2021-05-03', '', '0000-00-00', '2021-05', "x' OR 1"].map(searchDay)).toEqual([
    '2021-05-03',
    'undated',
    'undated',
    'undated',
    'undated',
  ]);
});
