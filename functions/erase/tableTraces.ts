/**
 * Finds and removes the rows that still name erased files after the stages have removed what they own:
 * tombstones, a claim with its key, titles in the log of changes, and entities that no document mentions any
 * more. A hash and a number may stay.
 *
 * Tombstones and fencing tokens stop writers that read an older desired state. So remove them only after
 * every such execution has ended (`ErasureContext.waitForRunningStages`).
 */
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Condition, Item } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { findTallyEntities } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import { deadLetter } from '../../core/quarantine/deadLetter.ts';
import { type TablePartition, tableSlices } from '../../core/queries/tablePartitions.ts';
import { ReferencedKeys, referencedBases } from '../../core/records/archiveReferences.ts';
import { documentMeta } from '../../core/records/document.ts';
import { entityMeta } from '../../core/records/entity.ts';
import {
  dayAndDocOf,
  deadLetterPrefix,
  isDeadLetterRow,
  isRowOfName,
  monthPrefix,
  keys as rowKeys,
  shardsPrefix,
  trendPrefix,
} from '../../core/records/keys.ts';
import { readSources } from '../../core/records/sources.ts';
import { versionsOf } from '../../core/reprocessing/reprocessing.ts';
import { differingDays } from '../index/differingDays.ts';
import type { ErasureScope } from './erasureScope.ts';

export interface TableTraces {
  /** The rows to remove, in this order. A row with a `remainder` is replaced by it instead. */
  rows: { row: Item; remainder?: Item }[];
  /** Rows that the stages still have to remove: another execution is working on them. */
  unfinished: string[];
  /** Entities without documents whose tallies are not up to date yet. Their names can go only after that. */
  miscounted: string[];
  /** The partitions of entities that no document mentions any more. */
  emptied: Set<string>;
  /** The days of entities that have tombstones of postings, or rows of documents that may not be counted. */
  days: { day: string; entities: string[] }[];
  /** The archive objects of the scope that other rows refer to too. */
  references: ReferencedKeys;
  /** Documents that other keys hold too, each with its current title. */
  kept: Map<string, string | undefined>;
}

const concurrency = 16;

/**
 * Scans the whole table, slice by slice. An entity that the scan before did not find empty is unfinished: its
 * aliases may have been buried after this scan read them. Tombstones left without META would refuse new ones.
 *
 * @param uncounted documents of other files that may not be counted as they are stored
 * @param before what the scan before found
 */
export async function findTableTraces(
  ports: Pick<Ports, 'table' | 'codeVersions'>,
  scope: ErasureScope,
  {
    uncounted = new Set(),
    before,
  }: { uncounted?: ReadonlySet<string>; before?: TableTraces | undefined } = {},
): Promise<TableTraces> {
  const kept = await findKeptDocuments(ports, scope);
  const traces: TableTraces = {
    rows: [],
    unfinished: [],
    miscounted: [],
    emptied: new Set(),
    days: [],
    references: new ReferencedKeys(versionsOf(ports).model),
    kept,
  };
  const touched = new Set<string>();
  /** Tombstones of aliases, and dead letters: removed if they name an erased file or a touched entity. */
  const candidates: Item[] = [];
  const metas: Item[] = [];
  const trends: Item[] = [];
  const inScope = ownPartitions(scope);
  for await (const { partitions } of tableSlices(ports.table)) {
    for (const partition of partitions) {
      const { pk, rows } = partition;
      traces.references.add(rows.filter((row) => refersToAny(row, scope.payloads)));
      if (pk.startsWith('ALIAS#')) candidates.push(...rows.filter((row) => !isLive(row)));
      else if (pk.startsWith(trendPrefix)) trends.push(...rows);
      else if (pk.startsWith(deadLetterPrefix)) candidates.push(...rows.filter(isDeadLetterRow));
      else if (pk.startsWith('ENT#')) {
        await traceEntity(partition, scope, traces, touched, metas);
        traces.days.push(...daysOf(partition, uncounted));
      } else if (pk.startsWith('CHANGES#'))
        traces.rows.push(...rows.flatMap((row) => traceChange(row, scope, kept)));
      else if (inScope.has(pk)) for (const row of rows) traceOwnRow(row, scope, traces);
    }
  }
  // An entity's META goes last: as long as it exists, a new count acquires its fencing token and so keeps it.
  const named = candidates.filter((row) => namesErased(row, scope, touched));
  traces.emptied = new Set(metas.map(({ pk }) => pk));
  named.push(...trends.filter(({ sk }) => traces.emptied.has(rowKeys.entity(sk).pk)));
  const isSettled = ({ pk }: Item) => before?.emptied.has(pk) === true;
  const [settled, late] = [metas.filter(isSettled), metas.filter((meta) => !isSettled(meta))];
  traces.unfinished.push(...late.map(({ pk }) => `${pk} META`));
  traces.rows = [...named.map((row) => ({ row })), ...traces.rows, ...settled.map((row) => ({ row }))];
  return traces;
}

function namesErased(row: Item, { keys, docs }: ErasureScope, touched: ReadonlySet<string>): boolean {
  if (!row.pk.startsWith(deadLetterPrefix)) return touched.has(row.sk.slice(row.sk.lastIndexOf('#') + 1));
  // A record of the sweep has no message.
  const { key, document, hint = '' } = deadLetter.partial({ queue: true, hint: true }).parse(row);
  if (key !== undefined || document !== undefined)
    return keys.includes(key ?? '') || docs.has(document ?? '');
  return findTallyEntities(hint).some((entity) => touched.has(entity));
}

/** Whether the row refers to one of these payloads. */
function refersToAny(row: Item, payloads: ReadonlySet<string>): boolean {
  return referencedBases(row).some(({ payload }) => payloads.has(payload));
}

