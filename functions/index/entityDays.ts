/**
 * The days of an entity with their tallies. Open days are in its META, closed ones in its months' items. A
 * document that comes to a closed day, or goes, costs the read of its month alone: the sum of all closed days
 * is in META and changes by the difference. All months are read where that sum may be wrong, or does not say
 * enough.
 */
import type { Item } from '../../core/ports/table.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { tokenOf } from '../../core/protocol/reconcile.ts';
import {
  closedDaysOf,
  type DayTally,
  type EntityMeta,
  isClosed,
  openDaysOf,
  type Summary,
} from '../../core/records/entity.ts';
import { keys, monthPrefix } from '../../core/records/keys.ts';
import type { KnownTally } from './dayCounts.ts';
import { partsOf } from './shards.ts';
import { addDays, emptySummary, replaceDays } from './summary.ts';

export class EntityDays {
  readonly #ports: Pick<Ports, 'table'>;
  readonly #entity: string;
  readonly #meta: EntityMeta | undefined;
  /** All months' items, or those of the closed days that are to be counted. */
  readonly #months: readonly Item[];
  readonly #isComplete: boolean;
  readonly #open: Map<string, DayTally>;
  readonly #closedBefore: ReadonlyMap<string, DayTally>;
  readonly #closed = new Map<string, DayTally>();

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
    this.#open = new Map(openDaysOf(meta));
    this.#closedBefore = new Map(months.flatMap((month) => closedDaysOf(meta, month)));
  }

  /**
   * @param due the closed days that are to be counted
   * @param allMonths whether to read them all, because META's sum may be wrong
   */
  static async read(
    ports: Pick<Ports, 'table'>,
    entity: string,
    meta: EntityMeta | undefined,
    { due, allMonths }: { due: readonly string[]; allMonths: boolean },
  ): Promise<EntityDays> {
    const months = allMonths ? await readMonths(ports, entity) : await readMonthsOf(ports, entity, due);
    return new EntityDays(ports, entity, meta, { months, isComplete: allMonths });
  }

  /** The highest token of the months that were read. */
  get token(): number {
    return this.#months.reduce((highest, month) => Math.max(highest, tokenOf(month)), 0);
  }

  /** All months' items, if they were read. */
  get months(): readonly Item[] | undefined {
    return this.#isComplete ? this.#months : undefined;
  }

  /** The open days, with those that were counted as they are now. */
  get open(): ReadonlyMap<string, DayTally> {
    return this.#open;
  }

  /** The closed days that were counted, as they are now. */
  get closed(): ReadonlyMap<string, DayTally> {
    return this.#closed;
  }

  /** The tally of a day that is to be counted, as the entity's rows have it. */
  async known(day: string): Promise<KnownTally | undefined> {
    if (!isClosed(this.#meta, day)) return this.#open.get(day);
    const tally = this.#closedBefore.get(day);
    if (tally?.digits === undefined) return tally;
    // The counts of its shards are in a row of their own.
    const row = await this.#ports.table.get(keys.shards(this.#entity, day, ''), { consistent: true });
    return row === undefined ? tally : { ...tally, parts: partsOf(row), partsToken: tokenOf(row) };
  }

  /** Notes what was counted. */
  note(day: string, tally: DayTally): void {
    (isClosed(this.#meta, day) ? this.#closed : this.#open).set(day, tally);
  }

  /** The sum of all closed days, with those that were counted as they are now. */
  async sumOfClosed(): Promise<Summary> {
    if (!this.#isComplete) {
      const changes = [...this.#closed].map(([day, after]) => ({
        day,
        before: this.#closedBefore.get(day),
        after,
      }));
      const sum = replaceDays(this.#meta?.closed ?? emptySummary, changes);
      if (sum !== undefined) return sum;
    }
    const months = this.months ?? (await readMonths(this.#ports, this.#entity));
    const all = new Map(months.flatMap((month) => closedDaysOf(this.#meta, month)));
    for (const [day, tally] of this.#closed) all.set(day, tally);
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
