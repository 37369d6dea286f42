/** The inbox folder as a start finds it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../runtime/local/faults.ts';
import { createFolder, resolveLinks } from './folderPaths.ts';

/**
 * Creates the inbox of a new home folder. A later start leaves a missing one missing: it may be on a disk
 * that is not mounted, and an empty folder would remove all its news.
 *
 * @returns its path without links
 * @throws StartError
 */
export function openInbox(folder: string, home: string): string {
  try {
    if (existsSync(folder) || !existsSync(path.join(home, 'table.sqlite'))) createFolder(folder);
    return resolveLinks(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const remedy =
      code === 'EEXIST' ? 'move away what is in its place' : 'set DATELINE_INBOX to another folder';
    throw new StartError(`Dateline cannot create the inbox folder ${folder} (${code}); ${remedy}.`);
  }
}
