import { expect, it } from 'vitest';
import type { Moment } from '../../../../core/document/record.ts';
import { newestRevisionFirst, type Revision, revisionOf } from '../../../../core/document/revision.ts';

const at = (value: string): Moment => ({ value, precision: 'second', tzKnown: true, source: 'test' });

it('a revision has the number of the version, and when it was made', () => {
  expect(revisionOf(' 12 ', at('2021-05-03T08:00:00Z'))).toEqual([12, Date.parse('2021-05-03T08:00:00Z')]);
  expect(revisionOf('3', undefined)).toEqual([3, 0]);
  expect(revisionOf('2f1c', at('2021-05-03'))).toEqual([0, Date.parse('2021-05-03')]);
  expect(revisionOf('12345678901234567890', { ...at('2021-05'), precision: 'month' })).toBeUndefined();
  expect(revisionOf('0', undefined)).toBeUndefined();
});

it('sorts by number, then by time', () => {
  const revisions: Revision[] = [
    [1, 9],
    [10, 0],
    [2, 0],
    [2, 7],
  ];
  expect(revisions.sort(newestRevisionFirst)).toEqual([
    [10, 0],
    [2, 7],
    [2, 0],
    [1, 9],
  ]);
});
