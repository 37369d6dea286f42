/** What rows refer to and the archive has lost: payloads are read again in full, annotations made again. */
import { ObjectUnreadable } from '../../../core/errors.ts';
import type { Item } from '../../../core/ports/table.ts';
import { enqueueDocuments, enqueueKeys } from '../../../core/protocol/messages.ts';
import { queryAll } from '../../../core/protocol/paginate.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import { invalidateClaim } from '../../../core/quarantine/redrive.ts';
import { annotationKey, payloadKey } from '../../../core/records/archive.ts';
import { referencedBases } from '../../../core/records/archiveReferences.ts';
import type { DocumentSource } from '../../../core/records/document.ts';
import { keys } from '../../../core/records/keys.ts';
import { sourcesOf } from '../../../core/records/sources.ts';
import type { SweepPass } from '../pass/pass.ts';

/** Restores what a document's rows refer to. The rows are read again, and a HEAD confirms what is lost. */
export async function restoreLostObjects(pass: SweepPass, doc: string): Promise<void> {
  const { ports, report } = pass;
  const { pk } = keys.document(doc);
  const lost = await findLostObjects(ports, await queryAll(ports.table, { pk, consistent: true }));
  if (lost.annotation) {
    await enqueueDocuments(ports.queues.normalized, [doc]);
    report.documents++;
  }
  const gone = await restorePayloads(pass, lost.sources);
  if (gone !== undefined) await pass.faults.recordLost(pk, { ...gone, document: doc });
}

interface LostObjects {
  /** Sources whose payload is lost. */
  sources: DocumentSource[];
  /** Whether an annotation is lost that the record is made from, of a payload that exists. */
  annotation: boolean;
}

/** What the sources of a document refer to and the archive does not have. */
async function findLostObjects(
  { archive }: Pick<Ports, 'archive'>,
  rows: readonly Item[],
): Promise<LostObjects> {
  const lost: LostObjects = { sources: [], annotation: false };
  const isLost = async (key: string) => (await archive.head(key)) === undefined;
  const sources = sourcesOf(rows);
  for (const source of sources) if (await isLost(payloadKey(source.payload))) lost.sources.push(source);
  const bases = rows.filter(({ sk }) => sk === 'META').flatMap((row) => referencedBases(row));
  for (const basis of bases) {
    const isHeld = sources.some(({ payload }) => payload === basis.payload);
    const isPayloadLost = lost.sources.some(({ payload }) => payload === basis.payload);
    if (isHeld && !isPayloadLost && (await isLost(annotationKey(basis)))) lost.annotation = true;
  }
  return lost;
}

/**
 * Queues the keys of lost payloads to be read again in full.
 *
 * @returns why this cannot bring one of them back, if its version cannot be read any more
 */
async function restorePayloads(
  { ports, report }: SweepPass,
  sources: readonly DocumentSource[],
): Promise<{ key: string; evidence: string } | undefined> {
  let lost: { key: string; evidence: string } | undefined;
  for (const { key, version, payload } of sources) {
    await invalidateClaim(ports, key);
    await enqueueKeys(ports.queues.uploads, [key]);
    report.keys++;
    const problem = await unreadableReason(ports.inbox, key, version);
    if (problem !== undefined) lost = { key, evidence: `payload ${payload}, version ${version}: ${problem}` };
  }
  return lost;
}

async function unreadableReason(
  inbox: Ports['inbox'],
  key: string,
  version: string,
): Promise<string | undefined> {
  try {
    const object = await inbox.get(key, { version, range: { start: 0, end: 0 } });
    await object?.bytes();
    return object === undefined ? 'the version is gone' : undefined;
  } catch (error) {
    if (error instanceof ObjectUnreadable) return error.reason === 'archived' ? 'archived' : 'encrypted';
    throw error;
  }
}
