/**
 * What earlier readers and models made, for a rebuild, which has only this code's: a file that another reader
 * has read is not read again, and a document that another model has annotated keeps that annotation. All that
 * is derived from the two is rebuilt and compared as everything else.
 */
import type { Item } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { annotationKey, payloadKey } from '../../core/records/archive.ts';
import { claim as claimRow, readerOf } from '../../core/records/claim.ts';
import { hasRowsAsApplied } from '../../core/records/claimRows.ts';
import { documentMeta, documentSource } from '../../core/records/document.ts';
import { claimPrefix, documentOfChild, isChildRow, keys } from '../../core/records/keys.ts';
import { versionsOf } from '../../core/reprocessing/reprocessing.ts';
import { inspect } from '../../functions/normalize/desiredState.ts';
import type { MemoryTable } from '../../runtime/memory/table.ts';

/** The records, and all rows of the claims and documents that are rebuilt. */
export interface EarlierRecords {
  inbox: Ports['inbox'];
  archive: Ports['archive'];
  codeVersions?: Ports['codeVersions'];
  rows: readonly Item[];
}

interface Rebuilt {
  archive: Ports['archive'];
  table: MemoryTable;
}

/** What was taken over. */
export interface TakenOver {
  /** Files that are not to be read. */
  files: Set<string>;
  /** The documents in them. */
  documents: Set<string>;
  /** Documents with an annotation of another model. */
  annotated: Set<string>;
}

export const nothingTaken = (): TakenOver => ({
  files: new Set(),
  documents: new Set(),
  annotated: new Set(),
});

/** Takes what earlier versions made over into an empty rebuild. */
export async function takeOver(records: EarlierRecords, rebuilt: Rebuilt): Promise<TakenOver> {
  const taken = nothingTaken();
  const partitions = Map.groupBy(records.rows, ({ pk }) => pk);
  for (const [pk, rows] of partitions)
    if (pk.startsWith(claimPrefix)) await takeFile(records, rows, partitions, rebuilt, taken);
  for (const [pk, rows] of partitions)
    if (pk.startsWith('DOC#')) await takeAnnotation(records, rows, rebuilt, taken);
  return taken;
}

/** Takes over the rows of a file that another reader has read, if the bucket still says the same. */
async function takeFile(
  { inbox, archive, ...records }: EarlierRecords,
  rows: readonly Item[],
  partitions: ReadonlyMap<string, readonly Item[]>,
  rebuilt: Rebuilt,
  taken: TakenOver,
): Promise<void> {
  const row = rows.find(({ sk }) => sk === 'META');
  const claim = row && claimRow.parse(row);
  const reader = claim && readerOf(claim);
  if (claim?.key === undefined || reader === undefined || reader === versionsOf(records).reader) return;
  if (claim.outcome === 'deleted' || !hasRowsAsApplied(row, rows)) return;
  const observed = await inspect(inbox, claim.key, claim, reader);
  if (observed?.fingerprint !== claim.applied?.truth) return;
  taken.files.add(claim.key);
  for (const each of rows.filter((item) => item === row || isLive(item))) await rebuilt.table.put(each);
  for (const doc of rows.filter((item) => isChildRow(item) && isLive(item)).map(documentOfChild)) {
    taken.documents.add(doc);
    const { pk, sk } = keys.from(doc, claim.key);
    const source = partitions.get(pk)?.find((item) => item.sk === sk);
    if (source === undefined || !isLive(source)) continue;
    await rebuilt.table.put(source);
    await copyObject(archive, rebuilt.archive, payloadKey(documentSource.parse(source).payload));
  }
}

/** Tells the rebuild which other model annotated the document, and what it found. */
async function takeAnnotation(
  { archive, ...records }: EarlierRecords,
  rows: readonly Item[],
  rebuilt: Rebuilt,
  taken: TakenOver,
): Promise<void> {
  const row = rows.find(({ sk }) => sk === 'META');
  const { doc = '', applied } = row === undefined ? {} : documentMeta.parse(row);
  const basis = applied?.basis;
  if (basis === undefined || basis.model === versionsOf(records).model) return;
  if (!(await copyObject(archive, rebuilt.archive, annotationKey(basis)))) return;
  taken.annotated.add(doc);
  const stub = { doc, token: 1, pending: [], applied: { token: 1, basis: { ...basis } } };
  await rebuilt.table.put({ ...keys.document(doc), ...stub });
}

/** Removes what was taken over of documents that the rebuild does not have: the records must not either. */
export async function removeUnused({ table }: Rebuilt, { annotated }: TakenOver): Promise<void> {
  const held = new Set([...table.items()].filter(({ sk }) => sk.startsWith('FROM#')).map(({ pk }) => pk));
  for (const doc of annotated) {
    const key = keys.document(doc);
    if (!held.has(key.pk)) await table.delete(key);
  }
}

async function copyObject(from: Ports['archive'], to: Ports['archive'], key: string): Promise<boolean> {
  const object = await from.get(key);
  if (object !== undefined) await to.put(key, await object.bytes(), { contentType: 'application/json' });
  return object !== undefined;
}
