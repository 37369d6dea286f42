/**
 * Checks that the archive has what rows refer to. One list of the archive answers for nearly all of them;
 * what is not in it may be younger than the list, so a HEAD confirms that it is missing.
 */
import { ObjectUnreadable } from '../../core/errors.ts';
import type { Item } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { invalidateClaim } from '../../core/quarantine/redrive.ts';
import { annotationKey, annotationPrefix, payloadKey, payloadPrefix } from '../../core/records/archive.ts';
import { referencedBases } from '../../core/records/archiveReferences.ts';
import { type DocumentSource, documentSource } from '../../core/records/document.ts';
import { KeySet } from '../../core/records/keySet.ts';
import type { SweepPass } from './pass.ts';

/** The names are hexadecimal hashes, so these lists are equally long and are read side by side. */
const digits = [...'0123456789abcdef'];

export async function listArchived(archive: Ports['archive']): Promise<KeySet> {
  const found = new KeySet();
  const prefixes = [payloadPrefix, annotationPrefix].flatMap((prefix) =>
    digits.map((digit) => prefix + digit),
  );
  await mapConcurrent(digits.length, prefixes, async (prefix) => {
    for await (const { key } of paginate((cursor) => archive.list(prefix, cursor))) found.add(key);
  });
  return found;
}

interface LostObjects {
  /** Sources whose payload is lost. */
  sources: DocumentSource[];
  /** Whether an annotation of a payload that exists is lost. */
  annotation: boolean;
}

/** What the sources of a document refer to and the archive does not have. */
export async function findLostObjects(pass: SweepPass, rows: readonly Item[]): Promise<LostObjects> {
  const lost: LostObjects = { sources: [], annotation: false };
  for (const row of rows) {
    if (!row.sk.startsWith('FROM#') || !isLive(row)) continue;
    for (const basis of referencedBases(row)) {
      if (await isLost(pass, payloadKey(basis.payload))) lost.sources.push(documentSource.parse(row));
      else if (await isLost(pass, annotationKey(basis))) lost.annotation = true;
    }
  }
  return lost;
}

async function isLost({ archived, ports }: SweepPass, key: string): Promise<boolean> {
  return !archived.has(key) && (await ports.archive.head(key)) === undefined;
}

/**
 * Has the keys of lost payloads read again in full.
 *
 * @returns why this cannot bring one of them back, if its version cannot be read any more
 */
export async function restorePayloads(
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
