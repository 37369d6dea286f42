import { expect, it } from 'vitest';
import { billFor, measuredUsage } from '../../../../core/cost.ts';
import { openExampleNewsroom } from '../exampleNewsroom.ts';

it('GET /v1/cost estimates the cost of all documents by use and price', async () => {
  const room = await openExampleNewsroom();
  const { documents, estimate, perMillion, perDocument } = await room.json('/v1/cost');
  expect([documents, perDocument]).toEqual([5, measuredUsage]);
  expect(perMillion.total).toBeCloseTo(billFor(measuredUsage, 1_000_000).total, 3);
  expect(estimate.total).toBeCloseTo(billFor(measuredUsage, 5).total, 3);
});
