/**
 * The events of a tree of folders, with one watch for each folder. A watch for each file would take ten
 * kilobytes of memory, and a system has a limit on their number (docs/adr/0057-one-watch-for-each-folder.md).
 */
import { type FSWatcher, lstatSync, watch } from 'node:fs';
import path from 'node:path';

export interface FolderEvents {
  /** Something happened at this absolute path. */
  onPath(file: string): void;
  /** A folder appeared, vanished or was replaced. If it is there, it is not watched yet. */
  onFolder(relative: string): void;
  /** A folder cannot be watched. */
  onError(error: unknown): void;
}

export class WatchedFolders {
  readonly #root: string;
  readonly #events: FolderEvents;
  /** By the path of each folder, relative to the root. */
  readonly #watchers = new Map<string, FSWatcher>();
  #isOver = false;

  constructor(root: string, events: FolderEvents) {
    this.#root = path.resolve(root);
    this.#events = events;
  }

  /** Watches a folder, but no folder in it. What appears in it afterwards causes an event. */
  watch(relative: string): void {
    if (this.#isOver || this.#watchers.has(relative)) return;
    try {
      const watcher = watch(this.#absolute(relative), (event, name) => this.#onEvent(relative, event, name));
      watcher.on('error', (error) => {
        this.#unwatch(relative);
        this.#events.onError(error);
      });
      this.#watchers.set(relative, watcher);
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code)))
        this.#events.onError(error);
    }
  }

  close(): void {
    this.#isOver = true;
    this.#unwatch('');
  }

  /** @param name what it happened to in the folder; if the folder itself is gone, its own name */
  #onEvent(folder: string, event: 'change' | 'rename', name: string | null): void {
    if (this.#isOver) return;
    if (name === null) {
      this.#events.onFolder(folder);
      return;
    }
    const relative = folder === '' ? name : `${folder}/${name}`;
    this.#events.onPath(this.#absolute(relative));
    if (event !== 'rename') return;
    if (name === path.basename(this.#absolute(folder))) this.#lookAgain(folder);
    if (this.#watchers.has(relative) || this.#isFolder(relative)) this.#lookAgain(relative);
  }

  /** A watch stays with a folder that was moved or replaced. */
  #lookAgain(folder: string): void {
    this.#unwatch(folder);
    this.#events.onFolder(folder);
  }

  /** Ends the watches of a folder and of all below it. */
  #unwatch(folder: string): void {
    if (!this.#watchers.has(folder)) return;
    for (const [relative, watcher] of this.#watchers) {
      if (folder !== '' && relative !== folder && !relative.startsWith(`${folder}/`)) continue;
      watcher.close();
      this.#watchers.delete(relative);
    }
  }

  #isFolder(relative: string): boolean {
    try {
      return lstatSync(this.#absolute(relative)).isDirectory();
    } catch {
      return false; // gone again, or a scan says what is wrong with it
    }
  }

  #absolute(relative: string): string {
    return path.join(this.#root, relative);
  }
}
