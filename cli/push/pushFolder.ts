/**
 * Uploads the files of a folder to the inbox. The bucket itself remembers how far an upload came: its listing
 * has the size and the checksum of every object, so a second run uploads only what is missing or different.
 */
import { isDeepStrictEqual } from 'node:util';
import { limits } from '../../core/formats/limits.ts';
import type { Objects } from '../../core/ports/objects.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { NewsFolder } from '../../local/uploading/newsFolder.ts';
import { uploadKey } from '../../local/uploading/uploadedFiles.ts';

export interface PushTarget {
  inbox: Pick<Objects, 'put' | 'head' | 'list'>;
  /** The etag that the inbox gives to these bytes. */
  etagOf(bytes: Uint8Array): Promise<string>;
}

export interface PushOptions {
  folder: string;
  /** How the keys begin: `wire/`, or nothing. */
  prefix: string;
  /** How many files are read and uploaded at once. */
  parallel: number;
  /** Called after each file, in no particular order. */
  onFile?(progress: PushProgress): void;
}

export interface PushProgress {
  files: number;
  uploaded: number;
  /** Bytes uploaded. */
  bytes: number;
  /** In the bucket already, with the same bytes and metadata. */
  unchanged: number;
  /** Files that were not uploaded, with the reason. */
  failures: { file: string; reason: string }[];
}

/** Larger files are read whole too, but few of them at once, for the sake of memory. */
const largeBytes = 16 * 1024 * 1024;
const largeAtOnce = 2;

/** @throws what the listing throws; a file that cannot be read or uploaded is a failure in the result */
export async function pushFolder(target: PushTarget, options: PushOptions): Promise<PushProgress> {
  const folder = new NewsFolder(options.folder);
  const progress: PushProgress = { files: 0, uploaded: 0, bytes: 0, unchanged: 0, failures: [] };
  const fail = (file: string, error: unknown) =>
    void progress.failures.push({ file, reason: describeError(error) });
  const present = await listInbox(target.inbox, options.prefix);
  const small: string[] = [];
  const large: string[] = [];
  for await (const file of folder.files(fail))
    ((await folder.fingerprint(file))?.size ?? 0) > largeBytes ? large.push(file) : small.push(file);
  progress.files = small.length + large.length + progress.failures.length;
  const push = async (file: string): Promise<void> => {
    try {
      const uploaded = await pushFile(target, folder, present, {
        file,
        key: uploadKey(options.prefix, file),
      });
      if (uploaded === undefined) progress.unchanged++;
      else {
        progress.uploaded++;
        progress.bytes += uploaded;
      }
    } catch (error) {
      fail(file, error);
    }
    options.onFile?.(progress);
  };
  await mapConcurrent(options.parallel, small, push);
  await mapConcurrent(Math.min(largeAtOnce, options.parallel), large, push);
  return progress;
}

type Present = ReadonlyMap<string, { size: number; etag: string }>;

async function listInbox(inbox: PushTarget['inbox'], prefix: string): Promise<Present> {
  const present = new Map<string, { size: number; etag: string }>();
  for await (const { key, size, etag } of paginate((cursor) => inbox.list(prefix, cursor)))
    present.set(key, { size, etag: bare(etag) });
  return present;
}

/** @returns the bytes uploaded, or `undefined` if the bucket holds the file already */
async function pushFile(
  { inbox, etagOf }: PushTarget,
  folder: NewsFolder,
  present: Present,
  { file, key }: { file: string; key: string },
): Promise<number | undefined> {
  const before = await folder.fingerprint(file);
  const bytes = await folder.read(file, limits.container);
  const metadata = (await folder.sidecar(file)) ?? {};
  const after = await folder.fingerprint(file);
  if (bytes === undefined || after === undefined) throw new Error('the file is gone');
  if (before?.fingerprint !== after.fingerprint) throw new Error('the file changed while it was read');
  const etag = bare(await etagOf(bytes));
  const there = present.get(key);
  if (there?.size === bytes.length && there.etag === etag && (await hasMetadata(inbox, key, metadata)))
    return undefined;
  const put = await inbox.put(key, bytes, { metadata });
  if (bare(put.etag) !== etag) throw new Error('the bucket received other bytes than the file has');
  return bytes.length;
}

/** The listing has no metadata; only a file with a sidecar has any, as a rule. */
async function hasMetadata(
  inbox: PushTarget['inbox'],
  key: string,
  metadata: Record<string, string>,
): Promise<boolean> {
  if (Object.keys(metadata).length === 0) return true;
  const lowerCase = Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]);
  return isDeepStrictEqual((await inbox.head(key))?.metadata, Object.fromEntries(lowerCase));
}

/** S3's etags have quotes in some answers. */
function bare(etag: string): string {
  return etag.replaceAll('"', '');
}
