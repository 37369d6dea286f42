import { describe, expect, it } from 'vitest';
import { readSpending } from '../../../../core/budget/spending.ts';
import type { SearchRow } from '../../../../core/ports/search.ts';
import { budgetFromEnvironment } from '../../../../runtime/aws/budget.ts';
import { EnvironmentFault } from '../../../../runtime/aws/environment.ts';
import { meteredSearch } from '../../../../runtime/aws/meteredSearch.ts';
import { UsageMeter } from '../../../../runtime/aws/usage.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as log } from '../../../silentLog.ts';

const machine = { memoryMB: 2048, architecture: 'x86_64' } as const;

function open(dollars = '1') {
  const table = new MemoryTable();
  const usage = new UsageMeter();
  const recorded: [string, number][] = [];
  const ports = {
    table,
    usage,
    clock: () => Date.parse('2026-03-06T09:00:00Z'),
    log,
    metrics: { record: (name: string, value: number) => void recorded.push([name, value]) },
  };
  return {
    table,
    usage,
    recorded,
    budget: budgetFromEnvironment(ports, machine, { DATELINE_DAILY_BUDGET: dollars }),
  };
}

async function batch(size: number) {
  const queue = new MemoryQueue();
  await queue.send(Array.from({ length: size }, String));
  return { Records: queue.take(size) };
}

describe('the budget of a function', () => {
  it('counts the invocation, its time and its messages, and tells the others', async () => {
    const { table, usage, budget } = open();
    const handle = budget.counted(budget.stops(async () => ({ batchItemFailures: [] })));
    expect(await handle(await batch(25))).toEqual({ batchItemFailures: [] });
    expect(usage.total).toMatchObject({ invocations: 1, messages: 6 });
    const before = usage.total.gigabyteSeconds;
    expect(before).toBeGreaterThan(0);
    expect((await readSpending(table, '2026-03-06')).bill.lambda).toBeGreaterThan(0);
    await handle(await batch(1));
    expect(usage.total).toMatchObject({ invocations: 2, messages: 8 });
    // From one invocation to the next nothing is charged, and the start only once.
    expect(usage.total.gigabyteSeconds).toBeGreaterThan(before);
    expect(usage.total.gigabyteSeconds).toBeLessThan(2 * before);
  });

  it('postpones messages when it is spent, and says how much of it is spent', async () => {
    const { usage, recorded, budget } = open();
    const begun: unknown[] = [];
    const stage = budget.stops(async (event) => {
      begun.push(event);
      return { batchItemFailures: [] };
    });
    usage.add({ puts: 100_000 });
    await stage(await batch(1));
    expect([begun.length, recorded.pop()]).toEqual([1, ['BudgetSpent', expect.closeTo(50)]]);
    usage.add({ puts: 100_000 });
    const { batchItemFailures } = await stage(await batch(2));
    expect([begun.length, batchItemFailures.map(({ postponeSeconds }) => postponeSeconds)]).toEqual([
      1,
      [3600, 3600],
    ]);
  });

  it('is named in the environment', () => {
    expect(() => open('')).toThrow(EnvironmentFault);
    expect(() => open('much')).toThrow('DATELINE_DAILY_BUDGET is not a number of US dollars');
  });
});

describe('the metered search table', () => {
  it('estimates the requests of merges, by the parts that they write', async () => {
    const usage = new UsageMeter();
    const search = new MemorySearch();
    const metered = meteredSearch(search, usage);
    const parts = await metered.merge([
      { id: 'a', token: 1, gone: true, title: '', text: '', published: '' } as SearchRow,
    ]);
    expect(usage.total.puts).toBe(6 * parts.length);
    const { gets } = usage.total;
    expect((await metered.tokensOf([{ id: 'a' }])).get('a')).toBe(1);
    expect(usage.total.gets).toBe(gets);
  });
});
