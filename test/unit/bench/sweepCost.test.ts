import { expect, it } from 'vitest';
import { measuredSweep, type SweepFigures, sweepCost } from '../../../bench/sweepCost.ts';

/** The BBC corpus has 14.2 postings a document; a posting row has some 350 bytes. */
const bbc: SweepFigures = {
  ...measuredSweep,
  postings: 14.2,
  rows: measuredSweep.rows + 14.2 - measuredSweep.postings,
  bytes: measuredSweep.bytes + 350 * (14.2 - measuredSweep.postings),
  aliasUnits: (measuredSweep.aliasUnits * 14.2) / measuredSweep.postings,
};

it('a pass over 10 million documents ends within a day, at the price that the docs state', () => {
  const { hours, dollars } = sweepCost(10_000_000, bbc);
  expect(hours).toBeLessThan(24);
  expect(hours).toBeCloseTo(10.8, 1);
  expect(dollars.total).toBeCloseTo(14.4, 1);
  expect(sweepCost(1_000_000, bbc).dollars.total).toBeCloseTo(1.46, 2);
});

it('grows no faster than the archive, but for the files that each slice reads again', () => {
  const prices = [100_000, 1_000_000, 10_000_000].map((size) => sweepCost(size, bbc).dollars.total / size);
  expect(prices).toEqual([...prices].sort((a, b) => b - a));
  // Past that the reads of the files take over: docs/adr/0030-past-ten-million-documents.md.
  expect(sweepCost(100_000_000, bbc).hours).toBeGreaterThan(24);
});

it('costs nothing where there is nothing', () => {
  expect(sweepCost(0).dollars.total).toBeLessThan(0.01);
});
