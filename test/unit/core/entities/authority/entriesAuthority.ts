import { type Authority, fileAuthority } from '../../../../../core/entities/authority/authority.ts';
import { compactLines } from '../../../../../core/entities/authority/compactFile.ts';
import type { AuthorityEntry } from '../../../../../core/entities/authority/entry.ts';

/** The authority of entries of different ids; of those that share a name, the more prominent come first. */
export function entriesAuthority(entries: readonly AuthorityEntry[]): Authority {
  return fileAuthority(() => Buffer.from(`${compactLines(entries).join('\n')}\n`));
}
