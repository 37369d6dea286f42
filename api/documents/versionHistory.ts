/** The versions of a document: those of the files that hold it, in the bucket, as they read now. */
import type { Objects, ObjectVersion } from '../../core/ports/objects.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { versionsOfKey } from '../../core/queries/versionOutcomes.ts';
import type { VersionOfDocument, VersionReader } from './versionReader.ts';

/** A delete marker has neither a document nor a refusal. */
export interface DocumentVersion extends VersionOfDocument {
  version: ObjectVersion;
  /** It was not read in time. */
  unread?: true;
  /** The newest earlier version that is not a delete marker. */
  previous?: DocumentVersion;
}

export interface VersionPage {
  versions: DocumentVersion[];
  more: boolean;
  /** How many bytes were parsed, if that cut the page short. */
  gaveUpAfter?: number;
}

/**
 * Once a page has parsed more, it parses only the version in hand and the one before it: at most two of 25
 * MB.
 */
const maxBytes = 32 * 1024 * 1024;

/** A version's place in the list. With suspended versioning each key has one named `null`. */
export type VersionPlace = readonly [key: string, version: string];

/**
 * A page of versions, key by key and of each key newest first, after the version named. It reads one version
 * more than it shows, to compare the last one with. Only one object is parsed at a time. When the reader's
 * time is up, the versions that are not known are left unread; the one in hand is parsed to its end for the
 * next request.
 *
 * @returns `undefined` if there is no version `page.after`
 */
export async function readVersionPage(
  { inbox, versions: reader }: Pick<Ports, 'inbox'> & { versions: VersionReader },
  { keys, doc }: { keys: readonly string[]; doc: string },
  page: { after: VersionPlace | undefined; limit: number },
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
  const read = readInTime(reader, doc);
  for await (const version of versionsOfAll(inbox, keys)) {
    if (!started) {
      started = version.key === page.after?.[0] && version.version === page.after[1];
      continue;
    }
    const full = versions.length >= page.limit || bytes > maxBytes;
    if (full) more = true;
    if (full && withoutPrevious.length === 0) return result();
    if (full && version.deleted) continue;
    const found = version.deleted ? {} : await read(version);
    if (found === undefined) continue;
    const { parsedBytes = 0, ...of } = found;
    bytes += parsedBytes;
    const shown: DocumentVersion = { version, ...of };
    if (!version.deleted) for (const later of withoutPrevious.splice(0)) later.previous = shown;
    if (full) return result();
    versions.push(shown);
    if (!version.deleted) withoutPrevious.push(shown);
  }
  return started ? result() : undefined;
}

async function* versionsOfAll(inbox: Objects, keys: readonly string[]): AsyncGenerator<ObjectVersion, void> {
  for (const key of keys) yield* versionsOfKey(inbox, key);
}

type Read = VersionOfDocument & { unread?: true; parsedBytes?: number };

/**
 * Reads versions for one request, until its time is up.
 *
 * @returns a function whose result is `undefined` if the version was removed since it was listed
 */
function readInTime(
  reader: VersionReader,
  doc: string,
): (version: ObjectVersion) => Promise<Read | undefined> {
  const signal = reader.budget();
  const timeUp = new Promise<Read>((resolve) => {
    const unread = () => resolve({ unread: true });
    if (signal.aborted) unread();
    else signal.addEventListener('abort', unread, { once: true });
  });
  return async (version) => {
    const known = await reader.recall(version, doc);
    if (known !== undefined) return known;
    if (signal.aborted) return { unread: true };
    const parsing = reader.parse(version, doc).then(
      (parsed) =>
        parsed && {
          ...parsed,
          // A file that is too large is refused by its first bytes.
          parsedBytes: parsed.refusal?.code === 'input.too_large' ? 0 : version.size,
        },
    );
    parsing.catch(() => {}); // nobody may wait for it any more
    return Promise.race([parsing, timeUp]);
  };
}
