/** The versions of a document: those of its winning source's key in the bucket, each read again for what it says. */
import { payloadId, serialize } from '../core/document/identity.ts';
import type { Content } from '../core/document/record.ts';
import type { Refusal } from '../core/errors.ts';
import { readVersion } from '../core/formats/readVersion.ts';
import type { ObjectVersion } from '../core/ports/objects.ts';
import { paginate } from '../core/protocol/paginate.ts';
import type { Ports } from '../core/protocol/ports.ts';

export interface VersionSeen {
  version: ObjectVersion;
  /** What this version says of the document; absent for a delete marker, a refusal, and where the document is not in it. */
  said?: { content: Content; payload: string };
  refusal?: Refusal;
  /** The newest of the earlier versions that is no delete marker. */
  before?: VersionSeen;
}

export interface VersionPage {
  versions: VersionSeen[];
  more: boolean;
  /** How many bytes were read, where the page was given up before it was full. */
  gaveUpAfter?: number;
}

/** Read for one page. The version that goes beyond is read still, and so is the one before it: two of 25 MB at most. */
const mostBytes = 32 * 1024 * 1024;

/**
 * A page, the newest version first, after the version named. One version more than shown is read, to compare the last with. Only one object
 * is in memory at a time, besides what two versions say of the document. `undefined`: there is no such version to go on after.
 */
export async function readVersions(
  ports: Pick<Ports, 'inbox' | 'read'>,
  { key, doc }: { key: string; doc: string },
  page: { after: string | undefined; limit: number },
): Promise<VersionPage | undefined> {
  const versions: VersionSeen[] = [];
  const waiting: VersionSeen[] = []; // for the version before them
  let begun = page.after === undefined;
  let bytes = 0;
  let more = false;
  const done = (): VersionPage => ({
    versions,
    more,
    ...(more && versions.length < page.limit && { gaveUpAfter: bytes }),
  });
  for await (const version of paginate((cursor) => ports.inbox.listVersions(key, cursor))) {
    if (version.key !== key) break; // the versions of a key come before those of longer keys
    if (!begun) {
      begun = version.version === page.after;
      continue;
    }
    const full = versions.length >= page.limit || bytes > mostBytes;
    if (full) more = true;
    if (full && waiting.length === 0) return done();
    if (full && version.deleted) continue;
    const seen = version.deleted ? { version } : await read(ports, version, doc);
    if (seen === undefined) continue;
    if (!version.deleted) {
      if (seen.refusal?.code !== 'input.too_large') bytes += version.size; // those are refused by their first bytes
      for (const later of waiting.splice(0)) later.before = seen;
    }
    if (full) return done();
    versions.push(seen);
    if (!version.deleted) waiting.push(seen);
  }
  return begun ? done() : undefined;
}

/** `undefined`: it was removed since it was listed. */
async function read(
  ports: Pick<Ports, 'inbox' | 'read'>,
  version: ObjectVersion,
  doc: string,
): Promise<VersionSeen | undefined> {
  const info = await ports.inbox.head(version.key, version.version);
  if (info === undefined) return undefined;
  let said: VersionSeen['said'];
  const reading = await readVersion(ports, info, (found, { content }) => {
    if (found === doc) said = { content, payload: payloadId(serialize(content)) };
  });
  if (reading === undefined) return undefined;
  if ('refusal' in reading) return { version, refusal: reading.refusal };
  return said === undefined ? { version } : { version, said };
}
