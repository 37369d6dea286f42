/**
 * Counts an entity's postings by day, and derives its META and aliases from the days. META has the fencing
 * token of all of them (core/protocol/reconcile.ts): the newest days are in META itself, older ones are
 * closed, that is, in the months' items, which are written under that token.
 */
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { AttributeValue, Item } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  acquire,
  isConverged,
  type Lease,
  LostRace,
  type Observation,
  tokenOf,
} from '../../core/protocol/reconcile.ts';
import {
  type DayTally,
  type EntityMeta,
  entityMeta,
  isClosed,
  openDaysOf,
  type Summary,
  storeParts,
  storeSummary,
  storeTally,
} from '../../core/records/entity.ts';
import { keys, tallyField } from '../../core/records/keys.ts';
import { areAliasesWritten, writeAliases } from './aliases.ts';
import { ClosedDays } from './closedDays.ts';
import { DayCounts, type DayHint } from './dayCounts.ts';
import { daysToClose } from './openDays.ts';
import { partsOf } from './shards.ts';
import { addDays, closedSummary, describe, emptySummary } from './summary.ts';
import { noteTrend } from './trendRows.ts';

type TallyPorts = Pick<Ports, 'table' | 'clock' | 'thresholds'>;
type Days = Map<string, DayTally>;

/** What an entity's rows should become. */
interface DesiredEntity {
  /** Fields of rows to write, by sort key: the closed days that were counted, or have just been closed. */
  closed: Map<string, Record<string, AttributeValue>>;
  aliases: { wanted: string[]; owned: string[] };
  /** What META says once all other rows are written; absent if it says so already. */
  applied?: Record<string, AttributeValue | undefined>;
}

/**
 * META has all of them until the older ones are closed. A day has at most 32 KB with its shards, META 400 KB.
 */
const daysAtOnce = 6;

/**
 * Counts days of an entity again, and updates its META and aliases.
 *
 * @returns the names that META has now; `undefined` if nothing was to be counted
 */
export async function tallyEntity(
  ports: TallyPorts,
  entity: string,
  hints: ReadonlyMap<string, DayHint>,
): Promise<readonly string[] | undefined> {
  let names: readonly string[] | undefined;
  for (let i = 0; i < hints.size; i += daysAtOnce)
    names = await tallyDays(ports, entity, new Map([...hints].slice(i, i + daysAtOnce)));
  return names;
}

async function tallyDays(
  ports: TallyPorts,
  entity: string,
  hints: ReadonlyMap<string, DayHint>,
): Promise<readonly string[] | undefined> {
  const counts = new DayCounts(ports, entity, hints);
  const lease = await acquire<DesiredEntity | undefined>(ports, keys.entity(entity), (row) =>
    observeEntity(ports, entity, row, counts),
  );
  if (lease?.desired !== undefined) await writeRows(lease, entity, lease.desired);
  return counts.names;
}

async function observeEntity(
  ports: TallyPorts,
  entity: string,
  row: Item | undefined,
  counts: DayCounts,
): Promise<Observation<DesiredEntity | undefined> | undefined> {
  const before = row === undefined ? undefined : entityMeta.parse(row);
  const settled = row === undefined || isConverged(row);
  const verified = before?.unverified !== true;
  // If the last handler died, or is still at work, the closed days that it was about to write are counted again.
  const moving = settled ? [] : (before?.moving ?? []);
  const due = new Set([...counts.hinted, ...moving.filter((day) => isClosed(before, day))]);
  const old = [...due].filter((day) => isClosed(before, day));
  const doubtful = moving.length > 0 || old.some((day) => counts.isWhole(day));
  const closed = await ClosedDays.read(ports, entity, before, { days: old, doubtful });
  const floor = closed.token;
  const token = Math.max(tokenOf(row), floor) + 1;
  const open: Days = new Map(openDaysOf(before));
  let counted = false;
  for (const day of due) {
    const isOld = isClosed(before, day);
    const known = isOld ? await withParts(ports, entity, day, closed.known(day)) : open.get(day);
    const isMoving = isOld && moving.includes(day);
    const count = await counts.count(day, known, { converged: settled && verified, doubtful: isMoving });
    if (count === undefined) continue;
    counted = true;
    const change = { entity, day, known: known?.documents ?? 0, documents: count.documents };
    await noteTrend(ports, change, before, closed.months);
    if (isOld) closed.count(day, { ...count, token });
    else open.set(day, { ...count, token });
  }
  if (!counted) return undefined;
  const closing = daysToClose(open, ports.thresholds);
  const written: Days = new Map([...closed.counted, ...closing]);
  const remaining = [...open].filter(([day]) => !closing.has(day));
  const sum = closedSummary(addDays(await closed.sum(), [...closing]));
  const { meta, aliases: wanted } = describe(entity, addDays(sum, remaining));
  counts.names = meta.names.map(({ name }) => name);
  if (settled && written.size === 0) {
    const intent = { ...meta, days: storeDays(remaining), aliases: wanted, unverified: undefined };
    const known = before?.aliases ?? [];
    if (isSameList(before?.aliases, wanted) && (verified || (await areAliasesWritten(ports, entity, wanted))))
      return { desired: undefined, intent, converged: true, floor };
    // Most entities are new and soon forgotten, so a second write of META would cost the most of all.
    if (verified && known.every((folded) => wanted.includes(folded))) {
      const added = wanted.filter((folded) => !known.includes(folded));
      const desired = { closed: new Map(), aliases: { wanted: added, owned: [] } };
      return { desired, intent: { ...intent, unverified: true }, converged: true, floor };
    }
  }
  const owned = [...new Set([...(before?.aliases ?? []), ...wanted])].sort();
  const intent = {
    ...meta,
    days: storeDays([...open]),
    aliases: owned,
    unverified: undefined,
    moving: [...new Set([...moving, ...written.keys()])].sort(),
  };
  const closedThrough = [...closing.keys()].at(-1) ?? before?.closedThrough;
  const applied = {
    ...meta,
    days: storeDays(remaining),
    aliases: wanted,
    moving: [],
    closedThrough,
    closed: closedThrough === undefined ? undefined : storeSummary(sum),
  };
  const desired = { closed: closedRows(entity, moving, written), aliases: { wanted, owned }, applied };
  return { desired, intent, floor };
}

