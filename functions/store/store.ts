/**
 * store: the winning source of a document becomes its record, its mention postings and a change. Told to look at a document, it claims
 * META, noting the payload it is about to write rows for; whoever comes after it owns those rows too (core/protocol/reconcile.ts).
 */
import { publishedDay } from '../../core/document/record.ts';
import { model } from '../../core/entities/annotate.ts';
import type { Item } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueSearchRows, enqueueTallies, parseDocumentMessage } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { acquire, isConverged, type Lease, type Observation } from '../../core/protocol/reconcile.ts';
import { eachMessage, type Stage } from '../../core/protocol/stage.ts';
import {
  findAnnotation,
  putAnnotation,
  readAnnotation,
  readPayload,
  refreshAfterMilliseconds,
} from '../../core/records/archive.ts';
import {
  type Basis,
  type DocumentMeta,
  type DocumentSource,
  documentMeta,
} from '../../core/records/document.ts';
import { keys, undated } from '../../core/records/keys.ts';
import { readSources } from '../../core/records/sources.ts';
import { changeRow, metaRow, postingRows, type Winner } from './rows.ts';

export type StorePorts = Pick<Ports, 'archive' | 'table' | 'clock' | 'log'> & {
  queues: Pick<Ports['queues'], 'touched'>;
};

/** Nothing to say means: no source is left, the document is to go. */
type Truth = { winner?: Winner } | 'unchanged';

const rowsAtOnce = 16;

export function storeStage(ports: StorePorts): Stage {
  return eachMessage('store', ports.log, async (body) => store(ports, parseDocumentMessage(body)));
}

/** Makes the rows of one document what its winning source says. */
export async function store(ports: StorePorts, doc: string): Promise<void> {
  const lease = await acquire<Truth>(ports, { key: keys.document(doc) }, (row) => look(ports, doc, row));
  if (lease === undefined) return;
  if (lease.desired !== 'unchanged' && !(await writeRows(ports, lease, doc, lease.desired.winner))) return;
  await enqueueSearchRows(ports.queues.touched, [doc]); // again where unchanged: a crash may have come between `applied` and this hint
}

async function look(
  ports: StorePorts,
  doc: string,
  row: Item | undefined,
): Promise<Observation<Truth> | undefined> {
  const before = row === undefined ? undefined : documentMeta.parse(row);
  const [source] = await readSources(ports.table, doc);
  if (source === undefined) {
    // Even where nothing was ever stored the token is raised: an older claimant may have read a source that was there then.
    if (before === undefined) return { desired: 'unchanged', intent: { doc, pending: [] }, converged: true };
    return isConverged(row) && before.applied?.basis === undefined
      ? { desired: 'unchanged', intent: {}, converged: true }
      : { desired: {}, intent: {} };
  }
  const basis = { payload: source.payload, model };
  if (before && isConverged(row) && same(before, basis, source))
    return { desired: 'unchanged', intent: {}, converged: true };
  const [content, annotation] = await Promise.all([
    readPayload(ports.archive, basis.payload),
    findAnnotation(ports.archive, basis),
  ]);
  if (content === undefined || annotation === undefined) return undefined; // not annotated yet: its own hint is on the way
  // Made for an earlier document of the same text, it may be what a sweep is just removing; a new version of it, no sweep has seen.
  if (!names(before, basis) && annotation.modified < ports.clock() - refreshAfterMilliseconds)
    await putAnnotation(ports.archive, annotation.value);
  const winner = { source, basis, content, annotation: annotation.value };
  return { desired: { winner }, intent: { doc, pending: withBasis(before?.pending ?? [], basis) } };
}

/** Does META point to it already? */
function names(meta: DocumentMeta | undefined, basis: Basis): boolean {
  return [...(meta?.pending ?? []), meta?.applied?.basis].some(
    (each) => each !== undefined && equal(each, basis),
  );
}

function equal(a: Basis, b: Basis): boolean {
  return a.payload === b.payload && a.model === b.model;
}

/** A retry notes the same again; once is enough. */
function withBasis(pending: readonly Basis[], basis: Basis): Basis[] {
  return pending.some((each) => equal(each, basis)) ? [...pending] : [...pending, basis];
}

/** Is that what the rows are made of? */
function same(
  { applied, provenance, ingested }: DocumentMeta,
  basis: Basis,
  source: DocumentSource,
): boolean {
  return (
    applied?.basis?.payload === basis.payload &&
    applied.basis.model === basis.model &&
    provenance?.key === source.key &&
    provenance.version === source.version &&
    ingested === new Date(source.modified).toISOString()
  );
}

/** Postings, then tally hints and the change, then `applied`: in this order a crash anywhere is made good by the next look. */
async function writeRows(
  ports: StorePorts,
  lease: Lease<unknown>,
  doc: string,
  winner: Winner | undefined,
): Promise<boolean> {
  const before = lease.previousRow === undefined ? undefined : documentMeta.parse(lease.previousRow);
  const owned = await ownedPostings(ports, before);
  const wanted = winner === undefined ? new Map() : postingRows(doc, winner);
  await mapConcurrent(rowsAtOnce, wanted, ([entity, row]) =>
    lease.write(keys.posting(entity, row.day, doc), { ...row }),
  );
  const day = winner && (publishedDay(winner.content.published) ?? undated);
  const obsolete = owned.flatMap((set) =>
    set.entities
      .filter((entity) => set.day !== day || !wanted.has(entity))
      .map((entity) => ({ entity, day: set.day })),
  );
  await mapConcurrent(rowsAtOnce, obsolete, (posting) =>
    lease.bury(keys.posting(posting.entity, posting.day, doc)),
  );
  await enqueueTallies(ports.queues.touched, [
    ...owned,
    ...(day === undefined ? [] : [{ day, entities: [...wanted.keys()] }]),
  ]);
  const change = changeRow(doc, before, winner);
  if (change !== undefined) {
    const time = new Date(ports.clock()).toISOString();
    await ports.table.put({ ...keys.change(time, doc), ...change, time });
  }
  return lease.apply(metaRow(lease.token, doc, winner));
}

/** Where postings of this document may lie: those of what is applied, and of what earlier claimants were about to write. */
async function ownedPostings(
  ports: StorePorts,
  before: DocumentMeta | undefined,
): Promise<{ day: string; entities: string[] }[]> {
  if (before === undefined) return [];
  const { pending, applied } = before;
  const bases = new Map(
    [...pending, ...(applied?.basis ? [applied.basis] : [])].map((basis) => [
      `${basis.payload}/${basis.model}`,
      basis,
    ]),
  );
  return Promise.all(
    [...bases.values()].map(async (basis) => {
      const [content, annotation] = await Promise.all([
        readPayload(ports.archive, basis.payload),
        readAnnotation(ports.archive, basis),
      ]);
      // Nobody may remove a payload that META still names; without it the postings could not be found again.
      if (content === undefined || annotation === undefined)
        throw new Error(
          `the archive has lost ${basis.payload} (${basis.model}), which ${before.doc} stands on`,
        );
      return {
        day: publishedDay(content.published) ?? undated,
        entities: annotation.entities.map((entity) => entity.id),
      };
    }),
  );
}
