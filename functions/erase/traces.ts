/**
 * The rows that still tell of what was erased, when the stages have done their part: markers, a claim with its key, titles in the log of
 * changes, entities that no document mentions any more. What may stay is a hash and a number.
 *
 * Markers and tokens hold back those who read an older truth. So this comes after whoever may have has ended (`Wired.quiet`).
 */
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Condition, Item, Value } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { entitiesOf } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import { deadLetter } from '../../core/quarantine/deadLetter.ts';
import { steps } from '../../core/queries/tableWalk.ts';
import { documentMeta } from '../../core/records/document.ts';
import { entityMeta } from '../../core/records/entity.ts';
import { deadLetters, keys as rowKeys } from '../../core/records/keys.ts';
import { References } from '../../core/records/references.ts';
import { sourcesOf } from '../../core/records/sources.ts';
import { differingDays } from '../index/counts.ts';
import type { ErasureScope } from './note.ts';

export interface Traces {
  /** Rows to be removed or, where there is a `rest`, to be cut down to it; in this order. */
  rows: { row: Item; rest?: Item }[];
  /** Rows that the stages have yet to take back: someone is at work on them. */
  unfinished: string[];
  /** Entities that no document mentions and that are still counted: their counts are on the way, and their names go when they have come. */
  miscounted: string[];
  /** Days of entities in which something was marked. */
  days: { day: string; entities: string[] }[];
  /** All that the table points to. */
  references: References;
  /** Documents that other keys hold, each with the title it has now. */
  kept: Map<string, string | undefined>;
}

const atOnce = 16;

/** Looks through the whole table. */
export async function findTraces(
  ports: Pick<Ports, 'inbox' | 'table'>,
  scope: ErasureScope,
): Promise<Traces> {
  const kept = await keptOf(ports, scope);
  const traces: Traces = {
    rows: [],
    unfinished: [],
    miscounted: [],
    days: [],
    references: new References(),
    kept,
  };
  const touched = new Set<string>();
  /** Markers of aliases, and what was given up on: theirs to go if they name a touched entity. */
  const naming: Item[] = [];
  const metas: Item[] = [];
  const inScope = partitionsOf(scope);
  for await (const step of steps(ports, { part: 'table' })) {
    if (!('partitions' in step)) continue;
    for (const { pk, rows } of step.partitions) {
      traces.references.add(rows);
      if (pk.startsWith('ALIAS#')) naming.push(...rows.filter((row) => !isLive(row)));
      else if (pk.startsWith(deadLetters)) naming.push(...rows);
      else if (pk.startsWith('ENT#')) traceEntity(rows, scope, traces, touched, metas);
      else if (pk.startsWith('CHANGES#'))
        traces.rows.push(...rows.flatMap((row) => traceChange(row, scope, kept)));
      else if (inScope.has(pk)) for (const row of rows) traceOwn(row, scope, traces);
    }
  }
  // An entity's META goes last: as long as it stands, whoever counts anew raises its token, and keeps it.
  const gone = naming.filter((row) => namesErased(row, scope, touched));
  traces.rows = [...gone.map((row) => ({ row })), ...traces.rows, ...metas.map((row) => ({ row }))];
  return traces;
}

function namesErased(row: Item, { keys, docs }: ErasureScope, touched: ReadonlySet<string>): boolean {
  if (!row.pk.startsWith(deadLetters)) return touched.has(row.sk.slice(row.sk.lastIndexOf('#') + 1));
  const { key, document, hint } = deadLetter.parse(row);
  if (key !== undefined || document !== undefined)
    return keys.includes(key ?? '') || docs.has(document ?? '');
  return entitiesOf(hint).some((entity) => touched.has(entity));
}

async function keptOf(
  { table }: Pick<Ports, 'table'>,
  { docs, keys }: ErasureScope,
): Promise<Traces['kept']> {
  const kept: Traces['kept'] = new Map();
  await mapConcurrent(atOnce, docs, async (doc) => {
    if ((await sourcesOf(table, doc)).every(({ key }) => keys.includes(key))) return;
    const row = await table.get(rowKeys.document(doc), { consistent: true });
    kept.set(doc, row && documentMeta.parse(row).content?.title);
  });
  return kept;
}

