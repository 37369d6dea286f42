import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultWriteUnits, flowFor } from '../../../core/protocol/flow.ts';
import { defaultDailyBudget, gatewayRate, idleMonth, mostPerDay } from '../../../functions/deploymentCost.ts';

describe('what a deployment costs', () => {
  it('is at most $2 a month if it does nothing', () => {
    const { afterFree, listPrice, parts } = idleMonth();
    expect(afterFree).toBeLessThanOrEqual(2);
    expect(listPrice).toBeCloseTo(Object.values(parts).reduce((sum, part) => sum + part));
    // Five queues, five receives of 20 seconds each at a time.
    expect(parts.polling).toBeCloseTo(5 * 0.2592);
  });

  const flow = flowFor(defaultWriteUnits);
  const keyed = { dollars: defaultDailyBudget, keyedPerSecond: 10 };

  it('is at most the budget a day and a few dollars, besides the readers', () => {
    const { budget, overrun, waiting, idle, readers, total, unlimited } = mostPerDay(flow, keyed);
    expect(budget).toBe(defaultDailyBudget);
    // Without a budget the table alone can take 4,000 write units a second, all day.
    expect(unlimited).toBeGreaterThan(4000 * 86_400 * 0.625e-6);
    expect(overrun + waiting + idle).toBeLessThan(0.1 * defaultDailyBudget);
    expect(total).toBeCloseTo(budget + overrun + waiting + idle + readers);
  });

  it('has no more readers than the gateway lets through', () => {
    const readers = (keyedPerSecond: number) => mostPerDay(flow, { ...keyed, keyedPerSecond }).readers;
    expect(readers(1e6)).toBe(readers(1000));
  });

  it('counts that the keys of a flood may be invented: each calls `authorize` and is logged', () => {
    const { readers } = mostPerDay(flow, { ...keyed, keyedPerSecond: 0 });
    const requests = 1000 * 86_400;
    const gateway = requests * 1e-6;
    const calls = requests * (0.2e-6 + 0.5 * 0.01 * 13.3334e-6);
    const reads = requests * 0.125e-6;
    const logs = ((requests * 600) / 1e9) * 0.5;
    expect(readers).toBeCloseTo(gateway + calls + reads + logs, 1);
  });

  it('has a price for a key in full use, which docs/cost.md says', () => {
    const readers = (keyedPerSecond: number) => mostPerDay(flow, { ...keyed, keyedPerSecond }).readers;
    // The rest of what the gateway lets through has invented keys.
    const ofKey = readers(10) - (1 - 10 / gatewayRate) * readers(0);
    const [, said] =
      /at its full rate all day .* costs up to \$(\d+)/.exec(readFileSync('docs/cost.md', 'utf8')) ?? [];
    expect(Number(said)).toBe(Math.ceil(ofKey));
  });

  it('needs no budget where the table cannot cost as much', () => {
    const { budget, overrun, waiting, unlimited } = mostPerDay(flow, { ...keyed, dollars: 1e6 });
    expect([budget, overrun, waiting]).toEqual([unlimited, 0, 0]);
  });
});
