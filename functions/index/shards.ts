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

/**
 * Counts shards again, and the rows between them and `above`. If `known` has nothing of a row, it was left
 * by a count that others overtook, who found nothing there: all its shards are counted again.
 *
 * @param above the digits that all of the shards begin with
 * @param known the counts one digit below `above`
 * @param shards of so many `digits`
 * @returns the counts one digit below `above` that may have changed
 */
export async function countShards(
  ports: ShardPorts,
  of: EntityDay,
  digits: number,
  { above = '', known, shards }: { above?: string; known: Parts; shards: readonly string[] },
): Promise<Parts> {
  const groups = [...Map.groupBy(shards, (shard) => shard.slice(0, above.length + 1))];
  const count = async ([shard, below]: [string, string[]]): Promise<[string, Counts]> => {
    const digit = shard.slice(above.length);
    if (shard.length === digits) return [digit, (await countDay(ports, of, { shard })).counts];
    const change = (row: Parts | undefined) =>
      row !== undefined && known[digit] === undefined
        ? countAllBelow(ports, of, shard, digits)
        : countShards(ports, of, digits, { above: shard, known: row ?? {}, shards: below });
    return [digit, addParts(await writeRow(ports, of, shard, change))];
  };
  return Object.fromEntries(await mapConcurrent(concurrency, groups, count));
}

/**
 * Puts counts into the row of the shards below `above`.
 *
 * @param change gets what the row has; `undefined` if there is none
 * @returns all that the row has then
 */
async function writeRow(
  ports: ShardPorts,
  { entity, day }: EntityDay,
  above: string,
  change: (known: Parts | undefined) => Promise<Parts>,
): Promise<Parts> {
  const observe = async (row: Item | undefined) => {
    const known = row && partsOf(row);
    const desired = { ...known, ...(await change(known)) };
    return { desired, intent: { parts: storeParts(desired) }, converged: true };
  };
  const lease = await acquire<Parts>(ports, keys.shards(entity, day, above), observe);
  return lease?.desired ?? {};
}

/**
 * Counts a whole day by shards, and writes all their rows.
 *
 * @param counted the shards, if they have just been counted. They are used if there are no rows yet
 * @returns the counts by the first digit
 */
export async function countAllShards(
  ports: ShardPorts,
  of: EntityDay,
  digits: number,
  counted?: ReadonlyMap<string, Counts>,
): Promise<Parts> {
  const rows = digits > 1 ? await readTokens(ports, of) : new Map<string, number>();
  const { shards } =
    counted === undefined || rows.size > 0 ? await countDay(ports, of, { digits }) : { shards: counted };
  let parts = shards;
  for (let above = digits - 1; above >= 0; above--) {
    const groups = new Map<string, Parts>();
    for (const [shard, counts] of parts) {
      const group = shard.slice(0, above);
      groups.set(group, { ...groups.get(group), [shard.slice(above, above + 1)]: counts });
    }
    if (above === 0) return groups.get('') ?? {};
    for (const [known] of rows) if (known.length === above && !groups.has(known)) groups.set(known, {});
    const sums = await mapConcurrent(
      concurrency,
      groups,
      async ([group, its]): Promise<[string, Counts]> => [
        group,
        addParts(
          await replaceRow(ports, of, { above: group, digits, token: rows.get(group) ?? 0, parts: its }),
        ),
      ],
    );
    parts = new Map(sums);
  }
  return {};
}

/** Writes a row if its token is still the one that was seen, and otherwise counts what it has again. */
async function replaceRow(
  ports: ShardPorts,
  of: EntityDay,
  { above, digits, token, parts }: { above: string; digits: number; token: number; parts: Parts },
): Promise<Parts> {
  const key = keys.shards(of.entity, of.day, above);
  const written = await ports.table.update(
    key,
    { parts: storeParts(parts), token: token + 1 },
    { attribute: 'token', equals: token === 0 ? undefined : token },
  );
  if (written) return parts;
  return recountRow(ports, of, above, digits);
}

function recountRow(ports: ShardPorts, of: EntityDay, above: string, digits: number): Promise<Parts> {
  return writeRow(ports, of, above, () => countAllBelow(ports, of, above, digits));
}

/** Counts all shards below `above`, and writes the rows between. @returns the counts one digit below */
async function countAllBelow(
  ports: ShardPorts,
  of: EntityDay,
  above: string,
  digits: number,
): Promise<Parts> {
  const all = [...'0123456789abcdef'].map((digit) => `${above}${digit}`);
  if (above.length + 1 === digits) {
    const { shards } = await countDay(ports, of, { shard: above, digits });
    return Object.fromEntries(all.map((shard) => [shard.slice(-1), shards.get(shard) ?? addParts({})]));
  }
  const sums = all.map(
    async (shard): Promise<[string, Counts]> => [
      shard.slice(-1),
      addParts(await recountRow(ports, of, shard, digits)),
    ],
  );
  return Object.fromEntries(await Promise.all(sums));
}

/** The tokens of the day's rows, by the digits that their shards begin with. */
async function readTokens(
  { table }: Pick<Ports, 'table'>,
  { entity, day }: EntityDay,
): Promise<Map<string, number>> {
  const range = { pk: keys.entity(entity).pk, prefix: shardsOfDay(day), consistent: true };
  const tokens = new Map<string, number>();
  for await (const row of paginate((cursor) => table.query({ ...range, ...omitUndefined({ cursor }) })))
    tokens.set(aboveOf(row), tokenOf(row));
  return tokens;
}

/** The digits that all shards of a row begin with. */
export const aboveOf = ({ sk }: Key): string => sk.slice(sk.lastIndexOf('#') + 1);

/** The counts of the digits that a row of a shard holds; none if there is no row. */
export function partsOf(row: Item | undefined): Parts {
  return row?.parts === undefined ? {} : storedParts.parse(row.parts);
}
