import { expect, it } from 'vitest';
import { measureCanary } from '../../../bench/cost/canary.ts';
import { canaryMonth, measuredCanary } from '../../../functions/deploymentCost.ts';

it('a run of the canary uses what is said of it, and a month of them costs at most $4', async () => {
  const used = await measureCanary();
  for (const [name, value] of Object.entries(used)) {
    const expected = measuredCanary[name as keyof typeof measuredCanary];
    expect(Math.abs(value / expected - 1), `${name}: ${value}, not ${expected}`).toBeLessThan(0.1);
  }
  expect(canaryMonth()).toBeLessThanOrEqual(4);
});
