/**
 * The shards of a day: the postings of the documents whose ids begin with the same digits, so that a change
 * of one document counts a small part of the day again. Shards of one digit are part of the day's tally,
 * under the token of the entity. Those of more digits are in rows of sixteen, each with a token of its own,
 * and what a row has is the sum of what is below it.
 *
 * Everybody reads a token before what it protects is derived from: META's before the rows, a row's before
 * the rows or the postings below it.
 */
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Item, Key } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { acquire, isLive, tokenOf } from '../../core/protocol/reconcile.ts';
import { type Counts, type Parts, posting, storedParts, storeParts } from '../../core/records/entity.ts';
import { keys, postingPrefix, shardsOfDay } from '../../core/records/keys.ts';
import { addParts, PostingCounter } from './counts.ts';

type ShardPorts = Pick<Ports, 'table' | 'clock'>;

/** A day of an entity. */
export interface EntityDay {
  entity: string;
  day: string;
}

const concurrency = 16;
const hexDigits = [...'0123456789abcdef'];

/**
 * Counts the postings of a day, or of a shard of it, page by page.
 *
 * @returns the counts, and by shards of so many digits
 */
export async function countDay(
  { table }: Pick<Ports, 'table'>,
  { entity, day }: EntityDay,
  { shard = '', digits = 0 }: { shard?: string; digits?: number } = {},
): Promise<{ counts: Counts; shards: ReadonlyMap<string, Counts> }> {
  const counter = new PostingCounter(digits);
  const range = { pk: keys.entity(entity).pk, prefix: postingPrefix(day, shard), consistent: true };
  for await (const row of paginate((cursor) => table.query({ ...range, ...omitUndefined({ cursor }) })))
    if (isLive(row)) counter.add(posting.parse(row));
  return counter.finish();
}

/** The shards of a day with so many digits each, and the rows of their counts and sums. */
export class ShardTree {
  readonly #ports: ShardPorts;
  readonly #of: EntityDay;
  readonly #digits: number;

  constructor(ports: ShardPorts, of: EntityDay, digits: number) {
    this.#ports = ports;
    this.#of = of;
    this.#digits = digits;
  }

