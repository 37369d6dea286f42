/**
 * Stops the work of the pipeline when the day has cost its budget. Each process adds up what it has used
 * itself and what the rows of the others say (`spending.ts`). Whether the budget is spent follows from these
 * rows alone, which no deployment touches (docs/adr/0033-a-budget-by-own-counters.md).
 */
import { type AwsUsage, addUsage, billFor, noUsage } from '../cost.ts';
import { dayMilliseconds } from '../dates/calendar.ts';
import { dayOf } from '../dates/interval.ts';
import type { Ports } from '../protocol/ports.ts';
import { describeError, type Stage } from '../protocol/stage.ts';
import { readSpending, type Spending, writeSpent } from './spending.ts';

type BudgetPorts = Pick<Ports, 'table' | 'clock' | 'log'>;

/** What a process knows of the others' spending, and they of its own, is at most so old while it works. */
export const knownMilliseconds = 30_000;

/**
 * The longest that a message waits before it asks again. SQS lets a message be received 1,000 times
 * (`mostReceives`); one that waits for all of its 14 days is received 336 times for this.
 */
export const longestWaitSeconds = 3600;

/** After midnight by this clock another clock may still be in the day before. */
const midnightSeconds = 10;

export interface BudgetOptions {
  /** Distinguishes this process from all others. */
  process: string;
  /** The function. */
  name: string;
  /** US dollars that a day of UTC may cost. */
  dollars: number;
  /** What the process has used since it began. Others add to it. */
  usage: Readonly<AwsUsage>;
}

/** What a process has spent today, with what the others noted, and whether the budget of the day is spent. */
export class BudgetGuard {
  readonly #ports: BudgetPorts;
  readonly #options: BudgetOptions;
  #day: string;
  /** What the process had used when the day began. */
  #before = noUsage();
  #others: (Spending & { readAt: number }) | undefined;
  #notedAt = Number.NEGATIVE_INFINITY;

  constructor(ports: BudgetPorts, options: BudgetOptions) {
    this.#ports = ports;
    this.#options = options;
    this.#day = dayOf(ports.clock());
  }

  /**
   * Whether work may begin.
   *
   * @returns the seconds to wait until it is worth asking again; 0 if work may begin
   * @throws the error of the table, if it cannot say what was spent
   */
  async secondsToWait(): Promise<number> {
    const { clock, table } = this.#ports;
    await this.#turnDay();
    const now = clock();
    if (this.#others === undefined || now - this.#others.readAt >= knownMilliseconds) {
      const spending = await readSpending(table, this.#day, this.#options.process);
      this.#others = { ...spending, readAt: now };
    }
    if (!this.isSpent()) return 0;
    const untilMidnight = (Date.parse(this.#day) + dayMilliseconds - now) / 1000;
    return Math.ceil(Math.min(longestWaitSeconds, untilMidnight + midnightSeconds));
  }

  /** The same by what is known, for work that is in progress. */
  isSpent(): boolean {
    return this.fraction() >= 1;
  }

  /** How much of what the day may cost is spent, as far as is known: 0.8 is four fifths. */
  fraction(): number {
    const { bill, lifts } = this.#others ?? { bill: { total: 0 }, lifts: 0 };
    return (bill.total + billFor(this.#ownUsage(), 1).total) / (this.#options.dollars * (1 + lifts));
  }

  /** Tells the others what this process has used, if they have not heard of it for a while. */
  async note(): Promise<void> {
    await this.#turnDay();
    const now = this.#ports.clock();
    if (now - this.#notedAt < knownMilliseconds) return;
    await this.#write();
    this.#notedAt = now;
  }

  /** The same where work must go on: if it fails, the log says so, and a later call notes it. */
  async tryToNote(): Promise<void> {
    await this.note().catch((error) =>
      this.#ports.log.warn('budget: what was spent is noted later', { error: describeError(error) }),
    );
  }

  async #turnDay(): Promise<void> {
    const day = dayOf(this.#ports.clock());
    // A clock that jumps back does not bring a day back.
    if (day <= this.#day) return;
    await this.#write();
    this.#before = { ...this.#options.usage };
    this.#day = day;
    this.#others = undefined;
    this.#notedAt = Number.NEGATIVE_INFINITY;
  }

  async #write(): Promise<void> {
    const { process, name, dollars } = this.#options;
    const row = { process, name, usage: this.#ownUsage(), budget: dollars, at: this.#ports.clock() };
    await writeSpent(this.#ports.table, this.#day, row);
  }

  #ownUsage(): AwsUsage {
    const own = { ...this.#options.usage };
    const negative = Object.entries(this.#before).map(([name, value]) => [name, -value]);
    addUsage(own, Object.fromEntries(negative) as Partial<AwsUsage>);
    return own;
  }
}

/** How long messages wait if the table cannot say what was spent. */
const unknownSeconds = 60;

/**
 * A stage that begins nothing once the budget is spent: its messages are postponed, so that none is lost and
 * nothing is counted against them. Where the table cannot say what was spent, they are postponed too.
 */
export function withinBudget(stage: Stage, guard: BudgetGuard, { log }: Pick<Ports, 'log'>): Stage {
  return async (event) => {
    let seconds: number;
    let error = 'The budget of the day is spent.';
    try {
      seconds = await guard.secondsToWait();
    } catch (cause) {
      seconds = unknownSeconds;
      error = `It is not known what the day has cost: ${describeError(cause)}`;
    }
    if (seconds > 0) {
      log.warn('budget: messages come again later', { messages: event.Records.length, seconds, error });
      return {
        batchItemFailures: event.Records.map(({ messageId }) => ({
          itemIdentifier: messageId,
          error,
          postponeSeconds: seconds,
        })),
      };
    }
    const result = await stage(event);
    await guard.tryToNote();
    return result;
  };
}
