/**
 * The closed days of an entity, which are in its months' items. A document that comes to one of them, or
 * goes, costs the read of its month alone: the sum of all closed days is in META and changes by the
 * difference. All months are read where that sum may be wrong, or does not say enough.
 */
import type { Item } from '../../core/ports/table.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { tokenOf } from '../../core/protocol/reconcile.ts';
import { closedDaysOf, type DayTally, type EntityMeta, type Summary } from '../../core/records/entity.ts';
import { keys, monthPrefix } from '../../core/records/keys.ts';
import { addDays, emptySummary, replaceDays } from './summary.ts';

export class ClosedDays {
  readonly #ports: Pick<Ports, 'table'>;
  readonly #entity: string;
  readonly #meta: EntityMeta | undefined;
  /** All months' items, or those of the days that are to be counted. */
  readonly #months: readonly Item[];
  readonly #isComplete: boolean;
  readonly #known: ReadonlyMap<string, DayTally>;
  readonly #counted = new Map<string, DayTally>();

  private constructor(
    ports: Pick<Ports, 'table'>,
    entity: string,
    meta: EntityMeta | undefined,
    { months, isComplete }: { months: readonly Item[]; isComplete: boolean },
  ) {
    this.#ports = ports;
    this.#entity = entity;
    this.#meta = meta;
    this.#months = months;
    this.#isComplete = isComplete;
    this.#known = new Map(months.flatMap((month) => closedDaysOf(meta, month)));
  }

  /**
   * @param days closed ones, that are to be counted
   * @param doubtful whether META's sum may be wrong
   */
  static async read(
    ports: Pick<Ports, 'table'>,
    entity: string,
    meta: EntityMeta | undefined,
    { days, doubtful }: { days: readonly string[]; doubtful: boolean },
  ): Promise<ClosedDays> {
    const months = doubtful ? await readMonths(ports, entity) : await readMonthsOf(ports, entity, days);
    return new ClosedDays(ports, entity, meta, { months, isComplete: doubtful });
  }

  /** The highest token of the months that were read. */
  get token(): number {
    return this.#months.reduce((highest, month) => Math.max(highest, tokenOf(month)), 0);
  }

  /** All months' items, if they were read. */
  get months(): readonly Item[] | undefined {
    return this.#isComplete ? this.#months : undefined;
  }

  /** The tally of one of the days to be counted, as its month has it. */
  known(day: string): DayTally | undefined {
    return this.#known.get(day);
  }

  count(day: string, tally: DayTally): void {
    this.#counted.set(day, tally);
  }

  /** The days that were counted, with their new tallies. */
  get counted(): ReadonlyMap<string, DayTally> {
    return this.#counted;
  }

  /** The sum of all closed days, with those that were counted as they are now. */
  async sum(): Promise<Summary> {
    if (!this.#isComplete) {
      const changes = [...this.#counted].map(([day, after]) => ({ day, before: this.known(day), after }));
      const sum = replaceDays(this.#meta?.closed ?? emptySummary, changes);
      if (sum !== undefined) return sum;
    }
    const months = this.months ?? (await readMonths(this.#ports, this.#entity));
    const all = new Map(months.flatMap((month) => closedDaysOf(this.#meta, month)));
    for (const [day, tally] of this.#counted) all.set(day, tally);
    return addDays(emptySummary, [...all]);
  }
}

const readMonths = ({ table }: Pick<Ports, 'table'>, entity: string): Promise<Item[]> =>
  queryAll(table, { pk: keys.entity(entity).pk, prefix: monthPrefix, consistent: true });

async function readMonthsOf(
  { table }: Pick<Ports, 'table'>,
  entity: string,
  days: readonly string[],
): Promise<Item[]> {
  const months = Map.groupBy(days, (day) => keys.tally(entity, day).sk);
  const rows = await Promise.all(
    [...months.keys()].map((sk) => table.get({ pk: keys.entity(entity).pk, sk }, { consistent: true })),
  );
  return rows.filter((row) => row !== undefined);
}
