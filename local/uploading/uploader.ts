/**
 * Keeps the local bucket equal to a folder. A file system event is only a hint: the uploader inspects the
 * file, and uploads it once it has stopped changing.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { limits } from '../../core/formats/limits.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { isDiskFull } from '../../runtime/local/diskFull.ts';
import { type Lane, laneOfObject } from '../../runtime/local/lanes.ts';
import { takeTurn } from '../../runtime/local/turns.ts';
import { BucketCopies, type BucketCopiesOptions } from './bucketCopies.ts';
import { FolderWarnings } from './folderWarnings.ts';
import { type FollowedFolder, followFolder } from './followFolder.ts';
import { NewsFolder } from './newsFolder.ts';
import type { UploadedFiles } from './uploadedFiles.ts';

/** A file counts as complete once it has not changed for this long. */
const quietMilliseconds = 200;

/** Small files that are uploaded side by side, so that their writes share transactions. */
const sideBySide = 8;

const linkedFile = 'a link is not followed; put the file or folder itself in its place';
const linkedSidecar = 'a sidecar that is a link is not read; its file is uploaded without it';

/** Whether to upload more for a lane now; asked before each file. Files wait in the folder meanwhile. */
export type MayUpload = (lane: Lane) => boolean;

export interface UploaderOptions extends BucketCopiesOptions {
  folder: string;
  /** Names the bucket, so that one which replaces a lost one is filled again. */
  bucketId?: string;
  uploaded: UploadedFiles;
  mayUpload?: MayUpload;
}

/** A path to inspect: its last fingerprint, and since when the file has had it, by `performance.now()`. */
interface PendingFile {
  fingerprint?: string;
  since?: number;
  /** It waits for its turn among the large files. */
  isLarge?: boolean;
}

export class Uploader {
  readonly #options: UploaderOptions;
  readonly #folder: NewsFolder;
  readonly #uploaded: UploadedFiles;
  readonly #copies: BucketCopies;
  readonly #pending = new Map<string, PendingFile>();
  /** Folders that have appeared, each until a scan has begun later and seen the files in it. */
  readonly #newFolders = new Map<string, PendingFile>();
  readonly #warnings: FolderWarnings;
  /** The large file that is being uploaded, while small ones go on. */
  #large: { relative: string; done: Promise<unknown> } | undefined;
  #followed: FollowedFolder | undefined;
  #stopping = false;
  #followLoop: Promise<void> = Promise.resolve();
  #uploading: Promise<void> = Promise.resolve();
  /** All scans that go on. */
  #scanning: Promise<unknown> = Promise.resolve();

  constructor(options: UploaderOptions) {
    this.#options = options;
    this.#folder = new NewsFolder(options.folder);
    this.#uploaded = options.uploaded;
    this.#copies = new BucketCopies(options, this.#folder, this.#uploaded);
    this.#warnings = new FolderWarnings(options.folder, options.log);
  }

  /** How many files are known to differ from the bucket; a new folder counts until its files are known. */
  get pending(): number {
    return this.#pending.size + this.#newFolders.size;
  }

  /** Compares the whole folder with what was uploaded, and marks each difference as pending, until `stop`. */
  scan(): Promise<void> {
    const scan = this.#scan();
    // Without a value, which would have that of the one before, and so on.
    this.#scanning = Promise.allSettled([this.#scanning, scan]).then(() => {});
    return scan;
  }

