/**
 * The uploader of the local runtime: makes the bucket hold what a folder holds. What the file system says of a change is only a hint;
 * the file is looked at, and taken when it has stopped changing. A database remembers what was uploaded, so a restart notices what
 * changed meanwhile.
 */
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Log } from '../core/ports/log.ts';
import type { Objects } from '../core/ports/objects.ts';
import { describe } from '../core/protocol/stage.ts';
import { Folder } from './folder.ts';
import { keyOf, UploadedFiles, type UploaderName, uploaderPrefixes } from './uploadedFiles.ts';

/** A file is whole when it has stayed the same for this long. */
const settleMilliseconds = 200;
/**
 * When the folder is walked anew, for whatever the file system did not tell: after this many times as long as the last walk took, within these
 * bounds, so that a small folder is never wrong for long and a large one is not walked all the time.
 */
const rescan = { times: 50, least: 5_000, most: 60_000 } as const;
/** After new folders have come, and no more of them for this long, it is walked as well. */
const rescanSoonMilliseconds = 300;

export interface UploaderOptions {
  /** Tells apart the uploaders that share a database. */
  name: UploaderName;
  folder: string;
  bucket: Objects;
  database: string;
  log: Log;
  /** Metadata that a file's sidecar need not give. */
  metadata?: (relative: string) => Record<string, string>;
}

/** A path that is to be looked at: what was seen there last, and since when it has been so. */
interface Waiting {
  print?: string;
  since: number;
}

export class Uploader {
  readonly #options: UploaderOptions;
  readonly #folder: Folder;
  readonly #uploaded: UploadedFiles;
  readonly #prefix: string;
  readonly #waiting = new Map<string, Waiting>();
  readonly #complained = new Set<string>();
  #watcher: FSWatcher | undefined;
  #rescanSoon: NodeJS.Timeout | undefined;
  #rescan: NodeJS.Timeout | undefined;
  #following: Promise<void> = Promise.resolve();

  constructor(options: UploaderOptions) {
    this.#options = options;
    this.#folder = new Folder(options.folder);
    this.#uploaded = new UploadedFiles(options.database);
    this.#prefix = uploaderPrefixes[options.name];
  }

  /** Files known to differ from what was uploaded that are not in the bucket yet. */
  get pending(): number {
    return this.#waiting.size;
  }

