import { expect, it } from 'vitest';
import { baselineDays, stepReached, trendSteps } from '../../../../core/records/trend.ts';

it('a step is reached once, by the documents that a day has more than before', () => {
  expect(trendSteps).toEqual([4, ...Array.from({ length: 13 }, (_, i) => 2 ** (i + 4))]);
  expect(baselineDays).toBe(28);
  expect([0, 3].map((documents) => stepReached(0, documents))).toEqual([undefined, undefined]);
  expect([4, 15, 16, 65_536, 1e6].map((documents) => stepReached(0, documents))).toEqual([0, 0, 1, 13, 13]);
  expect(stepReached(3, 4)).toBe(0);
  expect(stepReached(4, 5)).toBeUndefined();
  expect(stepReached(4, 16)).toBe(1);
  expect(stepReached(16, 15)).toBeUndefined();
});
