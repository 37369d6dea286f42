/**
 * Keeps the local bucket equal to a folder. A file system event is only a hint: the uploader inspects the
 * file, and uploads it once it has stopped changing.
 */
import { limits } from '../../core/formats/limits.ts';
import { describeError } from '../../core/protocol/stage.ts';
import { type Lane, laneOfObject } from '../../runtime/local/lanes.ts';
import { isDiskFull } from '../../runtime/local/store.ts';
import { takeTurn } from '../../runtime/local/turns.ts';
import { BucketCopies, type BucketCopiesOptions } from './bucketCopies.ts';
import { differences } from './differences.ts';
import { type Following, followFolder } from './followFolder.ts';
import { NewsFolder } from './newsFolder.ts';
import { type PendingFile, PendingFiles } from './pendingFiles.ts';
import { UploadedFiles } from './uploadedFiles.ts';

/** A file counts as complete once it has not changed for this long. */
const quietMilliseconds = 200;

/** Small files that are uploaded side by side, so that their writes share transactions. */
const sideBySide = 8;

/** Whether to upload more for a lane now; asked before each file. Files wait in the folder meanwhile. */
export type MayUpload = (lane: Lane) => boolean;

export interface UploaderOptions extends BucketCopiesOptions {
  folder: string;
  /** Names the bucket, so that one which replaces a lost one is filled again. */
  bucketId?: string;
  database: string;
  mayUpload?: MayUpload;
  /** How many files are known at most to differ; by default tens of thousands. */
  mostPending?: number;
}

export class Uploader {
  readonly #options: UploaderOptions;
  readonly #folder: NewsFolder;
  readonly #uploaded: UploadedFiles;
  readonly #copies: BucketCopies;
  readonly #pending: PendingFiles;
  readonly #reported = new Set<string>();
  /** The large file that is being uploaded, while small ones go on. */
  #large: { relative: string; done: Promise<unknown> } | undefined;
  /** What `follow` began. */
  #following: Following<boolean> | undefined;
  /** Whether the first scan of a folder that is followed goes on. */
  #isListing = false;
  #findingMissed: Promise<void> | undefined;
  #stopping = false;
  #followLoop: Promise<void> = Promise.resolve();
  #uploading: Promise<void> = Promise.resolve();
  /** All scans that go on. */
  #scanning: Promise<unknown> = Promise.resolve();

  constructor(options: UploaderOptions) {
    this.#options = options;
    this.#pending = new PendingFiles(options.mostPending);
    this.#folder = new NewsFolder(options.folder);
    this.#uploaded = new UploadedFiles(options.database);
    this.#copies = new BucketCopies(options, this.#folder, this.#uploaded);
  }

  /** How many files are known to differ from the bucket; one more while others may differ. */
  get pending(): number {
    return this.#pending.size + Number(this.#isListing || !this.#pending.isComplete);
  }

  /** Compares the whole folder with what was uploaded, and marks each difference as pending, until `stop`. */
  scan(): Promise<boolean> {
    return this.#scan('');
  }

  /**
   * @param below the folder to compare
   * @param watch told of each folder before it is listed, for a folder that is followed
   * @returns whether anything differed
   */
  #scan(below: string, watch?: (relative: string) => void): Promise<boolean> {
    const scan = this.#compare(below, watch);
    // Without a value, which would have that of the one before, and so on.
    this.#scanning = Promise.allSettled([this.#scanning, scan]).then(() => {});
    return scan;
  }

  async #compare(below: string, watch?: (relative: string) => void): Promise<boolean> {
    const { name, bucket, bucketId } = this.#options;
    if (bucketId !== undefined) await this.#uploaded.bindTo(name, bucket, bucketId);
    let differs = false;
    const found = differences(this.#folder, this.#copies, {
      below,
      onFolder: watch,
      onUnreadable: (relative, error) =>
        this.#warnOnce('cannot read a file or folder; retrying later', relative, error),
      shouldStop: () => this.#stopping,
    });
    for await (const relative of found) {
      differs = true;
      // Only what is followed is uploaded meanwhile.
      while (watch !== undefined && !this.#pending.hasRoom && !this.#stopping) await pause(quietMilliseconds);
      this.#pending.mark(relative);
    }
    return differs;
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

  /**
   * Keeps the bucket equal to the folder from now on, until `stop`.
   *
   * @returns once all of it was compared, whether anything differed
   */
  async follow(): Promise<boolean> {
    const { folder } = this.#options;
    this.#isListing = true;
    this.#following = followFolder(folder, {
      onPath: (file) => this.#pending.mark(this.#folder.relative(file)),
      scan: (below, watch) => this.#scan(below, watch),
      onError: (error) => this.#warnOnce('cannot watch or scan a folder; retrying later', folder, error),
    });
    this.#followLoop = this.#follow(this.#following);
    return this.#following.first.finally(() => {
      this.#isListing = false;
    });
  }

  /** Uploads nothing more: what is pending stays undone. */
  giveUp(): void {
    this.#stopping = true;
    this.#pending.clear();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#following?.stop();
    await Promise.allSettled([this.#followLoop, this.#uploading, this.#scanning, this.#findingMissed]);
    await this.#large?.done;
    this.#uploaded.close();
  }

  async #follow({ scan }: Following<boolean>): Promise<void> {
    while (!this.#stopping) {
      await this.#syncPending();
      if (this.#pending.shouldScan)
        this.#findingMissed ??= this.#pending.findMissed(scan).finally(() => {
          this.#findingMissed = undefined;
        });
      await pause(quietMilliseconds / 4);
    }
  }

  /** Logs the first problem with each file; the uploader retries many times. */
  #warnOnce(message: string, file: string, error: unknown): void {
    if (this.#reported.has(file)) return;
    this.#reported.add(file);
    this.#options.log.warn(message, { file, error: describeError(error) });
  }

  #mayUpload(lane: Lane): boolean {
    return this.#options.mayUpload?.(lane) !== false;
  }

  async #syncPending(): Promise<void> {
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
      if (await work()) this.#pending.done(relative, pending);
    } catch (error) {
      // On a full disk the file is in order. It stays pending.
      if (isDiskFull(error) || !this.#mayUpload('prompt')) return false;
      this.#warnOnce('cannot read a file; retrying later', relative, error);
      this.#pending.done(relative, pending);
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
      await this.#copies.remove(relative);
      return true;
    }
    if (await this.#copies.isCurrent(relative, seen)) return true;
    const now = Date.now();
    if (seen.fingerprint !== pending.fingerprint) {
      pending.fingerprint = seen.fingerprint;
      pending.since = Math.min(now, seen.changedAt); // a file that has not changed for long need not wait
    }
    if (now - pending.since < quietMilliseconds) return false;
    if (seen.size > limits.container) {
      // Normalize would refuse it, so it is not even read. What the bucket holds of an earlier content goes.
      const limit = new Error(`${seen.size} bytes; the largest files have ${limits.container}`);
      this.#warnOnce('a file is too large and is not uploaded', relative, limit);
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
