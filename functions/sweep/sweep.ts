/**
 * sweep: compares what is with what should be, and hints what differs; it mends nothing itself. So files that were there before the
 * stack, lost events and expired messages are found. Runs daily, at the start of the local runtime, and on demand.
 */
import { isDeepStrictEqual } from 'node:util';
import { model } from '../../core/entities/annotate.ts';
import { lookAtDocuments, lookAtKeys, lookAtSearchRows, lookAtTallies } from '../../core/messages.ts';
import { every, type Item, type Key, type Ports } from '../../core/ports.ts';
import { isLive, isSettled } from '../../core/reconcile.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import { type DocumentMeta, documentMeta, from } from '../../core/records/document.ts';
import { type DayTally, daysOf, entityMeta, posting } from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import { newestFirst } from '../../core/records/sources.ts';
import { optimizeSearch } from '../index/index.ts';
import { summaryOf, tallyOf } from '../index/tallies.ts';
import { sight } from '../normalize/truth.ts';

export type SweepPorts = Pick<Ports, 'inbox' | 'archive' | 'table' | 'queues' | 'search' | 'clock' | 'log'>;

/** How many hints were sent, by what differed. */
export interface SweepReport {
  keys: number;
  documents: number;
  tallies: number;
  searchRows: number;
}

/** Looked up or sent in groups of this size, to stay within bounded memory. */
const groupSize = 100;

export async function sweep(ports: SweepPorts): Promise<SweepReport> {
  const report: SweepReport = { keys: await sweepBucket(ports), documents: 0, tallies: 0, searchRows: 0 };
  const applied: DocumentMeta[] = [];
  for await (const partition of partitions(ports)) {
    if (partition.pk.startsWith('OBJ#')) report.keys += await sweepClaim(ports, partition.rows);
    if (partition.pk.startsWith('DOC#')) {
      const meta = await sweepDocument(ports, partition.rows, report);
      if (meta !== undefined) applied.push(meta);
    }
    if (partition.pk.startsWith('ENT#')) report.tallies += await sweepTallies(ports, partition.rows);
    if (applied.length >= groupSize) report.searchRows += await sweepSearchRows(ports, applied.splice(0));
  }
  report.searchRows += await sweepSearchRows(ports, applied);
  await optimizeSearch(ports);
  ports.log.info('sweep: done', { ...report });
  return report;
}

/** Objects that no claim knows of. Whether the others are known as they are, their claims tell. */
async function sweepBucket({ inbox, table, queues }: SweepPorts): Promise<number> {
  let sent = 0;
  const compare = async (group: string[]): Promise<void> => {
    const rows = await table.batchGet(group.map((key) => keys.claim(key)));
    const unknown = group.filter((_, i) => rows[i] === undefined || claimRow.parse(rows[i]).outcome === 'deleted');
    await lookAtKeys(queues.uploads, unknown);
    sent += unknown.length;
  };
  let group: string[] = [];
  for await (const { key } of every((cursor) => inbox.list('', cursor))) {
    group.push(key);
    if (group.length < groupSize) continue;
    await compare(group);
    group = [];
  }
  await compare(group);
  return sent;
}

/** The table's items by partition key: a scan brings the items of a partition one after the other. */
async function* partitions({ table }: SweepPorts): AsyncGenerator<{ pk: string; rows: Item[] }> {
  let rows: Item[] = [];
  for await (const item of every((cursor) => table.scan(cursor))) {
    if (rows[0] !== undefined && rows[0].pk !== item.pk) {
      yield { pk: rows[0].pk, rows };
      rows = [];
    }
    rows.push(item);
  }
  if (rows[0] !== undefined) yield { pk: rows[0].pk, rows };
}

const find = (rows: Item[], key: Key): Item | undefined => rows.find((row) => row.sk === key.sk);

/** A claim that was not settled, that says other than the bucket, or whose children are not those of its last look. */
async function sweepClaim({ inbox, queues }: SweepPorts, rows: Item[]): Promise<number> {
  const row = rows.find(({ sk }) => sk === 'META');
  if (row === undefined) return 0;
  const claim = claimRow.parse(row);
  const { applied, key } = claim;
  const settled = isSettled(row) && rows.every((each) => each === row || !isLive(each) || each.token === applied?.rows);
  if (settled && (await sight(inbox, key, claim))?.mark === applied?.truth) return 0;
  await lookAtKeys(queues.uploads, [key]);
  return 1;
}

/**
 * A document whose winner is not what is applied, or where something is pending.
 *
 * @returns its META where something is applied, to be compared with the search table
 */
async function sweepDocument({ queues }: SweepPorts, rows: Item[], report: SweepReport): Promise<DocumentMeta | undefined> {
  const doc = (rows[0]?.pk ?? '').slice('DOC#'.length);
  const row = find(rows, keys.document(doc));
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const [winner] = rows
    .filter(({ sk }) => sk.startsWith('FROM#'))
    .filter(isLive)
    .map((item) => from.parse(item))
    .sort(newestFirst);
  const outdated = winner !== undefined && meta?.applied?.basis?.model !== model;
  const differs =
    outdated || meta?.applied?.basis?.payload !== winner?.payload || (winner !== undefined && meta?.provenance?.version !== winner.version);
  if (differs || (row !== undefined && !isSettled(row))) {
    await lookAtDocuments(queues.normalized, [doc]);
    report.documents++;
  }
  return meta?.applied && meta;
}

/** Days of an entity whose tally is not what its postings come to, or any day where META is not what the tallies come to. */
async function sweepTallies({ queues }: SweepPorts, rows: Item[]): Promise<number> {
  const entity = (rows[0]?.pk ?? '').slice('ENT#'.length);
  const postings = Map.groupBy(
    rows
      .filter(({ sk }) => sk.startsWith('DAY#'))
      .filter(isLive)
      .map((row) => posting.parse(row)),
    ({ day }) => day,
  );
  const counted = new Map(rows.filter(({ sk }) => sk.startsWith('TALLY#')).flatMap(daysOf));
  const days = [...new Set([...postings.keys(), ...counted.keys()])];
  const differing = days.filter((day) => !matches(tallyOf(postings.get(day) ?? []), counted.get(day)));
  if (differing.length === 0 && days[0] !== undefined && !summarized(entity, counted, find(rows, keys.entity(entity))))
    differing.push(days[0]);
  await lookAtTallies(
    queues.touched,
    differing.map((day) => ({ day, entities: [entity] })),
  );
  return differing.length;
}

function matches(tally: Omit<DayTally, 'token'>, counted: DayTally | undefined): boolean {
  const { documents, mentions, forms } = counted ?? { documents: 0, mentions: 0, forms: {} };
  return isDeepStrictEqual(tally, { documents, mentions, forms });
}

function summarized(entity: string, counted: Map<string, DayTally>, row: Item | undefined): boolean {
  if (row === undefined) return false;
  const { documents, mentions, name } = entityMeta.parse(row);
  const { meta } = summaryOf(entity, [...counted]);
  return isSettled(row) && documents === meta.documents && mentions === meta.mentions && name === meta.name;
}

/** Documents whose search row is missing or older than what is applied. */
async function sweepSearchRows({ search, queues }: SweepPorts, metas: readonly DocumentMeta[]): Promise<number> {
  const tokens = await search.tokensOf(metas.map(({ doc }) => doc));
  const differing = metas.filter(({ doc, applied }) => (tokens.get(doc) ?? 0) < (applied?.token ?? 0));
  await lookAtSearchRows(
    queues.touched,
    differing.map(({ doc }) => doc),
  );
  return differing.length;
}
