/** Compares documents with their sources and their claims. */
import type { Item } from '../../../core/ports/table.ts';
import { enqueueDocuments } from '../../../core/protocol/messages.ts';
import { isConverged, isLive } from '../../../core/protocol/reconcile.ts';
import { annotationKey } from '../../../core/records/archive.ts';
import { neededObjects, referencedBases } from '../../../core/records/archiveReferences.ts';
import {
  type DocumentMeta,
  type DocumentSource,
  documentMeta,
  isStoredFrom,
  isThere,
  ownNameRows,
  searchDaysOf,
} from '../../../core/records/document.ts';
import { keys } from '../../../core/records/keys.ts';
import { sourcesOf } from '../../../core/records/sources.ts';
import { versionsOf } from '../../../core/reprocessing/reprocessing.ts';
import { undatedDay } from '../../../core/search/searchDay.ts';
import type { SweepPass } from '../pass/pass.ts';
import { nameOfObject, placedTokenValue } from '../pass/sliceFiles.ts';
import { noDocument } from './archiveSlice.ts';
import { adoptSource, restoreNameRows } from './strays.ts';

/** Queues a document whose winning source is not the applied one, or that has not converged. */
export async function sweepDocument(pass: SweepPass, pk: string, rows: readonly Item[]): Promise<void> {
  const { ports, report } = pass;
  const doc = pk.slice('DOC#'.length);
  collectReferences(pass, doc, rows);
  const row = rows.find(({ sk }) => sk === keys.document(doc).sk);
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const sources = sourcesOf(rows);
  await checkChildren(pass, doc, sources);
  if (differs(meta, sources[0]) || (row !== undefined && !isConverged(row))) {
    await enqueueDocuments(ports.queues.normalized, [doc]);
    report.documents++;
  }
  if (meta?.applied === undefined) return;
  if (meta.applied.basis !== undefined) pass.countDocument(meta.applied.basis.model);
  const { token } = meta.applied;
  const days = searchDaysOf(meta);
  for (const day of days.length > 0 ? days : [undatedDay])
    pass.collect('documents', doc, placedTokenValue({ token, day, gone: false }));
  if (meta.applied.basis === undefined || !isConverged(row)) return;
  pass.remember(doc, meta.applied.token);
  await checkNameRows(pass, meta);
}

/**
 * Each short name that META lists must have its row with whom it is put to, or nobody would ask again who is
 * meant; each main entity its posting, or nobody would count it; and each entity that a decision hides its
 * hidden posting, or undoing the decision would not find the document.
 */
async function checkNameRows(pass: SweepPass, meta: DocumentMeta): Promise<void> {
  if (!pass.comparesPostings(meta.doc)) return;
  const own = ownNameRows(meta);
  const rows = await pass.batchGet(own.map(({ key }) => key));
  if (!own.every((each, i) => isThere(each, rows[i]))) await restoreNameRows(pass, meta.doc);
}

/** Collects the objects of the archive that the rows refer to, with this document if they need them. */
function collectReferences(pass: SweepPass, doc: string, rows: readonly Item[]): void {
  const needed = new Set(rows.flatMap(neededObjects));
  for (const key of needed) pass.collect('references', nameOfObject(key), doc);
  const { model } = versionsOf(pass.ports);
  for (const key of new Set(rows.flatMap((row) => referencedBases(row, model)).map(annotationKey)))
    if (!needed.has(key)) pass.collect('references', nameOfObject(key), noDocument);
}

function differs(meta: DocumentMeta | undefined, winner: DocumentSource | undefined): boolean {
  const basis = meta?.applied?.basis;
  if (basis?.payload !== winner?.payload) return true;
  return winner !== undefined && !isStoredFrom(meta, winner);
}

/** Every source must be listed by a child row of its claim: otherwise nobody would ever remove it. */
async function checkChildren(
  pass: SweepPass,
  doc: string,
  sources: readonly DocumentSource[],
): Promise<void> {
  if (sources.length === 0) return;
  const children = await pass.batchGet(sources.map(({ key }) => keys.child(key, doc)));
  for (const [i, { key }] of sources.entries()) {
    const child = children[i];
    if (child === undefined || !isLive(child)) await adoptSource(pass, doc, key);
  }
}
