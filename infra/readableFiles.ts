/**
 * The modes of what is deployed. CDK's zip keeps them, and Lambda runs a function as a user of its own: where
 * the umask of the building machine hides new files from other users, no function would find its own code.
 */
import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const readByAll = 0o444;

/** Lets every user read the files of a folder, at any depth. */
export async function makeReadable(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    const path = join(folder, name);
    const file = await stat(path);
    if (file.isFile() && (file.mode & readByAll) !== readByAll) await chmod(path, file.mode | readByAll);
  }
}