/** The documents that other files hold too, with their titles: they stay. */
export async function findKeptDocuments(
  { table }: Pick<Ports, 'table'>,
  { docs, keys }: ErasureScope,
): Promise<TableTraces['kept']> {
  const kept: TableTraces['kept'] = new Map();
  await mapConcurrent(concurrency, docs, async (doc) => {
    if ((await readSources(table, doc)).every(({ key }) => keys.includes(key))) return;
    const row = await table.get(rowKeys.document(doc), { consistent: true });
    kept.set(doc, row && documentMeta.parse(row).content?.title);
  });
  return kept;
}

/** The partitions of the scope's claims and documents. */
export function ownPartitions({ keys, docs }: ErasureScope): Set<string> {
  return new Set([
    ...keys.map((key) => rowKeys.claim(key).pk),
    ...[...docs].map((doc) => rowKeys.document(doc).pk),
  ]);
}

/** A row of a claim or of a document. */
export function traceOwnRow(
  row: Item,
  { keys }: Pick<ErasureScope, 'keys'>,
  { rows, unfinished, kept }: Pick<TableTraces, 'rows' | 'unfinished' | 'kept'>,
): void {
  const name = `${row.pk} ${row.sk}`;
  const ofKey = row.pk.startsWith('OBJ#') || keys.some((key) => row.sk === rowKeys.from('', key).sk);
  if (row.sk !== 'META') {
    if (ofKey && isLive(row)) unfinished.push(name);
    else if (ofKey) rows.push({ row });
  } else if (row.pk.startsWith('OBJ#')) {
    const { pk, sk, token, settled, applied, outcome } = row;
    if (outcome !== 'deleted' || !isConverged(row)) unfinished.push(name);
    else if (row.key !== undefined)
      rows.push({ row, remainder: omitUndefined({ pk, sk, token, settled, applied, outcome }) });
  } else {
    const { doc, applied, provenance, pending } = documentMeta.parse(row);
    const isStillApplied = kept.has(doc)
      ? provenance === undefined || keys.includes(provenance.key)
      : applied?.basis !== undefined;
    if (isStillApplied || pending.length > 0 || !isConverged(row)) unfinished.push(name);
  }
}

/**
 * The rows of an entity: postings of the erased documents, and all its rows if no document mentions it any
 * more.
 */
export async function traceEntity(
  { pk, rows: all, begins, ends }: TablePartition,
  { docs }: Pick<ErasureScope, 'docs'>,
  traces: Omit<TableTraces, 'references' | 'emptied'>,
  touched: Set<string>,
  metas: Item[],
): Promise<void> {
  const entity = pk.slice('ENT#'.length);
  const isWhole = begins && ends;
  const meta = all.find(({ sk }) => sk === 'META');
  const postings = all.filter(isRowOfName);
  const empty =
    isWhole &&
    meta !== undefined &&
    isConverged(meta) &&
    entityMeta.parse(meta).documents === 0 &&
    !postings.some(isLive);
  for (const row of postings) {
    const { day, doc } = dayAndDocOf(row);
    if (docs.has(doc) && isLive(row) && !traces.kept.has(doc)) traces.unfinished.push(`${row.pk} ${row.sk}`);
    if (isLive(row) || !(empty || docs.has(doc))) continue;
    traces.rows.push({ row });
    traces.days.push({ day, entities: [entity] });
    touched.add(entity);
  }
  if (isWhole && !postings.some(isLive) && (await differingDays(entity, all)).length > 0)
    traces.miscounted.push(entity);
  if (!empty) return;
  touched.add(entity);
  const tallies = all.filter(({ sk }) => sk.startsWith(monthPrefix) || sk.startsWith(shardsPrefix));
  traces.rows.push(...tallies.map((row) => ({ row })));
  metas.push(meta);
}

/** The days of an entity on which these documents have rows, or had some. */
function daysOf({ pk, rows }: TablePartition, docs: ReadonlySet<string>): TableTraces['days'] {
  const entities = [pk.slice('ENT#'.length)];
  const named = rows.map(dayAndDocOf).filter(({ doc }) => docs.has(doc));
  return named.map(({ day }) => ({ day, entities }));
}

/**
 * Keeps the change itself, so that readers of the log learn of the removal, but not the title that it had
 * then.
 */
export function traceChange(
  row: Item,
  { docs }: Pick<ErasureScope, 'docs'>,
  kept: TableTraces['kept'],
): TableTraces['rows'] {
  const doc = String(row.doc);
  if (!docs.has(doc) || row.title === '' || row.title === kept.get(doc)) return [];
  return [{ row, remainder: { ...row, title: '' } }];
}

/** Removes each row only if it has not been written since it was found. */
export async function removeTableTraces(
  { table }: Pick<Ports, 'table'>,
  { rows }: Pick<TableTraces, 'rows'>,
): Promise<void> {
  const remove = ({ row, remainder }: TableTraces['rows'][number]) =>
    remainder === undefined
      ? table.delete({ pk: row.pk, sk: row.sk }, ifUnchanged(row))
      : table.put(remainder, ifUnchanged(row));
  // As long as an entity has META, a new count acquires its token. The META of others may go as late.
  const last = rows.filter(({ row }) => row.sk === 'META');
  const first = rows.filter(({ row }) => row.pk.startsWith('ALIAS#'));
  const others = rows.filter((each) => !first.includes(each) && !last.includes(each));
  for (const group of [first, others, last]) await mapConcurrent(concurrency, group, remove);
}

/** A condition on the row's fencing token. */
function ifUnchanged({ token }: Item): Condition | undefined {
  return typeof token === 'number' ? { attribute: 'token', equals: token } : undefined;
}
