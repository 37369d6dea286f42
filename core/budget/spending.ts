/**
 * What Dateline has spent in a day of UTC, by its own counters. Every process that works has a row with all
 * that it has used in the day, and replaces it from time to time. So a write that is repeated counts nothing
 * twice, no process waits for another, and the rows together are the spending of the day.
 */
import * as z from 'zod';
import { addUsage, type Bill, billFor, noUsage } from '../cost.ts';
import { dayOf } from '../dates/interval.ts';
import type { Table } from '../ports/table.ts';
import { queryAll } from '../protocol/paginate.ts';
import type { Ports } from '../protocol/ports.ts';
import { budgetPartition, keys, spentPrefix } from '../records/keys.ts';

/** How long the rows of a day are kept. */
const keptSeconds = 40 * 24 * 3600;

/** `AwsUsage` as it is stored, and as the API gives it. */
export const awsUsage = z.object({
  writeUnits: z.number(),
  readUnits: z.number(),
  puts: z.number(),
  gets: z.number(),
  messages: z.number(),
  invocations: z.number(),
  gigabyteSeconds: z.number(),
});

const spentRow = z.object({
  /** The function, for people. */
  name: z.string(),
  usage: awsUsage,
  /** The daily budget that the process was deployed with, in US dollars. */
  budget: z.number(),
  /** When the row was written, milliseconds since 1970. */
  at: z.number(),
});

const liftsRow = z.object({ lifts: z.number().int().positive() });

/** The spending of a day, in US dollars. */
export interface Spending {
  day: string;
  bill: Bill;
  /** The daily budget of the process that wrote last; absent if none has written. */
  budget?: number;
  /** How often the budget was lifted: each time it was added to what the day may cost. */
  lifts: number;
}

export type SpentRow = z.infer<typeof spentRow> & { process: string };

/** Replaces the row of a process. */
export async function writeSpent(table: Table, day: string, { process, ...row }: SpentRow): Promise<void> {
  const expires = Date.parse(day) / 1000 + keptSeconds;
  await table.put({ ...keys.spent(day, process), ...row, usage: { ...row.usage }, expires });
}

/**
 * Reads what the processes have spent.
 *
 * @param without the row of this process
 */
export async function readSpending(table: Table, day: string, without?: string): Promise<Spending> {
  const used = noUsage();
  let last: { at: number; budget?: number } = { at: 0 };
  let lifts = 0;
  for (const item of await queryAll(table, { pk: budgetPartition(day) })) {
    if (item.sk === keys.budgetLifts(day).sk) ({ lifts } = liftsRow.parse(item));
    if (!item.sk.startsWith(spentPrefix) || item.sk === `${spentPrefix}${without}`) continue;
    const row = spentRow.parse(item);
    addUsage(used, row.usage);
    if (row.at >= last.at) last = row;
  }
  const { budget } = last;
  return { day, bill: billFor(used, 1), lifts, ...(budget !== undefined && { budget }) };
}

/**
 * Lets the day of now cost one daily budget more.
 *
 * @returns how often its budget is lifted now
 */
export async function liftBudget({ table, clock }: Pick<Ports, 'table' | 'clock'>): Promise<number> {
  const day = dayOf(clock());
  const key = keys.budgetLifts(day);
  for (;;) {
    const row = await table.get(key, { consistent: true });
    const before = row === undefined ? undefined : liftsRow.parse(row).lifts;
    const lifts = (before ?? 0) + 1;
    const expires = Date.parse(day) / 1000 + keptSeconds;
    if (await table.put({ ...key, lifts, expires }, { attribute: 'lifts', equals: before })) return lifts;
  }
}
