/** File system events of a folder, as hints to inspect a path or to scan the folder. */
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';

export interface FolderEvents {
  /** Something happened at this path. */
  onPath(file: string): void;
  /** A folder appeared or vanished. Files that appear in a new folder before it is watched cause no event. */
  onFolder(): void;
  /** From now on, changes cause events. */
  onReady(): void;
  onError(error: unknown): void;
}

export function watchFolder(folder: string, events: FolderEvents): FSWatcher {
  return (
    watch(folder, { followSymlinks: false, ignoreInitial: true, atomic: false })
      .on('all', (event, file) => (event.endsWith('Dir') ? events.onFolder() : events.onPath(file)))
      // If a file appears and vanishes before chokidar reports it, only the raw event reports its removal.
      .on('raw', (_, name, details) => {
        const { watchedPath } = details as { watchedPath: string };
        events.onPath(path.join(watchedPath, name ?? ''));
      })
      .on('ready', () => events.onReady())
      .on('error', (error) => events.onError(error))
  );
}