  /** Finds what changed since the last look, whoever missed it. */
  async scan(): Promise<void> {
    const unseen = new Set(this.#uploaded.paths(this.#options.name));
    const unreadable = (relative: string, error: unknown) =>
      this.#complain(
        'a file or folder cannot be read; it is tried again at least every minute',
        relative,
        error,
      );
    for await (const relative of this.#folder.files(unreadable)) {
      unseen.delete(relative);
      if ((await this.#folder.print(relative))?.print !== this.#uploaded.print(this.#options.name, relative))
        this.#look(relative);
    }
    for (const relative of unseen) this.#look(relative);
  }

  /** Uploads all that waits: for a folder that is not followed. */
  async finish(): Promise<void> {
    while (this.#waiting.size > 0) {
      await this.#bringAll();
      if (this.#waiting.size > 0) await pause(settleMilliseconds / 4);
    }
  }

  /** From now on does whatever the folder does. */
  follow(): void {
    const { folder, log } = this.#options;
    const complain = (error: unknown) =>
      log.warn('the folder cannot be watched or walked; it is tried again', {
        folder,
        error: describe(error),
      });
    this.#watcher = watch(folder, { followSymlinks: false, ignoreInitial: true, atomic: false })
      .on('all', (event, file) => {
        if (!event.endsWith('Dir')) this.#look(this.#folder.relative(file));
        else {
          // Files that came into a new folder before it was watched are told of by nobody.
          clearTimeout(this.#rescanSoon);
          this.#rescanSoon = setTimeout(() => this.scan().catch(complain), rescanSoonMilliseconds);
        }
      })
      // The watcher says nothing of a file that it never told of, when that file goes; the file system does.
      .on('raw', (_, name, place) =>
        this.#look(
          this.#folder.relative(path.join((place as { watchedPath: string }).watchedPath, name ?? '')),
        ),
      )
      // What came between the scan at start and now, nobody would tell of.
      .on('ready', () => this.scan().catch(complain))
      .on('error', complain);
    const rescanAfter = (milliseconds: number) => {
      this.#rescan = setTimeout(async () => {
        const started = performance.now();
        await this.scan().catch(complain);
        const wait = rescan.times * (performance.now() - started);
        if (this.#watcher !== undefined) rescanAfter(Math.min(rescan.most, Math.max(rescan.least, wait)));
      }, milliseconds);
    };
    rescanAfter(rescan.least);
    this.#following = this.#follow();
  }

  async stop(): Promise<void> {
    clearTimeout(this.#rescan);
    clearTimeout(this.#rescanSoon);
    const watcher = this.#watcher;
    this.#watcher = undefined;
    await watcher?.close();
    await this.#following;
    this.#uploaded.close();
  }

  async #follow(): Promise<void> {
    while (this.#watcher !== undefined) {
      await this.#bringAll();
      await pause(settleMilliseconds / 4);
    }
  }

  /** Once for each file: it is tried again and again. */
  #complain(message: string, file: string, error: unknown): void {
    if (this.#complained.has(file)) return;
    this.#complained.add(file);
    this.#options.log.warn(message, { file, error: describe(error) });
  }

  #look(relative: string): void {
    this.#waiting.set(relative, { since: Date.now() });
  }

  async #bringAll(): Promise<void> {
    for (const [relative, waiting] of [...this.#waiting]) {
      try {
        if ((await this.#bring(relative, waiting)) && this.#waiting.get(relative) === waiting)
          this.#waiting.delete(relative);
      } catch (error) {
        this.#complain('a file cannot be read; it is tried again at least every minute', relative, error);
        this.#waiting.delete(relative);
      }
    }
  }

  /** `true`: the bucket holds what the folder held when it was looked at. `false`: the file is still changing. */
  async #bring(relative: string, waiting: Waiting): Promise<boolean> {
    const { bucket } = this.#options;
    const seen = await this.#folder.print(relative);
    if (seen === undefined) return this.#remove(relative);
    if (seen.print === this.#uploaded.print(this.#options.name, relative)) return true;
    const now = Date.now();
    if (seen.print !== waiting.print) {
      waiting.print = seen.print;
      waiting.since = Math.min(now, seen.touched); // a file that was left alone for long need not be waited for
    }
    if (now - waiting.since < settleMilliseconds) return false;
    const bytes = await this.#folder.read(relative);
    const metadata = { ...this.#options.metadata?.(relative), ...(await this.#sidecar(relative)) };
    if (bytes === undefined || (await this.#folder.print(relative))?.print !== seen.print) return false;
    // Noted before as well: if this process dies now and the file goes meanwhile, the next one must know that the bucket may hold it.
    if (this.#uploaded.print(this.#options.name, relative) === undefined)
      this.#uploaded.remember(this.#options.name, relative, 'on its way');
    await bucket.put(keyOf(this.#prefix, relative), bytes, { metadata });
    this.#uploaded.remember(this.#options.name, relative, seen.print);
    return true;
  }

  async #remove(relative: string): Promise<boolean> {
    if (this.#uploaded.print(this.#options.name, relative) === undefined) return true;
    await this.#options.bucket.delete(keyOf(this.#prefix, relative));
    this.#uploaded.forget(this.#options.name, relative);
    return true;
  }

  async #sidecar(relative: string): Promise<Record<string, string> | undefined> {
    return this.#folder.sidecar(relative).catch((error) => {
      this.#options.log.warn('a sidecar is not a JSON object of strings; its file is uploaded without it', {
        file: relative,
        error: describe(error),
      });
      return undefined;
    });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
