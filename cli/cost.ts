/**
 * `dateline cost`: what documents cost on AWS by service, what a deployment costs besides, and the most that
 * a day can cost; from counted requests and list prices.
 */
import { readSpending } from '../core/budget/spending.ts';
import { type Bill, billFor, measuredUsage, priceTable } from '../core/cost.ts';
import { dayOf } from '../core/dates/interval.ts';
import type { Table } from '../core/ports/table.ts';
import { defaultWriteUnits, flowFor } from '../core/protocol/flow.ts';
import { listApiKeys } from '../core/records/apiKey.ts';
import {
  canaryMonth,
  defaultDailyBudget,
  type IdleMonth,
  idleMonth,
  type MostPerDay,
  mostPerDay,
} from '../functions/deploymentCost.ts';
import { defineCommand, type Output } from './command.ts';
import { UsageError } from './usageError.ts';
import { wholeNumber } from './values.ts';

const million = 1_000_000;
const mostDocuments = million * million;

export const cost = defineCommand({
  name: 'cost',
  summary: 'says what documents cost on AWS, what a deployment costs, and the most that a day can cost',
  operands: {},
  options: {
    documents: {
      value: 'N',
      summary: 'for so many documents instead of those stored',
      parse: wholeNumber('a number of documents', 0, mostDocuments),
    },
    budget: { value: 'DOLLARS', summary: 'with this daily budget', parse: parseDollars },
    'write-units': {
      value: 'N',
      summary: 'with so many writes a second to the table',
      parse: parseWriteUnits,
    },
  },
  async run({ ports: { search, table, clock }, deployed }, { options }, output) {
    const documents = options.documents ?? (await search.census()).documents;
    const bills = [billFor(measuredUsage, million), billFor(measuredUsage, documents)] as const;
    const month = { idle: idleMonth(), canary: canaryMonth() };
    // Without `--stack`, the functions of the deployment have said what their budget is, if one ran today.
    const { budget } = await readSpending(table, dayOf(clock()));
    const writeUnits = options['write-units'] ?? deployed?.writeUnitsPerSecond ?? defaultWriteUnits;
    const most = mostPerDay(flowFor(writeUnits), {
      dollars: options.budget ?? deployed?.dailyBudget ?? budget ?? defaultDailyBudget,
      keyedPerSecond: await keyedPerSecond(table, clock()),
    });
    printBills(documents, bills, output);
    printMonth(month, output);
    printMost(most, output);
    return {
      status: 0,
      result: { documents, million: bills[0], these: bills[1], month, mostPerDay: most },
    };
  },
});

type Bills = readonly [million: Bill, these: Bill];

function printBills(documents: number, bills: Bills, { print }: Output): void {
  print(`US dollars, by list prices of ${priceTable.region} as of ${priceTable.asOf}`);
  print('');
  print(
    `${''.padEnd(9)} ${'a million'.padStart(10)} ${String(documents).padStart(10)} documents, ingested once`,
  );
  for (const name of Object.keys(bills[0]) as (keyof Bill)[])
    print(`${name.padEnd(9)} ${bills.map((bill) => money(bill[name]).padStart(10)).join(' ')}`);
  print('without storage ($0.45 a month for a GB in the table, its backup included), data transfer,');
  print('requests to the API and daily sweeps (some $3 a day for a million documents)');
}

function printMonth({ idle, canary }: { idle: IdleMonth; canary: number }, { print }: Output): void {
  print('');
  print(`${money(idle.afterFree)} a month for a deployment that does nothing and has no canary,`);
  print(`after what each account has free for good; ${money(idle.listPrice)} without that`);
  print(`${money(canary)} a month for the canary`);
}

function printMost(most: MostPerDay, { print }: Output): void {
  print('');
  print(`at most ${money(most.total)} a day, without storage and data transfer:`);
  const lines: [number, string][] = [
    [most.budget, `ingest, reprocessing and sweeps; ${money(most.unlimited)} without a daily budget`],
    [most.overrun, 'until all executions have noticed that the budget is spent'],
    [most.waiting, 'messages that come again and are postponed'],
    [most.readers, 'requests: all that the gateway lets through, with as many of them as the keys allow'],
    [most.idle, 'what is there without any of that, and the canary'],
  ];
  for (const [dollars, what] of lines) print(`${money(dollars).padStart(10)}  ${what}`);
}

/** How many requests per second the valid API keys allow together. */
async function keyedPerSecond(table: Table, now: number): Promise<number> {
  const keys = await listApiKeys(table);
  const valid = keys.filter(
    ({ revoked, expiresAt }) =>
      revoked === undefined && (expiresAt === undefined || Date.parse(expiresAt) > now),
  );
  return valid.reduce((sum, { rate }) => sum + rate / 60, 0);
}

/** @throws UsageError */
function parseDollars(text: string): number {
  if (!/^\d{1,9}(\.\d+)?$/.test(text) || Number(text) === 0)
    throw new UsageError(`"${text}" is not a number of dollars above 0.`);
  return Number(text);
}

/** @throws UsageError */
function parseWriteUnits(text: string): number {
  try {
    flowFor(Number(text));
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
  return Number(text);
}

function money(dollars: number): string {
  return `$${dollars.toFixed(dollars < 1 ? 4 : 2)}`;
}
