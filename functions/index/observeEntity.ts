/**
 * Step 1 of the protocol for an entity (core/protocol/reconcile.ts): counts the days that are due, and says
 * what its rows should become.
 */
import type { AttributeValue, Item } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isConverged, type Observation, tokenOf } from '../../core/protocol/reconcile.ts';
import {
  type DayTally,
  type EntityMeta,
  entityMeta,
  isClosed,
  type Summary,
  storeParts,
  storeSummary,
  storeTally,
} from '../../core/records/entity.ts';
import { keys, tallyField } from '../../core/records/keys.ts';
import { areAliasesWritten, readAliasesOfPlaces } from './aliases.ts';
import type { DayCounts } from './dayCounts.ts';
import { EntityDays } from './entityDays.ts';
import { daysToClose } from './openDays.ts';
import { addDays, closedSummary, describe } from './summary.ts';
import { noteTrend } from './trendRows.ts';

export type TallyPorts = Pick<Ports, 'table' | 'clock' | 'thresholds'>;
export type Days = ReadonlyMap<string, DayTally>;

/** What an entity's rows should become. */
export interface DesiredEntity {
  /** Fields of rows to write, by sort key: the closed days that were counted, or have just been closed. */
  closed: Map<string, Record<string, AttributeValue>>;
  aliases: { wanted: string[]; owned: string[] };
  /** What META says once all other rows are written; absent if it says so already. */
  applied?: Record<string, AttributeValue | undefined>;
}

/** The entity's META before it is counted, and what its last handler may have left undone. */
interface Before {
  meta: EntityMeta | undefined;
  token: number;
  /** Whether the last handler finished. */
  converged: boolean;
  /** Whether all aliases that META has are known to be written. */
  verified: boolean;
  /** The closed days that the last handler was about to write, if it died or is still at work. */
  moving: readonly string[];
}

/** What the counts come to. */
interface Counted {
  entity: string;
  before: Before;
  /** The days in META, with those that are to be closed. */
  open: Days;
  /** The days that stay in META. */
  remaining: readonly [string, DayTally][];
  /** The last closed day, if any is. */
  closedThrough: string | undefined;
  /** The closed days that were counted, or are to be closed. */
  written: Days;
  /** The sum of all closed days. */
  sum: Summary;
  meta: ReturnType<typeof describe>['meta'];
  aliases: string[];
}

/**
 * @param row the entity's META, as it is stored
 * @returns `undefined` if nothing was to be counted
 */
export async function observeEntity(
  ports: TallyPorts,
  entity: string,
  row: Item | undefined,
  counts: DayCounts,
): Promise<Observation<DesiredEntity | undefined> | undefined> {
  const before = beforeOf(row);
  const days = await countDueDays(ports, entity, before, counts);
  if (days === undefined) return undefined;
  const closing = daysToClose(days.open, ports.thresholds);
  const remaining = [...days.open].filter(([day]) => !closing.has(day));
  const sum = closedSummary(addDays(await days.sumOfClosed(), [...closing]));
  const summary = addDays(sum, remaining);
  const elsewhere = summary.forms.length === 0 ? await readAliasesOfPlaces(ports.table, entity) : [];
  const { meta, aliases } = describe(entity, summary, elsewhere);
  const counted: Counted = {
    ...{ entity, before, remaining, sum, meta, aliases },
    open: days.open,
    closedThrough: [...closing.keys()].at(-1) ?? before.meta?.closedThrough,
    written: new Map([...days.closed, ...closing]),
  };
  const observed = (await writtenAtOnce(ports, counted)) ?? writtenInSteps(counted);
  return { ...observed, floor: days.token };
}

function beforeOf(row: Item | undefined): Before {
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  const converged = row === undefined || isConverged(row);
  const moving = converged ? [] : (meta?.moving ?? []);
  return { meta, token: tokenOf(row), converged, verified: meta?.unverified !== true, moving };
}

