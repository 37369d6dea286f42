import { beforeEach, describe, expect, it } from 'vitest';
import { budget } from '../../../cli/budget.ts';
import type { CommandContext } from '../../../cli/wiring.ts';
import type { MemoryTable } from '../../../runtime/memory/table.ts';
import { recordedOutput } from './recordedOutput.ts';
import { spend, spendingContext } from './spendingContext.ts';

let context: CommandContext;
beforeEach(() => {
  context = spendingContext();
});

async function run(action: 'show' | 'lift'): Promise<string> {
  const { lines, ...output } = recordedOutput();
  await budget.run(context, { operands: { action }, options: {} }, output);
  return lines.join('\n');
}

describe('dateline budget', () => {
  it('shows what the day has cost by service, and of what', async () => {
    await spend(context, 5);
    const shown = await run('show');
    expect(shown).toContain('dynamodb  $5.00');
    expect(shown).toContain('of $20.00 for the day');
    expect(shown).not.toContain('wait');
  });

  it('lifts the budget by one command', async () => {
    const guard = await spend(context, 20);
    expect(await run('show')).toContain('wait until midnight');
    expect(await guard.secondsToWait()).toBeGreaterThan(0);
    const lifted = await run('lift');
    expect(lifted).toContain('of $40.00 for the day, lifted 1 time');
    expect(lifted).not.toContain('wait until midnight');
    expect(await (await spend(context, 20)).secondsToWait()).toBe(0);
  });

  it('has nothing to lift on one machine', async () => {
    context = { ...context, local: {} as NonNullable<CommandContext['local']> };
    expect(await run('lift')).toMatch(/One machine has no budget/);
    expect([...(context.ports.table as MemoryTable).items()]).toEqual([]);
  });

  it('says what it understands', () => {
    expect(() => budget.operands.action.parse('raise')).toThrow('the actions are show, lift');
  });
});
