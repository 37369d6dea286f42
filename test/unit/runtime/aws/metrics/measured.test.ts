import type { SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { billFor, noUsage } from '../../../../../core/cost.ts';
import { EmfMetrics } from '../../../../../runtime/aws/metrics/emf.ts';
import { measured } from '../../../../../runtime/aws/metrics/measured.ts';
import { UsageMeter } from '../../../../../runtime/aws/usage.ts';

function execution() {
  let now = 1_700_000_000_000;
  const clock = () => now;
  const lines: Record<string, unknown>[] = [];
  const metrics = new EmfMetrics({ namespace: 'desk', clock }, (line) => lines.push(JSON.parse(line)));
  const record = (waited: number) => ({ attributes: { SentTimestamp: String(now - waited) } }) as SQSRecord;
  const recorded = (name: string) => lines.find((line) => name in line)?.[name];
  const work = async () => {
    now += 3000;
  };
  return { metrics, usage: new UsageMeter(), clock, record, recorded, work, lines };
}

it('measures how long messages waited, and what the execution costs', async () => {
  const { record, recorded, work, lines, ...meters } = execution();
  const handle = measured('extracted', meters, 2048, async () => {
    await work();
    return 'answer';
  });
  expect(await handle({ Records: [record(700), record(-50)] })).toBe('answer');
  expect(lines.find(({ Queue }) => Queue === 'extracted')).toMatchObject({ MessageAge: [700, 0] });
  expect(recorded('WriteUnits')).toBe(0);
  const used = { ...noUsage(), invocations: 1, gigabyteSeconds: 6 };
  expect(recorded('Dollars')).toBe(billFor(used, 1).total);
});

it('writes the metrics of an execution that fails, too', async () => {
  const { record, recorded, work, lines: _, ...meters } = execution();
  const handle = measured('extracted', meters, 2048, async () => {
    meters.metrics.record('Stored', 1);
    await work();
    throw new Error('out of reach');
  });
  await expect(handle({ Records: [record(700)] })).rejects.toThrow('out of reach');
  expect(recorded('Stored')).toBe(1);
  expect(recorded('Dollars')).toBeGreaterThan(0);
});
