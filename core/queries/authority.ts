/**
 * The authority as it is now: a user's own files, the newest first, and below them the one that Dateline
 * ships. Claims list the files under AUTHORITY; their entries are read from the bucket, in the version that
 * the claim names, and stay in memory until the list changes.
 */
import { type Authority, entriesAuthority, layeredAuthority } from '../entities/authority/authority.ts';
import type { AuthorityEntry } from '../entities/authority/entry.ts';
import { ObjectUnreadable } from '../errors.ts';
import { readAuthorityFile } from '../formats/authority/authorityFile.ts';
import type { Objects } from '../ports/objects.ts';
import type { Table } from '../ports/table.ts';
import { type Claim, claim } from '../records/claim.ts';
import { authorityPartition } from '../records/keys.ts';
import { readDescending, take } from '../records/sortedRows.ts';

/** Gives the authority as it is now. */
export type ReadAuthority = () => Promise<Authority>;

/** How many files of a user count, the newest ones. */
const mostFiles = 100;

type AuthorityFileClaim = Required<Pick<Claim, 'key' | 'version'>>;

/** @param shipped the authority below the user's own files */
export function authorityReader(ports: { table: Table; inbox: Objects }, shipped: Authority): ReadAuthority {
  let known = '[]';
  let authority = shipped;
  return async () => {
    const files = await listAuthorityFiles(ports.table);
    const listed = JSON.stringify(files);
    if (listed === known) return authority;
    const entries: AuthorityEntry[] = [];
    for (const file of files) entries.push(...((await readEntries(ports.inbox, file)) ?? []));
    authority = files.length === 0 ? shipped : layeredAuthority(entriesAuthority(entries), shipped);
    known = listed;
    return authority;
  };
}

/** The user's files, the newest first: of two entries with one id the newer file's counts. */
async function listAuthorityFiles(table: Table): Promise<AuthorityFileClaim[]> {
  const range = { from: '0000', to: '9999', limit: mostFiles } as const;
  const rows = readDescending(table, { index: 'list', pk: authorityPartition, ...range });
  const found = await take(rows, mostFiles);
  if (found.length === 0) return [];
  const claims = await table.batchGet(found.map(({ row: { pk, sk } }) => ({ pk, sk })));
  return claims.flatMap((row, i) => {
    // The index may be late: the claim itself says whether it is a file of the authority.
    if (row === undefined || row.listSk !== found[i]?.position) return [];
    const { key, version } = claim.parse(row);
    return key === undefined || version === undefined ? [] : [{ key, version }];
  });
}

/** The entries of a version; nothing of one that is gone or cannot be read: its claim follows. */
async function readEntries(
  inbox: Objects,
  { key, version }: AuthorityFileClaim,
): Promise<AuthorityEntry[] | undefined> {
  try {
    const object = await inbox.get(key, { version });
    const file = object && (await readAuthorityFile(await object.bytes(), key));
    return file === undefined || 'code' in file ? undefined : file.entries;
  } catch (error) {
    if (error instanceof ObjectUnreadable) return undefined;
    throw error;
  }
}
