/** Follows a folder: by the events of all folders in it, and by scans for what caused none. */
import { WatchedFolders } from './watchedFolders.ts';

/**
 * How long after a scan the next one starts: a multiple of the scan's own duration, within bounds in
 * milliseconds. So a small folder is soon up to date, and a large one is not scanned all the time: of a
 * million files, a scan takes a fifth of a minute.
 */
const rescan = { timesDuration: 50, minimum: 5_000, maximum: 60_000, leastTimesDuration: 10 } as const;

export interface FolderFollower<T> {
  /** Something happened at this path. */
  onPath(file: string): void;
  /**
   * Looks at everything below a folder.
   *
   * @param below a path relative to the followed folder; '' is all of it
   * @param watch to be called with each folder before it is listed
   */
  scan(below: string, watch: (relative: string) => void): Promise<T>;
  /** Something cannot be watched or scanned; that is tried again. */
  onError(error: unknown): void;
}

export interface Following<T> {
  /** What the first scan returned or threw. */
  first: Promise<T>;
  /** Scans all of it now. */
  scan(): Promise<unknown>;
  /** Ends it; a scan that is going on goes on. */
  stop(): void;
}

export function followFolder<T>(folder: string, { onPath, scan, onError }: FolderFollower<T>): Following<T> {
  let next: NodeJS.Timeout | undefined;
  let isOver = false;
  const scanBelow = (relative: string) => scan(relative, (found) => watched.watch(found));
  const rescanBelow = (relative: string) => scanBelow(relative).catch(onError);
  const watched = new WatchedFolders(folder, { onPath, onFolder: rescanBelow, onError });
  const scanAfter = (milliseconds: number) => {
    if (isOver) return;
    next = setTimeout(async () => {
      const started = performance.now();
      await rescanBelow('');
      scanAfter(untilNextScan(performance.now() - started));
    }, milliseconds);
  };
  const first = scanBelow('');
  first.catch(() => {}).finally(() => scanAfter(rescan.minimum));
  return {
    first,
    scan: () => rescanBelow(''),
    stop: () => {
      isOver = true;
      clearTimeout(next);
      watched.close();
    },
  };
}

/** @param duration of the last scan, in milliseconds */
function untilNextScan(duration: number): number {
  const wait = Math.min(rescan.maximum, Math.max(rescan.minimum, rescan.timesDuration * duration));
  return Math.max(wait, rescan.leastTimesDuration * duration);
}
