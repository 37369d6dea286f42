import { expect, it } from 'vitest';
import { measure } from '../../../bench/cost.ts';
import { billFor, measuredUsage } from '../../../core/cost.ts';

it('matches the usage per document in core/cost.ts', { timeout: 120_000 }, async () => {
  const { gigabyteSeconds: _, ...now } = await measure(1000, 1);
  for (const [name, value] of Object.entries(now)) {
    const expected = measuredUsage[name as keyof typeof measuredUsage];
    const message = `${name}: ${value}, but core/cost.ts has ${expected}; run npm run bench:cost`;
    expect(value / expected, message).toBeGreaterThan(0.9);
    expect(value / expected, message).toBeLessThan(1.1);
  }
});

it('stays within fifty write units and under $300 for a million documents', () => {
  expect(measuredUsage.writeUnits).toBeLessThanOrEqual(50);
  const { total, ...parts } = billFor(measuredUsage, 1_000_000);
  expect(Object.values(parts).reduce((sum, part) => sum + part)).toBeCloseTo(total);
  expect(total).toBeLessThan(300);
});
