/** The secrets that sign cursors on one machine: two files of the home, rotated by whoever reads them when the newer one is a month old. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadCursorSecrets } from '../../core/ports/cursorSecret.ts';

/** As often as on AWS. */
const rotationMilliseconds = 30 * 24 * 60 * 60_000;

/** Broken off between its steps, the next reading goes on. Only the server reads them, and a home has one. */
export function localCursorSecrets(folder: string, clock: () => number): ReadCursorSecrets {
  const current = path.join(folder, 'cursor.secret');
  const previous = path.join(folder, 'cursor.secret.previous');
  return async () => {
    if (existsSync(current) && clock() - statSync(current).mtimeMs >= rotationMilliseconds)
      renameSync(current, previous);
    if (!existsSync(current)) make(current);
    return [current, previous].filter(existsSync).map((file) => readFileSync(file));
  };
}

function make(file: string): void {
  const made = `${file}.new`;
  rmSync(made, { force: true });
  writeFileSync(made, randomBytes(32), { mode: 0o600, flag: 'wx' });
  renameSync(made, file);
}
