/** Resolves the target of an erasure to keys of the inbox: a file is the smallest unit that can be erased. */

import { paginate, queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import { documentOfChild, keys as rowKeys } from '../../core/records/keys.ts';
import { readSources } from '../../core/records/sources.ts';

type TargetPorts = Pick<Ports, 'inbox' | 'table'>;

/** The erasure cannot proceed; the message says why in one sentence for the user. */
export class ErasureRefused extends Error {
  override name = 'ErasureRefused';
}

/**
 * @param target a key, or the id of a document
 * @returns the key, or all keys that are a source of the document
 * @throws ErasureRefused if the target is unknown, or if one of the document's files holds other documents
 * too
 */
export async function resolveErasureKeys(ports: TargetPorts, target: string): Promise<string[]> {
  if (await isKnownKey(ports, target)) return [target];
  const keys = await readSourceKeys(ports, target);
  if (keys.length === 0)
    throw new ErasureRefused(
      `"${target}" is neither a known key nor a known document; ` +
        'if the files of a document were deleted more than a day ago, erase those files by their keys.',
    );
  const shared: string[] = [];
  for (const key of keys) {
    const others = (await readDocumentIds(ports, key)).filter((doc) => doc !== target).length;
    if (others > 0) shared.push(`"${key}" (with ${others} other${others === 1 ? '' : 's'})`);
  }
  if (shared.length > 0)
    throw new ErasureRefused(
      `Document ${target} shares a file with others, and only whole files can be erased: ` +
        `${shared.join(', ')}; put what should stay under another key, then erase by key.`,
    );
  return keys;
}

async function isKnownKey({ inbox, table }: TargetPorts, key: string): Promise<boolean> {
  const row = await table.get(rowKeys.claim(key), { consistent: true });
  if (row !== undefined && claimRow.parse(row).key !== undefined) return true;
  for await (const version of paginate((cursor) => inbox.listVersions(key, cursor)))
    return version.key === key;
  return row !== undefined;
}

/**
 * The keys of a document's sources. If it has none left, the keys that its tombstones point to, as far as the
 * claims still name them.
 */
async function readSourceKeys({ table }: TargetPorts, doc: string): Promise<string[]> {
  const sources = await readSources(table, doc);
  if (sources.length > 0) return sources.map(({ key }) => key);
  const { pk } = rowKeys.document(doc);
  const tombstones = await queryAll(table, { pk, prefix: 'FROM#', consistent: true });
  const claims = await Promise.all(
    tombstones.map(({ sk }) => table.get({ pk: `OBJ#${sk.slice('FROM#'.length)}`, sk: 'META' })),
  );
  return claims.flatMap((row) => (row === undefined ? [] : (claimRow.parse(row).key ?? [])));
}

async function readDocumentIds({ table }: TargetPorts, key: string): Promise<string[]> {
  const children = await queryAll(table, { pk: rowKeys.claim(key).pk, prefix: 'DOC#', consistent: true });
  return children.filter(isLive).map(documentOfChild);
}
