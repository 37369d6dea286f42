/** Compares documents with their sources, with the archive, and with the search table. */
import { model } from '../../core/entities/annotate.ts';
import type { SearchQuery } from '../../core/ports/search.ts';
import type { Item } from '../../core/ports/table.ts';
import { enqueueDocuments, enqueueSearchRows } from '../../core/protocol/messages.ts';
import { isConverged, isLive } from '../../core/protocol/reconcile.ts';
import {
  type DocumentMeta,
  type DocumentSource,
  documentMeta,
  documentSource,
  isStoredFrom,
} from '../../core/records/document.ts';
import { keys } from '../../core/records/keys.ts';
import { compareSources } from '../../core/records/sources.ts';
import { findLostObjects, restorePayloads } from './archived.ts';
import type { SweepPass } from './pass.ts';
import { adoptSource, storeAgain } from './strays.ts';

/** Search rows that are listed in one call. */
const pageSize = 50_000;

/** Documents whose posting and search rows agree with META are known by these names. */
export const postingsOf = (doc: string, token: number): string => `${doc} ${token}`;

interface SweptDocument {
  /** META if something is applied, to compare with the search table. */
  applied?: DocumentMeta;
  /** The key whose lost payload cannot be made again, and why. */
  lost?: { key: string; document: string; evidence: string };
}

/** Queues a document whose winning source is not the applied one, or that has not converged. */
export async function sweepDocument(
  pass: SweepPass,
  pk: string,
  rows: readonly Item[],
): Promise<SweptDocument> {
  const { ports, report, references, documents } = pass;
  const doc = pk.slice('DOC#'.length);
  references.add(rows);
  const row = rows.find(({ sk }) => sk === keys.document(doc).sk);
  const meta = row === undefined ? undefined : documentMeta.parse(row);
  const sources = rows
    .filter(({ sk }) => sk.startsWith('FROM#'))
    .filter(isLive)
    .map((item) => documentSource.parse(item))
    .sort(compareSources);
  await checkChildren(pass, doc, sources);
  const lost = await findLostObjects(pass, rows);
  if (differs(meta, sources[0]) || (row !== undefined && !isConverged(row)) || lost.annotation) {
    await enqueueDocuments(ports.queues.normalized, [doc]);
    report.documents++;
  }
  if (meta?.applied?.basis !== undefined) {
    documents.add(doc);
    if (isConverged(row)) documents.add(postingsOf(doc, meta.applied.token));
  }
  const gone = await restorePayloads(pass, lost.sources);
  return { ...(meta?.applied && { applied: meta }), ...(gone && { lost: { ...gone, document: doc } }) };
}

function differs(meta: DocumentMeta | undefined, winner: DocumentSource | undefined): boolean {
  const basis = meta?.applied?.basis;
  if (basis?.payload !== winner?.payload) return true;
  if (winner === undefined) return false;
  return meta === undefined || basis?.model !== model || !isStoredFrom(meta, winner);
}

/** Every source must be listed by a child row of its claim: otherwise nobody would ever remove it. */
async function checkChildren(
  pass: SweepPass,
  doc: string,
  sources: readonly DocumentSource[],
): Promise<void> {
  if (sources.length === 0) return;
  const children = await pass.ports.table.batchGet(sources.map(({ key }) => keys.child(key, doc)));
  for (const [i, { key }] of sources.entries()) {
    const child = children[i];
    if (child === undefined || !isLive(child)) await adoptSource(pass, doc, key);
  }
}

/**
 * Queues documents whose search row is missing or carries another token than META. A search row with a higher
 * token would refuse META's, so such a document is stored again under a token above it.
 */
export async function sweepSearchRows(pass: SweepPass, metas: readonly DocumentMeta[]): Promise<void> {
  const { ports, report } = pass;
  const tokens = await ports.search.tokensOf(metas.map(({ doc }) => doc));
  const differing: string[] = [];
  for (const { doc, applied } of metas) {
    const token = tokens.get(doc) ?? 0;
    if (token === applied?.token) continue;
    if (token > (applied?.token ?? 0) && (await isAhead(pass, doc, token)))
      await storeAgain(pass, doc, token);
    else differing.push(doc);
  }
  await enqueueSearchRows(ports.queues.touched, differing);
  report.searchRows += differing.length;
}

/** Whether the search row is still ahead of META, which may have been stored since the sweep read it. */
async function isAhead({ ports }: SweepPass, doc: string, token: number): Promise<boolean> {
  const row = await ports.table.get(keys.document(doc), { consistent: true });
  return row === undefined || (documentMeta.parse(row).applied?.token ?? 0) < token;
}

/**
 * Stores documents again of which only a search row is left, so that it is removed. Call it after a pass
 * through the whole table.
 */
export async function sweepOrphanedSearchRows(pass: SweepPass, shouldStop: () => boolean): Promise<void> {
  const everything: SearchQuery = {
    words: '',
    phrases: [],
    without: [],
    entities: [],
    order: 'newest',
    limit: pageSize,
    offset: 0,
  };
  let page = await pass.ports.search.query(everything);
  for (let offset = pageSize; page.hits.length > 0 && !shouldStop(); offset += pageSize) {
    for (const { id, token } of page.hits) {
      if (pass.documents.has(id)) continue;
      const row = await pass.ports.table.get(keys.document(id), { consistent: true });
      if (row === undefined || isEmpty(row)) await storeAgain(pass, id, token);
    }
    if (page.hits.length < pageSize) return;
    page = await pass.ports.search.query({ ...everything, offset, version: page.version });
  }
}

/** Whether a store found no source and never wrote a record: then nothing else removes the search row. */
function isEmpty(row: Item): boolean {
  return isConverged(row) && documentMeta.parse(row).applied === undefined;
}
