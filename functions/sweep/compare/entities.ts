/** Compares postings with their documents, tallies with postings, and entities with tallies and aliases. */
import { undated } from '../../../core/dates/calendar.ts';
import { flatMapInTurns } from '../../../core/giveWay.ts';
import type { Item } from '../../../core/ports/table.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { enqueueDocuments, enqueueTallies } from '../../../core/protocol/messages.ts';
import { isConverged, isLive } from '../../../core/protocol/reconcile.ts';
import { placesAmong } from '../../../core/queries/shortNamePlaces.ts';
import type { TablePartition } from '../../../core/queries/tablePartitions.ts';
import { documentMeta } from '../../../core/records/document.ts';
import { alias as aliasRow, entityMeta, type Posting, posting } from '../../../core/records/entity.ts';
import { dayAndDocOf, isRowOfName, keys, monthPrefix } from '../../../core/records/keys.ts';
import { countedDays, differingDays, isDayCounted, isEntitySummarized } from '../../index/differingDays.ts';
import { differingAmong } from '../../index/relink.ts';
import type { SweepPass } from '../pass/pass.ts';
import { checkDecided } from './decisions.ts';
import { buryAlias, restoreAliases, rowConcurrency } from './strays.ts';
import { checkTrends, checkTrendsOfLarge } from './trends.ts';

/**
 * Queues days whose tally differs from the postings, and repairs postings and aliases.
 *
 * @param partition all rows of the entity, or some of them if they are too many
 */
export async function sweepEntity(pass: SweepPass, partition: TablePartition): Promise<void> {
  const { ports, report } = pass;
  const { rows } = partition;
  const entity = partition.pk.slice('ENT#'.length);
  const row = rows.find(({ sk }) => sk === keys.entity(entity).sk);
  const meta = row === undefined ? undefined : entityMeta.parse(row);
  const isWhole = partition.begins && partition.ends;
  const differing = await (isWhole ? differingDays(entity, rows) : differingDaysOf(ports, entity, partition));
  await enqueueTallies(
    ports.queues.touched,
    differing.map((day) => ({ day, entities: [entity] })),
  );
  report.tallies += differing.length;
  await checkPostings(pass, rows);
  await checkLinks(pass, entity, rows);
  await checkDecided(pass, entity, rows);
  if (!pass.comparesEntity(entity)) return;
  if (meta !== undefined && isConverged(row)) await checkAliases(pass, entity, meta.aliases);
  const months = rows.filter(({ sk }) => sk.startsWith(monthPrefix));
  if (isWhole) await checkTrends(pass, entity, meta, months);
  else if (partition.ends) await checkTrendsOfLarge(pass, entity);
}

const lastDay = '9999-99-99';
const dayOf = (row: { sk: string }): string => (row.sk.startsWith('DAY#') ? dayAndDocOf(row).day : lastDay);

/**
 * The days that begin among these rows and are counted wrong, and those that are counted although they have
 * no rows here, where they would be. Each is read as a whole.
 */
async function differingDaysOf(
  ports: SweepPass['ports'],
  entity: string,
  { rows, before, ends }: TablePartition,
): Promise<string[]> {
  // The part before this one has compared the day with which it ended.
  const from = before === undefined ? '' : dayOf({ sk: before });
  const last = rows.at(-1);
  const to = ends || last === undefined ? lastDay : dayOf(last);
  const differing: string[] = [];
  if (from < to) {
    const counted = await countedDays(ports, entity, { from, to });
    const days = new Set([...rows.map(dayOf).filter((day) => day > from && day < lastDay), ...counted]);
    for (const day of days) if (!(await isDayCounted(ports, entity, day))) differing.push(day);
  }
  // Any count sums the days up again, also one of a day without postings.
  if (ends && !(await isEntitySummarized(ports, entity))) differing.push(undated);
  return differing;
}

const owner = posting.pick({ doc: true, token: true });

/** Queues documents to be stored again whose short name is put to another entity than the evidence says. */
async function checkLinks(pass: SweepPass, entity: string, rows: readonly Item[]): Promise<void> {
  const { ports, report } = pass;
  const places = (await placesAmong(entity, rows)).filter(({ doc }) => pass.comparesPostings(doc));
  if (places.length === 0) return;
  const docs = await differingAmong(ports, entity, places);
  await enqueueDocuments(ports.queues.normalized, docs);
  report.documents += docs.length;
}

/** Every live posting must carry the token under which its document was stored. */
async function checkPostings(pass: SweepPass, rows: readonly Item[]): Promise<void> {
  const unknown = await flatMapInTurns(rows.filter(isRowOfName).filter(isLive), (some) =>
    some
      .map((row): [Item, Pick<Posting, 'doc' | 'token'>] => [row, owner.parse(row)])
      .filter(([, { doc, token }]) => pass.comparesPostings(doc) && !pass.isKnown(doc, token)),
  );
  if (unknown.length === 0) return;
  const byDocument = Map.groupBy(unknown, ([, { doc }]) => doc);
  const docs = [...byDocument.keys()];
  const metas = await pass.batchGet(docs.map((doc) => keys.document(doc)));
  for (const [i, doc] of docs.entries()) {
    const row = metas[i];
    const applied = row && documentMeta.parse(row).applied;
    const strays = (byDocument.get(doc) ?? []).filter(
      ([, { token }]) => applied?.basis === undefined || token !== applied.token,
    );
    if (strays.length > 0)
      pass.strayPostings.note(
        doc,
        strays.map(([stray]) => stray),
      );
  }
}

async function checkAliases(pass: SweepPass, entity: string, aliases: readonly string[]): Promise<void> {
  const rows = await pass.batchGet(aliases.map((folded) => keys.alias(folded, entity)));
  if (rows.some((row) => row === undefined || !isLive(row))) await restoreAliases(pass, entity);
}

/** Of META, what lists the aliases: the rest is long. */
const listing = entityMeta.pick({ aliases: true });

/** Every live alias must be listed by its entity. */
export async function sweepAliases(pass: SweepPass, rows: readonly Item[]): Promise<void> {
  const live = rows
    .filter(isLive)
    .map((row) => ({ row, ...aliasRow.parse(row) }))
    .filter(({ entity }) => pass.comparesEntity(entity));
  const entities = [...new Set(live.map(({ entity }) => entity))];
  const metas = await pass.batchGet(entities.map((entity) => keys.entity(entity)));
  const listed = new Map(
    entities.map((entity, i) => {
      const row = metas[i];
      return [entity, row === undefined ? [] : listing.parse(row).aliases];
    }),
  );
  const strays = live.filter(({ entity, folded }) => !listed.get(entity)?.includes(folded));
  await mapConcurrent(rowConcurrency, strays, ({ row, entity, folded }) =>
    buryAlias(pass, row, entity, folded),
  );
}