/** A closed day with the counts of its shards, which are in a row of their own. */
async function withParts(
  { table }: TallyPorts,
  entity: string,
  day: string,
  known: DayTally | undefined,
): Promise<DayTally | undefined> {
  if (known?.digits === undefined) return known;
  const row = await table.get(keys.shards(entity, day, ''), { consistent: true });
  return row === undefined ? known : { ...known, parts: partsOf(row) };
}

async function writeRows(
  lease: Lease<unknown>,
  entity: string,
  { closed, aliases, applied }: DesiredEntity,
): Promise<void> {
  for (const [sk, fields] of closed) {
    // Superseded, or META was lost and this row has a higher token. The next handler reads it.
    if (!(await lease.merge({ pk: keys.entity(entity).pk, sk }, fields)))
      throw new LostRace('Lost the lease while writing closed days.');
  }
  await writeAliases(lease, entity, aliases);
  if (applied !== undefined) await lease.apply(applied);
}

/**
 * The rows of closed days to write. One that a handler before may still write gets the new token at least, so
 * that it cannot.
 */
function closedRows(
  entity: string,
  moving: readonly string[],
  written: ReadonlyMap<string, DayTally>,
): DesiredEntity['closed'] {
  const rows: DesiredEntity['closed'] = new Map(moving.map((day) => [keys.tally(entity, day).sk, {}]));
  for (const [day, { parts, ...tally }] of written) {
    const { sk } = keys.tally(entity, day);
    rows.set(sk, { ...rows.get(sk), [tallyField(day)]: storeTally(tally) });
    if (parts !== undefined) rows.set(keys.shards(entity, day, '').sk, { parts: storeParts(parts) });
  }
  return rows;
}

const storeDays = (days: readonly (readonly [string, DayTally])[]): Record<string, AttributeValue> =>
  Object.fromEntries(days.map(([day, tally]) => [day, storeTally(tally)]));

function isSameList(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((value, i) => value === b[i]);
}

/** The rows of an entity whose days were counted one after the other, all under one token. */
export function entityRows(
  entity: string,
  days: readonly (readonly [day: string, count: Omit<DayTally, 'token'>])[],
  token: number,
): { meta: EntityMeta; rows: Item[] } {
  const open: Days = new Map(
    days
      .map(([day, count]): [string, DayTally] => [day, { ...count, token }])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const closing = daysToClose(open);
  const closed: Summary = closedSummary(addDays(emptySummary, [...closing]));
  const remaining = [...open].filter(([day]) => !closing.has(day));
  const { meta, aliases } = describe(entity, addDays(closed, remaining));
  const closedThrough = [...closing.keys()].at(-1);
  const { pk } = keys.entity(entity);
  const row = omitUndefined({
    ...{ ...keys.entity(entity), token, settled: token },
    ...omitUndefined(meta),
    ...{ aliases, days: storeDays(remaining), moving: [] },
    ...{ closedThrough, closed: closedThrough === undefined ? undefined : storeSummary(closed) },
  }) as Item;
  const months = [...closedRows(entity, [], closing)].map(
    ([sk, fields]): Item => ({ pk, sk, token, ...fields }),
  );
  return { meta: entityMeta.parse(row), rows: [row, ...months] };
}