  /**
   * Counts shards again, and the rows between them and `prefix`.
   *
   * @param known the counts one digit below `prefix`
   * @param prefix the digits that all of the shards begin with
   * @returns the counts one digit below `prefix` that may have changed
   */
  async count(shards: readonly string[], known: Parts, prefix = ''): Promise<Parts> {
    const groups = Map.groupBy(shards, (shard) => shard.slice(0, prefix.length + 1));
    const counted = await mapConcurrent(
      concurrency,
      groups,
      async ([below, its]): Promise<[string, Counts]> => {
        const digit = below.slice(prefix.length);
        return [digit, await this.#countBelow(below, its, known[digit] !== undefined)];
      },
    );
    return Object.fromEntries(counted);
  }

  /**
   * Counts a whole day, and writes all its rows.
   *
   * @param counted the shards, if they have just been counted. They are used if there are no rows yet
   * @returns the counts by the first digit
   */
  async countAll(counted?: ReadonlyMap<string, Counts>): Promise<Parts> {
    const tokens = this.#digits > 1 ? await this.#readTokens() : new Map<string, number>();
    let counts =
      counted === undefined || tokens.size > 0
        ? (await countDay(this.#ports, this.#of, { digits: this.#digits })).shards
        : counted;
    for (let length = this.#digits - 1; length > 0; length--) {
      const rows = groupByPrefix(counts, length);
      for (const prefix of tokens.keys())
        if (prefix.length === length && !rows.has(prefix)) rows.set(prefix, {});
      counts = new Map(
        await mapConcurrent(concurrency, rows, async ([prefix, parts]): Promise<[string, Counts]> => {
          const written = await this.#replaceRow(prefix, tokens.get(prefix) ?? 0, parts);
          return [prefix, addParts(written)];
        }),
      );
    }
    return groupByPrefix(counts, 0).get('') ?? {};
  }

  /**
   * Counts the shards that begin with `prefix`, one of them or several.
   *
   * @param isKnown whether the row above has counts of it. If only its own row has, that row was left by a
   *   count that others overtook, who found nothing there: all its shards are counted again
   */
  async #countBelow(prefix: string, shards: readonly string[], isKnown: boolean): Promise<Counts> {
    if (prefix.length === this.#digits)
      return (await countDay(this.#ports, this.#of, { shard: prefix })).counts;
    const parts = await this.#changeRow(prefix, (row) =>
      row !== undefined && !isKnown ? this.#countAllBelow(prefix) : this.count(shards, row ?? {}, prefix),
    );
    return addParts(parts);
  }

  /** Counts all shards below `prefix`, and writes the rows between. @returns the counts one digit below */
  async #countAllBelow(prefix: string): Promise<Parts> {
    if (prefix.length + 1 === this.#digits) {
      const { shards } = await countDay(this.#ports, this.#of, { shard: prefix, digits: this.#digits });
      return Object.fromEntries(
        hexDigits.map((digit) => [digit, shards.get(prefix + digit) ?? addParts({})]),
      );
    }
    const sums = hexDigits.map(
      async (digit): Promise<[string, Counts]> => [digit, addParts(await this.#recountRow(prefix + digit))],
    );
    return Object.fromEntries(await Promise.all(sums));
  }

  #recountRow(prefix: string): Promise<Parts> {
    return this.#changeRow(prefix, () => this.#countAllBelow(prefix));
  }

  /**
   * Puts counts into the row of the shards that begin with `prefix`.
   *
   * @param change gets what the row has; `undefined` if there is none
   * @returns all that the row has then
   */
  async #changeRow(prefix: string, change: (known: Parts | undefined) => Promise<Parts>): Promise<Parts> {
    const observe = async (row: Item | undefined) => {
      const known = row && partsOf(row);
      const desired = { ...known, ...(await change(known)) };
      return { desired, intent: { parts: storeParts(desired) }, converged: true };
    };
    const lease = await acquire<Parts>(this.#ports, this.#keyOf(prefix), observe);
    return lease?.desired ?? {};
  }

  /** Writes a row if its token is still the one that was seen, and otherwise counts what it has again. */
  async #replaceRow(prefix: string, token: number, parts: Parts): Promise<Parts> {
    const written = await this.#ports.table.update(
      this.#keyOf(prefix),
      { parts: storeParts(parts), token: token + 1 },
      { attribute: 'token', equals: token === 0 ? undefined : token },
    );
    return written ? parts : this.#recountRow(prefix);
  }

  /** The tokens of the day's rows, by the digits that their shards begin with. */
  async #readTokens(): Promise<Map<string, number>> {
    const { entity, day } = this.#of;
    const range = { pk: keys.entity(entity).pk, prefix: shardsOfDay(day), consistent: true };
    const tokens = new Map<string, number>();
    for await (const row of paginate((cursor) =>
      this.#ports.table.query({ ...range, ...omitUndefined({ cursor }) }),
    ))
      tokens.set(prefixOf(row), tokenOf(row));
    return tokens;
  }

  #keyOf(prefix: string): Key {
    return keys.shards(this.#of.entity, this.#of.day, prefix);
  }
}

/** Groups counts by their first digits; each group, by the digit that follows, is what a row has. */
function groupByPrefix(counts: ReadonlyMap<string, Counts>, length: number): Map<string, Parts> {
  const groups = new Map<string, Parts>();
  for (const [shard, its] of counts) {
    const prefix = shard.slice(0, length);
    groups.set(prefix, { ...groups.get(prefix), [shard.slice(length)]: its });
  }
  return groups;
}

/** The digits that all shards of a row begin with. */
export const prefixOf = ({ sk }: Key): string => sk.slice(sk.lastIndexOf('#') + 1);

/** The counts of the digits that a row of a shard holds; none if there is no row. */
export function partsOf(row: Item | undefined): Parts {
  return row?.parts === undefined ? {} : storedParts.parse(row.parts);
}