  async #scan(): Promise<void> {
    const { name, bucket, bucketId } = this.#options;
    if (bucketId !== undefined) await this.#uploaded.bindTo(name, bucket, bucketId);
    const unseen = new Set(this.#uploaded.paths(name));
    const known = unseen.size;
    const newFolders = [...this.#newFolders];
    const onUnreadable = (relative: string, error: unknown) =>
      this.#warnings.ofFile('cannot read a file or folder; retrying at least every minute', relative, error);
    const onLink = (relative: string, isSidecar: boolean) =>
      this.#warnings.ofFile(isSidecar ? linkedSidecar : linkedFile, relative);
    for await (const relative of this.#folder.files(onUnreadable, onLink)) {
      unseen.delete(relative);
      await takeTurn();
      if (this.#stopping) return;
      // A folder may be one that can be listed but not entered.
      const seen = await this.#folder
        .fingerprintListed(relative)
        .catch((error) => onUnreadable(relative, error));
      if (!seen || !(await this.#copies.isCurrent(relative, seen))) this.#markPending(relative);
    }
    if (this.#isThere()) {
      this.#warnings.ofRemoval(unseen.size, known);
      for (const relative of unseen) this.#markPending(relative);
    }
    for (const [relative, found] of newFolders)
      if (this.#newFolders.get(relative) === found) this.#newFolders.delete(relative);
  }

  /** While the folder itself is gone, as on a disk that is not mounted, no file counts as deleted. */
  #isThere(): boolean {
    const isThere = this.#folder.exists();
    this.#warnings.ofFolder(isThere);
    return isThere;
  }

  /** Uploads all pending files. For a folder that is not followed. */
  uploadPending(): Promise<void> {
    this.#uploading = this.#uploadAll();
    return this.#uploading;
  }

  async #uploadAll(): Promise<void> {
    while (this.#pending.size > 0 && !this.#stopping) {
      await this.#syncPending();
      if (this.#pending.size > 0) await pause(quietMilliseconds / 4);
    }
    await this.#large?.done;
  }

  /** Keeps the bucket equal to the folder from now on, until `stop`. */
  follow(): void {
    const { folder, log } = this.#options;
    this.#followed = followFolder(folder, {
      onPath: (file) => this.#markPending(this.#folder.relative(file)),
      scan: () => this.scan(),
      onError: (error) =>
        log.warn('cannot watch or scan the folder; retrying', { folder, error: describeError(error) }),
    });
    this.#followLoop = this.#follow();
  }

  /** Uploads nothing more: what is pending stays undone. */
  giveUp(): void {
    this.#stopping = true;
    this.#pending.clear();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#followed?.unfollow();
    await Promise.allSettled([this.#followLoop, this.#uploading, this.#scanning]);
    await this.#large?.done;
  }

  async #follow(): Promise<void> {
    while (!this.#stopping) {
      await this.#syncPending();
      await pause(quietMilliseconds / 4);
    }
  }

  #mayUpload(lane: Lane): boolean {
    return this.#options.mayUpload?.(lane) !== false;
  }

  #markPending(relative: string): void {
    this.#pending.set(relative, {});
  }

  async #syncPending(): Promise<void> {
    // What is marked meanwhile follows.
    const files = this.#pending.entries();
    const work = async () => {
      for (const [relative, pending] of files) {
        if (this.#stopping || !this.#mayUpload('prompt')) return;
        const large = this.#large?.relative;
        if (large === relative || (pending.isLarge && (large !== undefined || !this.#mayUpload('bulk'))))
          continue;
        await takeTurn();
        if (!(await this.#settle(relative, pending, () => this.#sync(relative, pending)))) return;
      }
    };
    await Promise.all(Array.from({ length: sideBySide }, work));
  }

  /**
   * @param work returns whether the bucket now equals the folder
   * @returns whether other files may be tried: not on a full disk
   */
  async #settle(relative: string, pending: PendingFile, work: () => Promise<boolean>): Promise<boolean> {
    try {
      if ((await work()) && this.#pending.get(relative) === pending) this.#pending.delete(relative);
    } catch (error) {
      // On a full disk the file is in order. It stays pending.
      if (isDiskFull(error) || !this.#mayUpload('prompt')) return false;
      this.#warnings.ofFile('cannot read a file; retrying at least every minute', relative, error);
      this.#pending.delete(relative);
    }
    return true;
  }

  /**
   * @returns whether the bucket now equals the folder as just inspected; `false` while the file keeps
   * changing, and for a large file, which is uploaded beside the others
   */
  async #sync(relative: string, pending: PendingFile): Promise<boolean> {
    const seen = await this.#folder.fingerprint(relative);
    if (seen === undefined) {
      if (!this.#isThere()) return true;
      if (this.#followed && this.#folder.isFolder(relative)) {
        this.#newFolders.set(relative, pending);
        this.#followed.scanSoon();
      }
      await this.#copies.remove(relative);
      return true;
    }
    // A file in a folder that got other capitals is unchanged, and found by its former path too.
    if ((await this.#copies.isCurrent(relative, seen)) && this.#folder.isCalledSo(relative)) return true;
    const now = performance.now();
    if (pending.since === undefined || seen.fingerprint !== pending.fingerprint) {
      pending.fingerprint = seen.fingerprint;
      pending.since = now - Math.max(0, Date.now() - seen.changedAt); // after a long rest it need not wait
    }
    if (now - pending.since < quietMilliseconds) return false;
    if (seen.size > limits.container) {
      // Normalize would refuse it, so it is not even read. What the bucket holds of an earlier content goes.
      const limit = new Error(`${seen.size} bytes; the largest files have ${limits.container}`);
      this.#warnings.ofFile('a file is too large and is not uploaded', relative, limit);
      await this.#copies.remove(relative);
      return true;
    }
    if (laneOfObject(seen) === 'prompt') return this.#copies.upload(relative, seen);
    pending.isLarge = true;
    if (!this.#mayUpload('bulk')) return false;
    // One at a time: each is held in memory whole.
    this.#large ??= {
      relative,
      done: this.#settle(relative, pending, () => this.#copies.upload(relative, seen)).finally(() => {
        this.#large = undefined;
      }),
    };
    return false;
  }
}
