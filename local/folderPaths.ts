/** Creates the folders that Dateline needs, and compares their paths. */
import { mkdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Creates a folder and its missing parents, one at a time. Node's recursive `mkdir` never returns where the
 * file system answers "not found" to the creation itself, as below `/proc`.
 *
 * @param rights of the folder if it is new, as `mkdir` takes them; its parents have the usual ones
 * @throws what `mkdir` throws
 */
export function createFolder(folder: string, rights?: number): void {
  try {
    mkdirSync(folder, rights);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const parent = path.dirname(folder);
    if (code !== 'ENOENT' || parent === folder) throw error;
    createFolder(parent);
    mkdirSync(folder, rights);
  }
}

/**
 * Resolves the links in a path. Works for a folder that does not exist yet: then its existing parents are
 * resolved.
 */
export function resolveLinks(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(resolveLinks(parent), path.basename(folder));
  }
}

/** Whether a folder is another folder or below it. Both paths must come from `resolveLinks`. */
export function isWithin(folder: string, other: string): boolean {
  const way = path.relative(other, folder);
  return way === '' || !(way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way));
}
