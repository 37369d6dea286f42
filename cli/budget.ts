/** `dateline budget`: shows what the day has cost on AWS, or lifts its budget. */
import { liftBudget, readSpending, type Spending } from '../core/budget/spending.ts';
import { dayOf } from '../core/dates/interval.ts';
import { defineCommand, type Output } from './command.ts';
import { oneOf } from './values.ts';

const parseAction = oneOf('action', ['show', 'lift']);

export const budget = defineCommand({
  name: 'budget',
  summary: 'shows what today has cost by its own counters, or lets today cost one daily budget more',
  operands: { action: { summary: '"show" or "lift"', parse: parseAction } },
  options: {},
  async run({ ports, local }, { operands: { action } }, output) {
    if (local !== undefined) {
      output.print('One machine has no budget: only a deployment on AWS spends anything.');
      return { status: action === 'show' ? 0 : 1, result: null };
    }
    if (action === 'lift') {
      await liftBudget(ports);
      output.print('Lifted. Waiting messages come again within an hour, all others at once.');
    }
    const spending = await readSpending(ports.table, dayOf(ports.clock()));
    printSpending(spending, output);
    return { status: 0, result: spending };
  },
});

function printSpending({ day, bill, budget: daily, lifts }: Spending, { print }: Output): void {
  const { total, ...services } = bill;
  for (const [name, dollars] of Object.entries(services)) print(`${name.padEnd(9)} $${dollars.toFixed(2)}`);
  print(`${'total'.padEnd(9)} $${total.toFixed(2)}   on ${day} (UTC), without the requests to the API`);
  if (daily === undefined) {
    print('No function has spent anything yet today.');
    return;
  }
  const allowed = daily * (1 + lifts);
  const times = lifts === 0 ? '' : `, lifted ${lifts} ${lifts === 1 ? 'time' : 'times'}`;
  print(`of $${allowed.toFixed(2)} for the day${times}`);
  if (total >= allowed)
    print('Ingest, reprocessing and sweeps wait until midnight (UTC), or for "dateline budget lift".');
}
