/** Counts the days of an entity that messages are about, once each unless others count them meanwhile. */
import type { Ports } from '../../core/protocol/ports.ts';
import { LostRace } from '../../core/protocol/reconcile.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import type { DayTally, Parts } from '../../core/records/entity.ts';
import { addParts, byFewerDigits, dayBytes } from './counts.ts';
import { countDay, type EntityDay, ShardTree } from './shards.ts';

/** What the messages about a day of an entity say. */
export interface DayHint {
  /** The shards of the documents that changed; absent if any may have changed. */
  shards?: ReadonlySet<string>;
}

export type Count = Omit<DayTally, 'token'>;

/** The tally that an entity's rows have. */
export interface KnownTally extends DayTally {
  /** The token of the row that the parts of a closed day are in. */
  partsToken?: number;
}

interface CountedDay {
  /** The token of the tally when the count began; 0 if there was none. */
  seen: number;
  /** That of its parts: their row is written after the tally, so it may have been of an earlier count. */
  partsSeen: number | undefined;
  /** How often others have counted the day since. */
  overtaken: number;
  count: Count;
}

/** Shards of this many digits are counted together with a day that has none yet. */
const digitsAtOnce = 2;

export class DayCounts {
  readonly #ports: Pick<Ports, 'table' | 'clock' | 'thresholds'>;
  readonly #entity: string;
  readonly #hints: Map<string, DayHint>;
  readonly #counted = new Map<string, CountedDay>();

  constructor(
    ports: Pick<Ports, 'table' | 'clock' | 'thresholds'>,
    entity: string,
    hints: ReadonlyMap<string, DayHint>,
  ) {
    this.#ports = ports;
    this.#entity = entity;
    this.#hints = new Map(hints);
  }

  /** The days that are still to be counted. */
  get hinted(): string[] {
    return [...this.#hints.keys()];
  }

  /** Whether any document of the day may have changed, and not only some that messages are about. */
  isWhole(day: string): boolean {
    const hint = this.#hints.get(day);
    return hint !== undefined && hint.shards === undefined;
  }

  /**
   * @param known the tally that the entity's rows have
   * @param converged whether the last handler of the entity finished
   * @param doubtful whether that handler may still write the day's rows, so that `known` says nothing. Then
   *   the whole day is counted, and again after each lost race
   * @returns `undefined` if others have counted the day since all that its messages announce
   * @throws LostRace if they have, and none of them has finished. One may be an own write that the SDK
   *   repeated, so nothing is left to them
   */
  async count(
    day: string,
    known: KnownTally | undefined,
    { converged, doubtful }: { converged: boolean; doubtful: boolean },
  ): Promise<Count | undefined> {
    if (doubtful) return this.#count(day, known, undefined);
    const seen = known?.token ?? 0;
    const partsSeen = known?.partsToken;
    const before = this.#counted.get(day);
    if (before?.seen === seen && before.partsSeen === partsSeen) return before.count;
    const overtaken = before === undefined ? 0 : before.overtaken + 1;
    // The second to count it since began after the first had done so, so it counted what the message is about.
    // That holds only if each of them counts the whole day.
    if (overtaken >= 2 && known?.digits === undefined) {
      if (!converged) throw new LostRace('Others are counting the same day of an entity.');
      this.#hints.delete(day);
      return undefined;
    }
    const count = await this.#count(day, known, this.#hints.get(day)?.shards);
    this.#counted.set(day, { seen, partsSeen, overtaken, count });
    return count;
  }

  /** @param hinted the shards to count; `undefined`: all */
  async #count(
    day: string,
    known: DayTally | undefined,
    hinted: ReadonlySet<string> | undefined,
  ): Promise<Count> {
    const of: EntityDay = { entity: this.#entity, day };
    if (known?.digits === undefined) {
      const { counts, shards } = await countDay(this.#ports, of, { digits: digitsAtOnce });
      const digits = this.#digitsFor(counts.documents);
      if (digits === 0) return counts;
      const usable = digits <= digitsAtOnce ? byFewerDigits(shards, digits) : undefined;
      return withParts(digits, await new ShardTree(this.#ports, of, digits).countAll(usable));
    }
    const digits = Math.max(known.digits, this.#digitsFor(known.documents));
    const tree = new ShardTree(this.#ports, of, digits);
    const shards = hinted && [...new Set([...hinted].map((shard) => shard.slice(0, digits)))].sort();
    // If most shards have changed, one read of the whole day is less than a read of each.
    const areFew = shards !== undefined && shards.length < 16 ** digits / 2;
    const { parts } = known;
    if (!areFew || digits > known.digits || parts === undefined)
      return withParts(digits, await tree.countAll());
    return withParts(digits, { ...parts, ...(await tree.count(shards, parts)) });
  }

  #digitsFor(documents: number): number {
    const { shardDocuments } = this.#ports.thresholds ?? thresholds;
    return shardDocuments.filter((each) => documents >= each).length;
  }
}

const withParts = (digits: number, parts: Parts): Count => ({
  ...addParts(parts, dayBytes),
  digits,
  parts,
});