function partitionsOf({ keys, docs }: ErasureScope): Set<string> {
  return new Set([
    ...keys.map((key) => rowKeys.claim(key).pk),
    ...[...docs].map((doc) => rowKeys.document(doc).pk),
  ]);
}

/** A row of a claim or of a document. */
function traceOwn(row: Item, { keys }: ErasureScope, { rows, unfinished, kept }: Traces): void {
  const name = `${row.pk} ${row.sk}`;
  const ofKey = row.pk.startsWith('OBJ#') || keys.some((key) => row.sk === rowKeys.from('', key).sk);
  if (row.sk !== 'META') {
    if (ofKey && isLive(row)) unfinished.push(name);
    else if (ofKey) rows.push({ row });
  } else if (row.pk.startsWith('OBJ#')) {
    const { pk, sk, token, settled, applied, outcome } = row;
    if (outcome !== 'deleted' || !isConverged(row)) unfinished.push(name);
    else if (row.key !== undefined)
      rows.push({ row, rest: omitUndefined({ pk, sk, token, settled, applied, outcome }) });
  } else {
    const { doc, applied, provenance, pending } = documentMeta.parse(row);
    const stands = kept.has(doc)
      ? provenance === undefined || keys.includes(provenance.key)
      : applied?.basis !== undefined;
    if (stands || pending.length > 0 || !isConverged(row)) unfinished.push(name);
  }
}

/** An entity: postings of the documents, and all of it where no document mentions it. */
function traceEntity(
  all: readonly Item[],
  { docs }: ErasureScope,
  traces: Traces,
  touched: Set<string>,
  metas: Item[],
): void {
  const entity = (all[0]?.pk ?? '').slice('ENT#'.length);
  const meta = all.find(({ sk }) => sk === 'META');
  const postings = all.filter(({ sk }) => sk.startsWith('DAY#'));
  const empty =
    meta !== undefined &&
    isConverged(meta) &&
    entityMeta.parse(meta).documents === 0 &&
    !postings.some(isLive);
  for (const row of postings) {
    const [, day = '', doc = ''] = row.sk.split('#');
    if (docs.has(doc) && isLive(row) && !traces.kept.has(doc)) traces.unfinished.push(`${row.pk} ${row.sk}`);
    if (isLive(row) || !(empty || docs.has(doc))) continue;
    traces.rows.push({ row });
    traces.days.push({ day, entities: [entity] });
    touched.add(entity);
  }
  if (!postings.some(isLive) && differingDays(entity, all).length > 0) traces.miscounted.push(entity);
  if (!empty) return;
  touched.add(entity);
  traces.rows.push(...all.filter(({ sk }) => sk.startsWith('TALLY#')).map((row) => ({ row })));
  metas.push(meta);
}

/** A change says when and why, and the title as it was then: whoever follows the changes is to learn that the document is gone. */
function traceChange(row: Item, { docs }: ErasureScope, kept: Traces['kept']): Traces['rows'] {
  const doc = String(row.doc);
  if (!docs.has(doc) || row.title === '' || row.title === kept.get(doc)) return [];
  return [{ row, rest: { ...row, title: '' } }];
}

/** Each only as it was found: whoever wrote it since has a reason to. */
export async function removeTraces(
  { table }: Pick<Ports, 'table'>,
  { rows }: Pick<Traces, 'rows'>,
): Promise<void> {
  const remove = ({ row, rest }: Traces['rows'][number]) =>
    rest === undefined
      ? table.delete({ pk: row.pk, sk: row.sk }, asFound(row))
      : table.put(rest, asFound(row));
  const last = rows.filter(({ row }) => row.pk.startsWith('ENT#') && row.sk === 'META');
  const first = rows.filter(({ row }) => row.pk.startsWith('ALIAS#'));
  const others = rows.filter((each) => !first.includes(each) && !last.includes(each));
  for (const group of [first, others, last]) await mapConcurrent(atOnce, group, remove);
}

/** A month of tallies has a token for each of its days. */
function asFound(row: Item): Condition | undefined {
  if (typeof row.token === 'number') return { attribute: 'token', equals: row.token };
  for (const [field, day] of Object.entries(row)) {
    const token = (day as { token?: Value } | null)?.token;
    if (typeof token === 'number') return { attribute: [field, 'token'], equals: token };
  }
  return undefined;
}
