/**
 * The secrets that sign cursors on one machine: two files of the home folder. A read rotates a secret of 30
 * days.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadCursorSecrets } from '../../core/ports/cursorSecret.ts';

/** As often as on AWS. */
const rotationMilliseconds = 30 * 24 * 60 * 60_000;

/**
 * If a rotation is interrupted, the next read completes it. Reads do not race, because only the server reads,
 * and a home folder has one server.
 */
export function localCursorSecrets(folder: string, clock: () => number): ReadCursorSecrets {
  const current = path.join(folder, 'cursor.secret');
  const previous = path.join(folder, 'cursor.secret.previous');
  return async () => {
    if (existsSync(current) && clock() - statSync(current).mtimeMs >= rotationMilliseconds)
      renameSync(current, previous);
    if (!existsSync(current)) writeSecret(current);
    return [current, previous].filter(existsSync).map((file) => readFileSync(file));
  };
}

function writeSecret(file: string): void {
  const temporary = `${file}.new`;
  rmSync(temporary, { force: true });
  writeFileSync(temporary, randomBytes(32), { mode: 0o600, flag: 'wx' });
  renameSync(temporary, file);
}
