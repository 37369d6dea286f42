/**
 * The authority as it is now: a user's own files, the newest first, and below them the one that Dateline
 * ships. Claims list the files under AUTHORITY; their entries are read from the bucket, in the version that
 * the claim names, and stay in memory in the compact form until the list changes.
 */
import { type Authority, fileAuthority, layeredAuthority } from '../entities/authority/authority.ts';
import type { ObjectReader } from '../formats/format.ts';
import { readAuthorityVersion } from '../formats/readObjectVersion.ts';
import type { Log } from '../ports/log.ts';
import type { Objects } from '../ports/objects.ts';
import type { Table } from '../ports/table.ts';
import { type Claim, claim } from '../records/claim.ts';
import { authorityPartition } from '../records/keys.ts';
import { readDescending, take } from '../records/sortedRows.ts';

/** Gives the authority as it is now. */
export type ReadAuthority = () => Promise<Authority>;

/** What a user's files may take together: the newest ones count that fit. */
export interface AuthorityBounds {
  files: number;
  /** In the compact form. */
  bytes: number;
}

export const authorityBounds: AuthorityBounds = { files: 100, bytes: 64 * 1024 * 1024 };

interface AuthorityPorts {
  table: Table;
  inbox: Objects;
  read: ObjectReader;
  log: Log;
}

type AuthorityFileClaim = Required<Pick<Claim, 'key' | 'version'>>;

/** The files that were read, in the order in which they count. */
interface Loaded {
  listed: string;
  /** By claim: the compact form; `undefined` of a file that is gone or refused, as its claim will say. */
  files: Map<string, Uint8Array | undefined>;
  authority: Authority;
}

/** @param shipped the authority below the user's own files */
export function authorityReader(
  ports: AuthorityPorts,
  shipped: Authority,
  bounds = authorityBounds,
): ReadAuthority {
  let loaded: Loaded = { listed: '[]', files: new Map(), authority: shipped };
  let loading: Promise<void> = Promise.resolve();
  return async () => {
    const claims = await listAuthorityFiles(ports.table, bounds.files);
    const listed = JSON.stringify(claims);
    // Requests side by side share one load; one that fails is tried again by the next request.
    while (loaded.listed !== listed) {
      const before = loading;
      await before.catch(() => {});
      if (loaded.listed === listed || loading !== before) continue;
      loading = load(ports, claims, shipped, loaded, bounds).then((result) => {
        loaded = result;
      });
      await loading;
    }
    return loaded.authority;
  };
}

async function load(
  ports: AuthorityPorts,
  claims: readonly AuthorityFileClaim[],
  shipped: Authority,
  before: Loaded,
  { bytes: most }: AuthorityBounds,
): Promise<Loaded> {
  const files: Loaded['files'] = new Map();
  let bytes = 0;
  let leftOut = 0;
  for (const each of claims) {
    const name = JSON.stringify(each);
    const lines = before.files.has(name) ? before.files.get(name) : await readFile(ports, each);
    const { length = 0 } = lines ?? {};
    if (bytes + length > most) leftOut++;
    else {
      files.set(name, lines);
      bytes += length;
    }
  }
  if (leftOut > 0)
    ports.log.warn('files of the authority are left out: together they are too large', { leftOut });
  const own = [...files.values()].flatMap((lines) =>
    lines === undefined ? [] : fileAuthority(() => Buffer.from(lines.buffer, lines.byteOffset, lines.length)),
  );
  const authority = own.length === 0 ? shipped : layeredAuthority([...own, shipped]);
  return { listed: JSON.stringify(claims), files, authority };
}

/** The user's files, the newest first: of two entries with one id the newer file's counts. */
async function listAuthorityFiles(table: Table, most: number): Promise<AuthorityFileClaim[]> {
  const range = { from: '0000', to: '9999', limit: most } as const;
  const rows = readDescending(table, { index: 'list', pk: authorityPartition, ...range });
  const found = await take(rows, most);
  if (found.length === 0) return [];
  const claims = await table.batchGet(found.map(({ row: { pk, sk } }) => ({ pk, sk })));
  return claims.flatMap((row, i) => {
    // The index may be late: the claim itself says whether it is a file of the authority.
    if (row === undefined || row.listSk !== found[i]?.position) return [];
    const { key, version } = claim.parse(row);
    return key === undefined || version === undefined ? [] : [{ key, version }];
  });
}

async function readFile(
  ports: AuthorityPorts,
  { key, version }: AuthorityFileClaim,
): Promise<Uint8Array | undefined> {
  const info = await ports.inbox.head(key, version);
  return info && readAuthorityVersion(ports, info);
}
