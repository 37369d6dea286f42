/** The authority that Dateline ships. On Lambda its file is beside the bundle. */
import { readFileSync } from 'node:fs';
import { type Authority, fileAuthority } from '../core/entities/authority/authority.ts';

export const authorityFile = 'authority.tsv';

/** Reads the file at the first look-up. */
export function defaultAuthority(
  file = new URL(`../authority/${authorityFile}`, import.meta.url),
): Authority {
  return fileAuthority(() => readFileSync(file));
}
