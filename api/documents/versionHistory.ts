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
  const shown = new ShownVersions(page.limit);
  const read = readInTime(reader, doc);
  let started = page.after === undefined;
  let more = false;
  for await (const version of versionsOfAll(inbox, keys)) {
    if (!started) {
      started = version.key === page.after?.[0] && version.version === page.after[1];
      continue;
    }
    more = shown.isFull;
    if (more && shown.areCompared) break;
    if (more && version.deleted) continue;
    const found = version.deleted ? {} : await read(version);
    if (found === undefined) continue;
    shown.add(version, found);
    if (more) break;
  }
  return started ? shown.page(more) : undefined;
}

/** The versions of a page, and those of them that have none before them yet. */
class ShownVersions {
  readonly #limit: number;
  readonly #versions: DocumentVersion[] = [];
  #withoutPrevious: DocumentVersion[] = [];
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.#versions.length >= this.#limit || this.#bytes > maxBytes;
  }

  get areCompared(): boolean {
    return this.#withoutPrevious.length === 0;
  }

  /** @param version once the page is full, it is only what the last ones are compared with */
  add(version: ObjectVersion, { parsedBytes = 0, ...found }: Read): void {
    const { isFull } = this;
    const shown: DocumentVersion = { version, ...found };
    this.#bytes += parsedBytes;
    if (!version.deleted) {
      for (const later of this.#withoutPrevious) later.previous = shown;
      this.#withoutPrevious = isFull ? [] : [shown];
    }
    if (!isFull) this.#versions.push(shown);
  }

  page(more: boolean): VersionPage {
    const isCutShort = more && this.#versions.length < this.#limit;
    return { versions: this.#versions, more, ...(isCutShort && { gaveUpAfter: this.#bytes }) };
  }
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
