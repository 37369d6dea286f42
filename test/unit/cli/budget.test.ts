import { beforeEach, describe, expect, it } from 'vitest';
import { budget } from '../../../cli/budget.ts';
import type { CommandContext } from '../../../cli/wiring.ts';
import { BudgetGuard } from '../../../core/budget/budgetGuard.ts';
import { noUsage } from '../../../core/cost.ts';
import { MemorySearch } from '../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';

const silent = { info() {}, warn() {}, error() {} };
let table: MemoryTable;
let context: CommandContext;
beforeEach(() => {
  table = new MemoryTable();
  const clock = () => Date.parse('2026-03-06T09:00:00Z');
  context = { ports: { table, clock, log: silent, search: new MemorySearch() } } as unknown as CommandContext;
});

async function run(what: string): Promise<string> {
  const lines: string[] = [];
  await budget.run(context, { operands: [what], options: {} }, (line) => lines.push(line));
  return lines.join('\n');
}

/** A function has spent this much; its budget is $20. */
async function spend(dollars: number): Promise<BudgetGuard> {
  const usage = { ...noUsage(), writeUnits: dollars / 0.625e-6 };
  const guard = new BudgetGuard(context.ports, { process: 'a', name: 'store', dollars: 20, usage });
  await guard.note();
  return guard;
}

describe('dateline budget', () => {
  it('shows what the day has cost by service, and of what', async () => {
    await spend(5);
    const shown = await run('show');
    expect(shown).toContain('dynamodb  $5.00');
    expect(shown).toContain('of $20.00 for the day');
    expect(shown).not.toContain('wait');
  });

  it('lifts the budget by one command', async () => {
    const guard = await spend(20);
    expect(await run('show')).toContain('wait until midnight');
    expect(await guard.secondsToWait()).toBeGreaterThan(0);
    const lifted = await run('lift');
    expect(lifted).toContain('of $40.00 for the day, lifted 1 time');
    expect(lifted).not.toContain('wait until midnight');
    expect(await (await spend(20)).secondsToWait()).toBe(0);
  });

  it('has nothing to lift on one machine', async () => {
    context = { ...context, local: {} as NonNullable<CommandContext['local']> };
    expect(await run('lift')).toMatch(/One machine has no budget/);
    expect([...table.items()]).toEqual([]);
  });

  it('says what it understands', async () => {
    await expect(run('raise')).rejects.toThrow('dateline budget lift');
  });
});