/**
 * Counts the days that messages are about, and the closed ones that the last handler was about to write.
 *
 * @returns the days with what was counted; `undefined` if nothing was to be counted
 */
async function countDueDays(
  ports: TallyPorts,
  entity: string,
  { meta, token: ownToken, converged, verified, moving }: Before,
  counts: DayCounts,
): Promise<EntityDays | undefined> {
  const closedOf = (days: readonly string[]) => days.filter((day) => isClosed(meta, day));
  // That handler may still write them.
  const inDoubt = closedOf(moving);
  const due = [...new Set([...counts.hinted, ...inDoubt])];
  const allMonths = moving.length > 0 || closedOf(due).some((day) => counts.isWhole(day));
  const days = await EntityDays.read(ports, entity, meta, { due: closedOf(due), allMonths });
  const token = Math.max(ownToken, days.token) + 1;
  let counted = false;
  for (const day of due) {
    const known = await days.known(day);
    const state = { converged: converged && verified, doubtful: inDoubt.includes(day) };
    const count = await counts.count(day, known, state);
    if (count === undefined) continue;
    counted = true;
    const change = { entity, day, known: known?.documents ?? 0, documents: count.documents };
    await noteTrend(ports, change, meta, days.months);
    days.note(day, { ...count, token });
  }
  return counted ? days : undefined;
}

/** If one write of META says all, or all but new aliases. Otherwise `undefined`. */
async function writtenAtOnce(
  ports: TallyPorts,
  { entity, before, remaining, written, meta, aliases }: Counted,
): Promise<Observation<DesiredEntity | undefined> | undefined> {
  const { converged, verified } = before;
  if (!converged || written.size > 0) return undefined;
  const intent = { ...meta, days: storeDays(remaining), aliases, unverified: undefined };
  const known = before.meta?.aliases;
  if (isSameList(known, aliases) && (verified || (await areAliasesWritten(ports, entity, aliases))))
    return { desired: undefined, intent, converged: true };
  // Most entities are new and soon forgotten, so a second write of META would cost the most of all.
  if (verified && (known ?? []).every((folded) => aliases.includes(folded))) {
    const added = aliases.filter((folded) => !known?.includes(folded));
    const desired = { closed: new Map(), aliases: { wanted: added, owned: [] } };
    return { desired, intent: { ...intent, unverified: true }, converged: true };
  }
  return undefined;
}

/** META announces the rows that are to be written, and has the outcome once they are. */
function writtenInSteps({
  entity,
  before,
  open,
  remaining,
  closedThrough,
  written,
  sum,
  meta,
  aliases,
}: Counted): Observation<DesiredEntity> {
  const owned = [...new Set([...(before.meta?.aliases ?? []), ...aliases])].sort();
  const intent = {
    ...meta,
    days: storeDays([...open]),
    aliases: owned,
    unverified: undefined,
    moving: [...new Set([...before.moving, ...written.keys()])].sort(),
    // Those days are open or closed by what was read. The last handler may have applied since, and moved this.
    closedThrough: before.meta?.closedThrough,
  };
  const applied = {
    ...meta,
    days: storeDays(remaining),
    aliases,
    moving: [],
    closedThrough,
    closed: closedThrough === undefined ? undefined : storeSummary(sum),
  };
  const closed = closedRows(entity, before.moving, written);
  return { desired: { closed, aliases: { wanted: aliases, owned }, applied }, intent };
}

/**
 * The rows of closed days to write. One that a handler before may still write gets the new token at least, so
 * that it cannot.
 */
export function closedRows(
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

/** As META has them. */
export const storeDays = (days: readonly (readonly [string, DayTally])[]): Record<string, AttributeValue> =>
  Object.fromEntries(days.map(([day, tally]) => [day, storeTally(tally)]));

function isSameList(a: readonly string[] | undefined, b: readonly string[]): boolean {
  return a !== undefined && a.length === b.length && a.every((value, i) => value === b[i]);
}
