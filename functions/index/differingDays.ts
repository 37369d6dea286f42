/** Checks whether the tallies of an entity agree with its postings. */
import { isDeepStrictEqual } from 'node:util';
import { undated } from '../../core/dates/calendar.ts';
import { flatMapInTurns } from '../../core/giveWay.ts';
import type { Item } from '../../core/ports/table.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import {
  type Counts,
  type DayTally,
  type EntityMeta,
  entityMeta,
  isClosed,
  type Posting,
  posting,
  type Summary,
  tallies,
} from '../../core/records/entity.ts';
import { dayAndDocOf, keys, monthPrefix, shardsPrefix, shortNamePrefix } from '../../core/records/keys.ts';
import { aliasesOfPlaces, readAliasesOfPlaces } from './aliases.ts';
import { addParts, countPostings, dayBytes } from './counts.ts';
import { countDay, partsOf, prefixOf } from './shards.ts';
import { addDays, describe, emptySummary, summarizeDays } from './summary.ts';

/**
 * Other work runs meanwhile if the rows are many.
 *
 * @param rows all rows of the entity
 * @returns the days whose tally, or one of whose shards, differs from the postings. If all agree but META
 * differs from the tallies, one day, a closed one if there is any: its count adds up the closed days again.
 * If there is no day, the undated one: its count summarizes META again
 */
export async function differingDays(entity: string, rows: readonly Item[]): Promise<string[]> {
  const live = rows.filter(({ sk }) => sk.startsWith('DAY#')).filter(isLive);
  const parsed = await flatMapInTurns(live, (some) => some.map((row) => posting.parse(row)));
  const postings = Map.groupBy(parsed, ({ day }) => day);
  const row = rows.find(({ sk }) => sk === keys.entity(entity).sk);
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  const counted = tallies(
    meta,
    rows.filter(({ sk }) => sk.startsWith(monthPrefix)),
  );
  const known = new Map(counted);
  const shards = Map.groupBy(
    rows.filter(({ sk }) => sk.startsWith(shardsPrefix)),
    (each) => dayAndDocOf(each).day,
  );
  const days = [...new Set([...postings.keys(), ...known.keys()])];
  const postingsOf = (day: string) => postings.get(day) ?? [];
  const isRight = (day: string) => {
    const [its, tally] = [postingsOf(day), known.get(day)];
    return isSameCount(countPostings(its), tally) && areShardsRight(its, tally, shards.get(day) ?? []);
  };
  const differing = await flatMapInTurns(
    days,
    (some) => some.filter((day) => !isRight(day)),
    (day) => postingsOf(day).length,
  );
  const isAgreed = () =>
    (meta === undefined || isSummarized(entity, counted, row, meta)) &&
    arePlacesListed(entity, counted, rows, meta);
  if (differing.length === 0 && !isAgreed()) differing.push(meta?.closedThrough ?? days[0] ?? undated);
  return differing;
}

/** Whether a name that links or decisions took from all of its documents has the aliases of its places. */
function arePlacesListed(
  entity: string,
  counted: readonly [string, DayTally][],
  rows: readonly Item[],
  meta: EntityMeta | undefined,
): boolean {
  if ((meta?.documents ?? 0) > 0 && !rows.some(({ sk }) => sk.startsWith(shortNamePrefix))) return true;
  const summary = addDays(emptySummary, counted);
  return summary.forms.length > 0 || hasAliases(entity, summary, meta, aliasesOfPlaces(entity, rows));
}

function hasAliases(
  entity: string,
  summary: Summary,
  meta: EntityMeta | undefined,
  ofPlaces: readonly string[],
): boolean {
  const { aliases } = describe(entity, summary, ofPlaces);
  return isDeepStrictEqual(aliases, meta?.aliases ?? []);
}

/** Whether the tally of a day agrees with its postings. Reads them page by page. */
export async function isDayCounted(
  { table }: Pick<Ports, 'table'>,
  entity: string,
  day: string,
): Promise<boolean> {
  const row = await table.get(keys.entity(entity), { consistent: true });
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  const month = isClosed(meta, day)
    ? await table.get(keys.tally(entity, day), { consistent: true })
    : undefined;
  const tally = new Map(tallies(meta, month === undefined ? [] : [month])).get(day);
  const { counts } = await countDay({ table }, { entity, day });
  return isSameCount(counts, tally);
}

/** The days after `from`, up to `to`, that are counted, wherever they are. Reads META and their months. */
export async function countedDays(
  { table }: Pick<Ports, 'table'>,
  entity: string,
  { from, to }: { from: string; to: string },
): Promise<string[]> {
  const { pk } = keys.entity(entity);
  const row = await table.get(keys.entity(entity), { consistent: true });
  const range = { from: monthPrefix + from.slice(0, 7), to: monthPrefix + to.slice(0, 7) };
  const months = await queryAll(table, { pk, ...range, consistent: true });
  return tallies(row && entityMeta.parse(row), months)
    .map(([day]) => day)
    .filter((day) => day > from && day <= to);
}

/** Whether META agrees with the days, wherever they are, and has all aliases. Reads META and the months. */
export async function isEntitySummarized({ table }: Pick<Ports, 'table'>, entity: string): Promise<boolean> {
  const row = await table.get(keys.entity(entity), { consistent: true });
  const { pk } = keys.entity(entity);
  const months = await queryAll(table, { pk, prefix: monthPrefix, consistent: true });
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  const counted = tallies(meta, months);
  if (!isSummarized(entity, counted, row, meta)) return false;
  const summary = addDays(emptySummary, counted);
  if (summary.forms.length > 0) return true;
  return hasAliases(entity, summary, meta, await readAliasesOfPlaces(table, entity));
}

/** Whether each shard of a day agrees with its postings. */
function areShardsRight(
  postings: readonly Posting[],
  tally: DayTally | undefined,
  shards: readonly Item[],
): boolean {
  if (tally?.digits === undefined) return true;
  const rows = new Map(shards.map((row) => [prefixOf(row), partsOf(row)]));
  if (tally.parts !== undefined) rows.set('', tally.parts);
  for (let digits = 1; digits <= tally.digits; digits++) {
    const its = Map.groupBy(postings, ({ doc }) => doc.slice(0, digits));
    const known = new Map(
      [...rows]
        .filter(([prefix]) => prefix.length === digits - 1)
        .flatMap(([prefix, parts]) =>
          Object.entries(parts).map(([digit, counts]) => [prefix + digit, counts]),
        ),
    );
    for (const shard of new Set([...its.keys(), ...known.keys()]))
      if (!isSameCount(countPostings(its.get(shard) ?? []), known.get(shard))) return false;
  }
  return isSameCount(addParts(rows.get('') ?? {}, dayBytes), tally);
}

function isSameCount(found: Counts, known: Counts | undefined): boolean {
  const { documents, mentions, forms, also, roles } = known ?? countPostings([]);
  return isDeepStrictEqual(found, { documents, mentions, forms, also, roles });
}

/** Whether META agrees with the tallies, in all that it has from them. */
function isSummarized(
  entity: string,
  counted: readonly [string, DayTally][],
  row: Item | undefined,
  found: EntityMeta | undefined,
): boolean {
  if (found === undefined) return false;
  const { meta } = summarizeDays(entity, counted);
  const fields = Object.keys(meta) as (keyof typeof meta)[];
  return isConverged(row) && fields.every((field) => isDeepStrictEqual(found[field], meta[field]));
}
