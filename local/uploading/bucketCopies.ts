/**
 * The copies of a folder's files in the bucket: whether one is as its file, and how it becomes so. A database
 * remembers what was uploaded.
 */

import { limits } from '../../core/formats/limits.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Objects } from '../../core/ports/objects.ts';
import { describeError } from '../../core/protocol/stage.ts';
import type { FileFingerprint, NewsFolder } from './newsFolder.ts';
import {
  type UploadedFiles,
  type UploaderName,
  uploadDigest,
  uploaderPrefixes,
  uploadKey,
} from './uploadedFiles.ts';

export interface BucketCopiesOptions {
  /** Distinguishes the uploaders that share a database. */
  name: UploaderName;
  bucket: Objects;
  log: Log;
  /** Default metadata of a file; its sidecar overrides it. */
  metadata?: (relative: string) => Record<string, string>;
}

export class BucketCopies {
  readonly #options: BucketCopiesOptions;
  readonly #folder: NewsFolder;
  readonly #uploaded: UploadedFiles;
  readonly #prefix: string;

  constructor(options: BucketCopiesOptions, folder: NewsFolder, uploaded: UploadedFiles) {
    this.#options = options;
    this.#folder = folder;
    this.#uploaded = uploaded;
    this.#prefix = uploaderPrefixes[options.name];
  }

  /** Whether the file is as it was uploaded. Fingerprints of earlier versions of Dateline had no ctime. */
  async isCurrent(relative: string, { fingerprint, content }: FileFingerprint): Promise<boolean> {
    const uploaded = this.#fingerprint(relative);
    if (uploaded === content) await this.#uploaded.remember(this.#options.name, relative, fingerprint);
    return uploaded === fingerprint || uploaded === content;
  }

  /**
   * Removes what was uploaded of a file whose name leads to another path now: on a disk where `A.txt` and
   * `a.txt` are one name, a renamed file is found under the former one too.
   *
   * @returns `false` if the file changed meanwhile
   * @throws if nothing was uploaded of such a file: then trying again at once does not help
   */
  async upload(relative: string, seen: FileFingerprint): Promise<boolean> {
    const { name, bucket } = this.#options;
    const bytes = await this.#folder.read(relative, limits.container);
    const sidecar = seen.hasSidecar ? await this.#sidecar(relative) : undefined;
    const metadata = { ...this.#options.metadata?.(relative), ...sidecar };
    const reread = await this.#folder.fingerprint(relative);
    if (reread?.fingerprint !== seen.fingerprint) return false;
    if (bytes === undefined) {
      if (this.#fingerprint(relative) === undefined)
        throw new Error('its name leads to another path: by a link, or in capitals and small letters');
      await this.remove(relative);
      return true;
    }
    // Remembered before the upload as well: if this process dies during it and the file is removed before the
    // next one starts, that one must know that the bucket may hold the file.
    if (this.#fingerprint(relative) === undefined)
      await this.#uploaded.remember(name, relative, 'on its way');
    const digest = await uploadDigest(seen.written, bytes, metadata);
    if (digest !== this.#uploaded.digest(name, relative))
      await bucket.put(uploadKey(this.#prefix, relative), bytes, { metadata });
    await this.#uploaded.remember(name, relative, seen.fingerprint, digest);
    return true;
  }

  /** Removes the copy of a file that is gone, or that is not to be uploaded. */
  async remove(relative: string): Promise<void> {
    if (this.#fingerprint(relative) === undefined) return;
    await this.#options.bucket.delete(uploadKey(this.#prefix, relative));
    this.#uploaded.forget(this.#options.name, relative);
  }

  #fingerprint(relative: string): string | undefined {
    return this.#uploaded.fingerprint(this.#options.name, relative);
  }

  async #sidecar(relative: string): Promise<Record<string, string> | undefined> {
    return this.#folder.sidecar(relative).catch((error) => {
      this.#options.log.warn('cannot read a sidecar; uploading its file without it', {
        file: relative,
        error: describeError(error),
      });
      return undefined;
    });
  }
}
