/** Follows a folder: by its file system events, and by scans for what caused none. */
import type { Stats } from 'node:fs';
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isWithin } from '../folderPaths.ts';

/**
 * How long after a scan the next one starts: a multiple of the scan's own duration, within bounds in
 * milliseconds. So a small folder is soon up to date, and a large one is not scanned all the time.
 */
const rescan = { timesDuration: 50, minimum: 5_000, maximum: 60_000 } as const;
/** A scan also follows once no new folder has appeared for this long. */
const afterFolderMilliseconds = 300;

export interface FolderFollower {
  /** Something happened at this path. */
  onPath(file: string): void;
  scan(): Promise<void>;
  /** The folder cannot be watched or scanned; that is tried again. */
  onError(error: unknown): void;
}

export interface FollowedFolder {
  /** Scans it once no new folder has appeared for a moment. */
  scanSoon(): void;
  /** A scan that is going on goes on. */
  unfollow(): Promise<void>;
}

export function followFolder(folder: string, { onPath, scan, onError }: FolderFollower): FollowedFolder {
  let afterFolder: NodeJS.Timeout | undefined;
  let next: NodeJS.Timeout | undefined;
  let isOver = false;
  const scanned = () => scan().catch(onError);
  const scanSoon = () => {
    clearTimeout(afterFolder);
    if (!isOver) afterFolder = setTimeout(scanned, afterFolderMilliseconds);
  };
  const watcher = watchFolder(folder, {
    onPath,
    onError,
    // Files that appear in a new folder before it is watched cause no event.
    onFolder: scanSoon,
    // Files that appeared between the scan at the start and now caused no event.
    onReady: scanned,
  });
  const scanAfter = (milliseconds: number) => {
    next = setTimeout(async () => {
      const started = performance.now();
      await scanned();
      const wait = rescan.timesDuration * (performance.now() - started);
      if (!isOver) scanAfter(Math.min(rescan.maximum, Math.max(rescan.minimum, wait)));
    }, milliseconds);
  };
  scanAfter(rescan.minimum);
  return {
    scanSoon,
    async unfollow() {
      isOver = true;
      clearTimeout(next);
      clearTimeout(afterFolder);
      await watcher.close();
    },
  };
}

interface FolderEvents extends Pick<FolderFollower, 'onPath' | 'onError'> {
  /** A folder appeared or vanished. */
  onFolder(): void;
  /** From now on, changes cause events. */
  onReady(): void;
}

/**
 * Watches folders and no files: a watch of a file takes ten kilobytes of memory, and a system has a limit on
 * their number.
 */
function watchFolder(folder: string, events: FolderEvents): FSWatcher {
  const ignored = (_: string, stats?: Stats) => stats !== undefined && !stats.isDirectory();
  return (
    watch(folder, { followSymlinks: false, ignoreInitial: true, atomic: false, ignored })
      .on('all', (event, file) => (event.endsWith('Dir') ? events.onFolder() : events.onPath(file)))
      // What happened to a file, the raw event of its folder says. While the folder itself is missing, the one
      // around it is watched too: what lies there is none of ours.
      .on('raw', (_, name, details) => {
        const { watchedPath } = details as { watchedPath: string };
        const file = path.join(watchedPath, name ?? '');
        if (isWithin(file, folder)) events.onPath(file);
      })
      .on('ready', () => events.onReady())
      .on('error', (error) => events.onError(error))
  );
}
