/** The versions of a document: those of its winning source's key in the bucket, each parsed again. */
import { payloadId, serialize } from '../../core/document/documentIdentity.ts';
import type { Content } from '../../core/document/record.ts';
import type { Refusal } from '../../core/errors.ts';
import { readVersion } from '../../core/formats/readVersion.ts';
import type { ObjectVersion } from '../../core/ports/objects.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';

export interface DocumentVersion {
  version: ObjectVersion;
  /** Absent for a delete marker, for a refused version, and if the version does not contain the document. */
  document?: { content: Content; payload: string };
  refusal?: Refusal;
  /** The newest earlier version that is not a delete marker. */
  previous?: DocumentVersion;
}

export interface VersionPage {
  versions: DocumentVersion[];
  more: boolean;
  /** How many bytes were read, if that cut the page short. */
  gaveUpAfter?: number;
}

/**
 * Once a page has read more, it reads only the version in hand and the one before it: at most two of 25 MB.
 */
const maxBytes = 32 * 1024 * 1024;

/**
 * A page of versions, newest first, after the version named. It reads one version more than it shows, to
 * compare the last one with. Only one object is in memory at a time, besides the contents of two versions.
 *
 * @returns `undefined` if there is no version `page.after`
 */
export async function readVersionPage(
  ports: Pick<Ports, 'inbox' | 'read'>,
  { key, doc }: { key: string; doc: string },
  page: { after: string | undefined; limit: number },
): Promise<VersionPage | undefined> {
  const versions: DocumentVersion[] = [];
  const withoutPrevious: DocumentVersion[] = [];
  let started = page.after === undefined;
  let bytes = 0;
  let more = false;
  const result = (): VersionPage => ({
    versions,
    more,
    ...(more && versions.length < page.limit && { gaveUpAfter: bytes }),
  });
  for await (const version of paginate((cursor) => ports.inbox.listVersions(key, cursor))) {
    if (version.key !== key) break; // the listing goes on with longer keys that begin with this one
    if (!started) {
      started = version.version === page.after;
      continue;
    }
    const full = versions.length >= page.limit || bytes > maxBytes;
    if (full) more = true;
    if (full && withoutPrevious.length === 0) return result();
    if (full && version.deleted) continue;
    const parsed = version.deleted ? { version } : await parseVersion(ports, version, doc);
    if (parsed === undefined) continue;
    if (!version.deleted) {
      // A file that is too large is refused by its first bytes.
      if (parsed.refusal?.code !== 'input.too_large') bytes += version.size;
      for (const later of withoutPrevious.splice(0)) later.previous = parsed;
    }
    if (full) return result();
    versions.push(parsed);
    if (!version.deleted) withoutPrevious.push(parsed);
  }
  return started ? result() : undefined;
}

/** @returns `undefined` if the version was removed since it was listed */
async function parseVersion(
  ports: Pick<Ports, 'inbox' | 'read'>,
  version: ObjectVersion,
  doc: string,
): Promise<DocumentVersion | undefined> {
  const info = await ports.inbox.head(version.key, version.version);
  if (info === undefined) return undefined;
  let document: DocumentVersion['document'];
  const reading = await readVersion(ports, info, (id, { content }) => {
    if (id === doc) document = { content, payload: payloadId(serialize(content)) };
  });
  if (reading === undefined) return undefined;
  if ('refusal' in reading) return { version, refusal: reading.refusal };
  return document === undefined ? { version } : { version, document };
}
