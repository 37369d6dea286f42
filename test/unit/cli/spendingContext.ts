/** A deployment of which a function has spent something today, for the commands that say so. */
import type { CommandContext } from '../../../cli/wiring.ts';
import { BudgetGuard } from '../../../core/budget/budgetGuard.ts';
import { noUsage } from '../../../core/cost.ts';
import { MemorySearch } from '../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../runtime/memory/table.ts';
import { silentLog as silent } from '../../silentLog.ts';

export function spendingContext(): CommandContext {
  const clock = () => Date.parse('2026-03-06T09:00:00Z');
  const ports = { table: new MemoryTable(), clock, log: silent, search: new MemorySearch() };
  return { ports } as unknown as CommandContext;
}

/** A function has spent this much; its budget is $20. */
export async function spend({ ports }: CommandContext, dollars: number): Promise<BudgetGuard> {
  const usage = { ...noUsage(), writeUnits: dollars / 0.625e-6 };
  const guard = new BudgetGuard(ports, { process: 'a', name: 'store', dollars: 20, usage });
  await guard.note();
  return guard;
}
