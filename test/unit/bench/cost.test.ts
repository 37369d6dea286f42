import { expect, it } from 'vitest';
import { measure } from '../../../bench/cost.ts';
import { billFor, measured } from '../../../core/cost.ts';

it('a document uses what core/cost.ts says', { timeout: 120_000 }, async () => {
  const { gigabyteSeconds: _, ...now } = await measure(1000, 1);
  for (const [name, value] of Object.entries(now)) {
    const said = measured[name as keyof typeof measured];
    expect(value / said, `${name}: ${value}, said to be ${said}; run npm run bench:cost`).toBeGreaterThan(
      0.9,
    );
    expect(value / said, `${name}: ${value}, said to be ${said}; run npm run bench:cost`).toBeLessThan(1.1);
  }
});

it('stays within the fifty write units that the design aims at, and costs cents where others cost dollars', () => {
  expect(measured.writeUnits).toBeLessThanOrEqual(50);
  const { total, ...parts } = billFor(measured, 1_000_000);
  expect(Object.values(parts).reduce((sum, part) => sum + part)).toBeCloseTo(total);
  expect(total).toBeLessThan(300);
});
