/**
 * The secrets that sign cursors on one machine: two files of the home folder. The first read after 30 days
 * rotates them.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadCursorSecrets } from '../../core/ports/cursorSecret.ts';
import { isDiskFull } from './diskFull.ts';

/** As often as on AWS. */
const rotationMilliseconds = 30 * 24 * 60 * 60_000;

/**
 * If a rotation is interrupted, the next read completes it. Reads do not race, because only the server reads,
 * and a home folder has one server. On a full disk a secret stays until there is room. A home that has none
 * gets one in memory until then, so that its archive can be read.
 *
 * @param write writes a file; a test gives one that fails
 */
export function localCursorSecrets(
  folder: string,
  clock: () => number,
  write: typeof writeFileSync = writeFileSync,
): ReadCursorSecrets {
  const current = path.join(folder, 'cursor.secret');
  const previous = path.join(folder, 'cursor.secret.previous');
  const next = path.join(folder, 'cursor.secret.new');
  const inMemory = randomBytes(32);
  const isDue = () => !existsSync(current) || clock() - statSync(current).mtimeMs >= rotationMilliseconds;
  const rotate = () => {
    rmSync(next, { force: true });
    write(next, randomBytes(32), { mode: 0o600, flag: 'wx' });
    if (existsSync(current)) renameSync(current, previous);
    renameSync(next, current);
  };
  return async () => {
    try {
      if (isDue()) rotate();
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
    const secrets = [current, previous].filter(existsSync).map((file) => readFileSync(file));
    return existsSync(current) ? secrets : [inMemory, ...secrets];
  };
}
