/** Folders that Dateline needs before it can start. */
import { mkdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes the folder and those above it, each by itself: `mkdir` of Node with `recursive` never comes back where the file system says «not
 * found» for what is to be made (`/proc/x`).
 *
 * @throws as `mkdir` does
 */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const above = path.dirname(folder);
    if (code !== 'ENOENT' || above === folder) throw error;
    makeFolder(above);
    mkdirSync(folder);
  }
}

/** Where a folder really lies, links followed as far as it is there. */
export function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const above = path.dirname(folder);
    return above === folder ? folder : path.join(realFolder(above), path.basename(folder));
  }
}

/** Is it the other folder, or below it? Both as `realFolder` has them. */
export function within(folder: string, other: string): boolean {
  const way = path.relative(other, folder);
  return way === '' || !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way));
}
