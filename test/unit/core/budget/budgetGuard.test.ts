import { describe, expect, it } from 'vitest';
import { BudgetGuard, longestWaitSeconds, withinBudget } from '../../../../core/budget/budgetGuard.ts';
import { liftBudget, readSpending } from '../../../../core/budget/spending.ts';
import { addUsage, listPrices, noUsage } from '../../../../core/cost.ts';
import type { Stage } from '../../../../core/protocol/stage.ts';
import { messageSeconds, mostReceives } from '../../../../core/protocol/topology.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog as log } from '../../../silentLog.ts';

const minute = 60_000;
const budget = 10;

/** A deployment: functions that share a table, and a clock. */
class Deployment {
  now = Date.parse('2026-03-06T09:00:00Z');
  readonly table = new MemoryTable();
  readonly ports = { table: this.table, clock: () => this.now, log };
  #processes = 0;

  /** A new process, as after a deploy. */
  process(dollars = budget) {
    const usage = noUsage();
    const process = String(this.#processes++);
    const guard = new BudgetGuard(this.ports, { process, name: 'store', dollars, usage });
    const spend = (amount: number) => addUsage(usage, { writeUnits: amount / listPrices.writeUnits });
    return { guard, spend };
  }

  async spent(): Promise<number> {
    return (await readSpending(this.table, '2026-03-06')).bill.total;
  }
}

describe('the guard of the budget', () => {
  it('lets work begin until the processes together have spent the budget', async () => {
    const world = new Deployment();
    const [one, other] = [world.process(), world.process()];
    one.spend(6);
    await one.guard.note();
    expect(await other.guard.secondsToWait()).toBe(0);
    other.spend(3.9);
    expect([await other.guard.secondsToWait(), other.guard.fraction()]).toEqual([0, expect.closeTo(0.99)]);
    other.spend(0.1);
    expect(await other.guard.secondsToWait()).toBe(longestWaitSeconds);
    await other.guard.note();
    world.now += minute;
    expect(await one.guard.secondsToWait()).toBe(longestWaitSeconds);
    expect(await world.spent()).toBeCloseTo(10);
  });

  it('stays after a deploy, of the same budget', async () => {
    const world = new Deployment();
    const old = world.process();
    old.spend(10);
    await old.guard.note();
    expect(await world.process().guard.secondsToWait()).toBe(longestWaitSeconds);
    expect(await world.process(11).guard.secondsToWait()).toBe(0);
  });

  it('is lifted by one budget at a time, for the day', async () => {
    const world = new Deployment();
    const { guard, spend } = world.process();
    spend(10);
    expect(await guard.secondsToWait()).toBe(longestWaitSeconds);
    expect(await liftBudget(world.ports)).toBe(1);
    world.now += minute;
    expect(await guard.secondsToWait()).toBe(0);
    spend(10);
    expect(await guard.secondsToWait()).toBe(longestWaitSeconds);
    expect(await liftBudget(world.ports)).toBe(2);
    world.now += minute;
    expect(await guard.secondsToWait()).toBe(0);
  });

  it('begins each day of UTC with nothing spent', async () => {
    const world = new Deployment();
    const { guard, spend } = world.process();
    spend(10);
    await guard.note();
    world.now = Date.parse('2026-03-06T23:50:00Z');
    expect(await guard.secondsToWait()).toBe(610);
    spend(1);
    world.now += 610_000;
    expect(await guard.secondsToWait()).toBe(0);
    // What was used last belongs to the day before.
    expect(await world.spent()).toBeCloseTo(11);
    spend(2);
    await guard.note();
    expect((await readSpending(world.table, '2026-03-07')).bill.total).toBeCloseTo(2);
    // A clock that jumps back over midnight spends in the new day.
    world.now -= 20_000;
    spend(1);
    expect([await guard.secondsToWait(), await world.spent()]).toEqual([0, expect.closeTo(11)]);
  });

  it('writes one row for a process, at most every half minute', async () => {
    const world = new Deployment();
    const { guard, spend } = world.process();
    for (let i = 0; i < 10; i++) {
      spend(1);
      await guard.note();
    }
    expect([[...world.table.items()].length, await world.spent()]).toEqual([1, expect.closeTo(1)]);
    world.now += minute;
    await guard.note();
    expect([[...world.table.items()].length, await world.spent()]).toEqual([1, expect.closeTo(10)]);
  });
});

describe('a stage within its budget', () => {
  const handled: string[] = [];
  const stage: Stage = async ({ Records }) => {
    handled.push(...Records.map(({ body }) => body));
    return { batchItemFailures: [] };
  };
  const batch = async () => {
    const queue = new MemoryQueue();
    await queue.send(['a', 'b']);
    return { Records: queue.take(10) };
  };

  it('postpones its messages when the budget is spent, and fails none', async () => {
    const world = new Deployment();
    const { guard, spend } = world.process();
    const within = withinBudget(stage, guard, world.ports);
    expect(await within(await batch())).toEqual({ batchItemFailures: [] });
    expect(handled.splice(0)).toEqual(['a', 'b']);
    spend(10);
    const { batchItemFailures } = await within(await batch());
    expect(batchItemFailures.map(({ postponeSeconds }) => postponeSeconds)).toEqual([3600, 3600]);
    expect(handled).toEqual([]);
  });

  it('postpones them too if the table does not say what was spent', async () => {
    const world = new Deployment();
    const query = () => Promise.reject(new Error('down'));
    const table = Object.assign(Object.create(world.table), { query }) as MemoryTable;
    const ports = { ...world.ports, table };
    const guard = new BudgetGuard(ports, { process: 'a', name: 'store', dollars: 1, usage: noUsage() });
    const { batchItemFailures } = await withinBudget(stage, guard, ports)(await batch());
    expect(batchItemFailures.map(({ postponeSeconds }) => postponeSeconds)).toEqual([60, 60]);
  });

  it('has its messages received far less often than SQS allows', () => {
    expect(messageSeconds / longestWaitSeconds).toBeLessThan(mostReceives / 2);
  });
});
