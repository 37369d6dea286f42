/** `dateline budget`: shows what the day has cost on AWS, or lifts its budget. */
import { liftBudget, readSpending, type Spending } from '../core/budget/spending.ts';
import { dayOf } from '../core/dates/interval.ts';
import { type Command, UsageError } from './command.ts';

export const budget: Command = {
  summary: 'shows what today has cost by its own counters; "lift" lets today cost one daily budget more',
  operands: ['show|lift'],
  options: {},
  async run({ ports, local }, { operands: [what] }, print) {
    if (what !== 'show' && what !== 'lift')
      throw new UsageError('Write "dateline budget show" or "dateline budget lift".');
    if (local !== undefined) {
      print('One machine has no budget: only a deployment on AWS spends anything.');
      return what === 'show' ? 0 : 1;
    }
    if (what === 'lift') {
      await liftBudget(ports);
      print('Lifted. Waiting messages come again within an hour, all others at once.');
    }
    printSpending(await readSpending(ports.table, dayOf(ports.clock())), print);
    return 0;
  },
};

function printSpending({ day, bill, budget: daily, lifts }: Spending, print: (line: string) => void): void {
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
