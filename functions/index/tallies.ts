/**
 * Counts an entity's postings by day, and derives its META and aliases from the days. META has the fencing
 * token of all of them (core/protocol/reconcile.ts): the newest days are in META itself, older ones are
 * closed, that is, in the months' items, which are written under that token.
 */
import { groupsOf } from '../../core/groupsOf.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Item } from '../../core/ports/table.ts';
import { acquire, type Lease, LostRace } from '../../core/protocol/reconcile.ts';
import {
  type DayTally,
  type EntityMeta,
  entityMeta,
  type Summary,
  storeSummary,
} from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import { writeAliases } from './aliases.ts';
import { DayCounts, type DayHint } from './dayCounts.ts';
import {
  closedRows,
  type Days,
  type DesiredEntity,
  observeEntity,
  storeDays,
  type TallyPorts,
} from './observeEntity.ts';
import { daysToClose } from './openDays.ts';
import { addDays, closedSummary, describe, emptySummary } from './summary.ts';

/**
 * META has all of them until the older ones are closed. A day has at most 32 KB with its shards, META 400 KB.
 */
const daysAtOnce = 6;

/** Counts days of an entity again, and updates its META and aliases. */
export async function tallyEntity(
  ports: TallyPorts,
  entity: string,
  hints: ReadonlyMap<string, DayHint>,
): Promise<void> {
  for (const days of groupsOf([...hints], daysAtOnce)) await tallyDays(ports, entity, new Map(days));
}

async function tallyDays(
  ports: TallyPorts,
  entity: string,
  hints: ReadonlyMap<string, DayHint>,
): Promise<void> {
  const counts = new DayCounts(ports, entity, hints);
  const lease = await acquire<DesiredEntity | undefined>(ports, keys.entity(entity), (row) =>
    observeEntity(ports, entity, row, counts),
  );
  if (lease?.desired !== undefined) await writeRows(lease, entity, lease.desired);
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

/** The rows of an entity whose days were counted one after the other, all under one token. */
export function entityRows(
  entity: string,
  days: readonly (readonly [day: string, count: Omit<DayTally, 'token'>])[],
  token: number,
): { meta: EntityMeta; rows: Item[] } {
  const open: Days = new Map(days.map(([day, count]) => [day, { ...count, token }]));
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
