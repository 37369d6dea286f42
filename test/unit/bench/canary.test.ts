import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { measureCanary } from '../../../bench/cost/canary.ts';
import { queueNames } from '../../../core/protocol/topology.ts';
import { canaryMetrics, canaryMonth, measuredCanary } from '../../../functions/deploymentCost.ts';
import { EmfMetrics } from '../../../runtime/aws/metrics/emf.ts';
import { measured } from '../../../runtime/aws/metrics/measured.ts';
import { UsageMeter } from '../../../runtime/aws/usage.ts';

it('a run of the canary uses what is said of it, and a month of them costs at most $4', async () => {
  const used = await measureCanary();
  for (const [name, value] of Object.entries(used)) {
    const expected = measuredCanary[name as keyof typeof measuredCanary];
    expect(Math.abs(value / expected - 1), `${name}: ${value}, not ${expected}`).toBeLessThan(0.1);
  }
  expect(canaryMonth()).toBeLessThanOrEqual(4);
});

it('a run of the canary writes the metrics that are paid for it', async () => {
  const lines: string[] = [];
  const metrics = new EmfMetrics({ namespace: 'dateline', clock: () => 0 }, (line) => lines.push(line));
  await measureCanary(metrics);
  const event = { Records: [{ attributes: { SentTimestamp: '0' } }] } as unknown as SQSEvent;
  for (const queue of queueNames)
    await measured(queue, { metrics, usage: new UsageMeter(), clock: () => 0 }, async () => {})(event);
  // By the budget of a stage, by S3's event, and by the canary itself.
  for (const name of ['BudgetSpent', 'DropToQueryable', 'CanaryMissed'] as const) metrics.record(name, 0);
  metrics.flush();
  const series = lines.map((line) => {
    const { _aws, Queue = '', ...values } = JSON.parse(line);
    return `${Object.keys(values)} ${Queue}`;
  });
  expect(new Set(series).size).toBe(canaryMetrics);
});
