import type { SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import { billFor, noUsage } from '../../../../../core/cost.ts';
import { budgetFromEnvironment } from '../../../../../runtime/aws/budget.ts';
import { EmfMetrics } from '../../../../../runtime/aws/metrics/emf.ts';
import { measured } from '../../../../../runtime/aws/metrics/measured.ts';
import { UsageMeter } from '../../../../../runtime/aws/usage.ts';
import { MemoryTable } from '../../../../../runtime/memory/table.ts';
import { silentLog } from '../../../../silentLog.ts';

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
  const used = { ...noUsage(), writeUnits: 3, invocations: 1, gigabyteSeconds: 6 };
  const handle = measured('extracted', meters, async () => {
    await work();
    meters.usage.add(used);
    return 'answer';
  });
  expect(await handle({ Records: [record(700), record(-50)] })).toBe('answer');
  expect(lines.find(({ Queue }) => Queue === 'extracted')).toMatchObject({ MessageAge: [700, 0] });
  expect(recorded('WriteUnits')).toBe(3);
  expect(recorded('Dollars')).toBe(billFor(used, 1).total);
});

it('writes the metrics of an execution that fails, too', async () => {
  const { record, recorded, work, lines: _, ...meters } = execution();
  const handle = measured('extracted', meters, async () => {
    meters.metrics.record('Stored', 1);
    meters.usage.add({ invocations: 1 });
    await work();
    throw new Error('out of reach');
  });
  await expect(handle({ Records: [record(700)] })).rejects.toThrow('out of reach');
  expect(recorded('Stored')).toBe(1);
  expect(recorded('Dollars')).toBeGreaterThan(0);
});

it('costs what the budget of the function counts: its time, its memory and its messages', async () => {
  const { record, recorded, work: _, lines: __, ...meters } = execution();
  const ports = { ...meters, table: new MemoryTable(), log: silentLog };
  const machine = { memoryMB: 2048, architecture: 'x86_64' } as const;
  const budget = budgetFromEnvironment(ports, machine, { DATELINE_DAILY_BUDGET: '1' });
  const handle = measured(
    'extracted',
    meters,
    budget.counted(async () => 'answer'),
  );
  await handle({ Records: [record(700)] });
  expect(meters.usage.total).toMatchObject({ invocations: 1, messages: 2 });
  expect(recorded('Dollars')).toBe(billFor(meters.usage.total, 1).total);
});
