/** What is asked to be erased, as keys of the inbox: nothing smaller than a file can be taken out of a bucket. */

import { paginate, queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { claim as claimRow } from '../../core/records/claim.ts';
import { documentOfChild, keys as rowKeys } from '../../core/records/keys.ts';
import { sourcesOf } from '../../core/records/sources.ts';

type TargetPorts = Pick<Ports, 'inbox' | 'table'>;

/** Nothing is erased; the message is one sentence that says why. */
export class ErasureRefused extends Error {
  override name = 'ErasureRefused';
}

/**
 * @param asked a key, or the id of a document
 * @returns the key, or all keys that hold the document
 * @throws ErasureRefused where nothing is known of it, or where others share a file with the document
 */
export async function keysOf(ports: TargetPorts, asked: string): Promise<string[]> {
  if (await isKnown(ports, asked)) return [asked];
  const keys = await holdersOf(ports, asked);
  if (keys.length === 0)
    throw new ErasureRefused(
      `Nothing is known of «${asked}», neither as a key nor as a document; a document whose files are gone for more than a day is erased by their keys.`,
    );
  const shared: string[] = [];
  for (const key of keys) {
    const others = (await documentsOf(ports, key)).filter((doc) => doc !== asked).length;
    if (others > 0) shared.push(`«${key}» (with ${others} other${others === 1 ? '' : 's'})`);
  }
  if (shared.length > 0)
    throw new ErasureRefused(
      `Document ${asked} lies in a file together with others, and a file is erased as a whole: ${shared.join(', ')}; ` +
        'put what is to stay under another key, then erase by key.',
    );
  return keys;
}

async function isKnown({ inbox, table }: TargetPorts, key: string): Promise<boolean> {
  const row = await table.get(rowKeys.claim(key), { consistent: true });
  if (row !== undefined && claimRow.parse(row).key !== undefined) return true;
  for await (const version of paginate((cursor) => inbox.listVersions(key, cursor)))
    return version.key === key;
  return row !== undefined;
}

/** The keys of a document's sources; where none is left, those that it lately had, as far as their claims still name them. */
async function holdersOf({ table }: TargetPorts, doc: string): Promise<string[]> {
  const sources = await sourcesOf(table, doc);
  if (sources.length > 0) return sources.map(({ key }) => key);
  const markers = await queryAll(table, { pk: rowKeys.document(doc).pk, prefix: 'FROM#', consistent: true });
  const claims = await Promise.all(
    markers.map(({ sk }) => table.get({ pk: `OBJ#${sk.slice('FROM#'.length)}`, sk: 'META' })),
  );
  return claims.flatMap((row) => (row === undefined ? [] : (claimRow.parse(row).key ?? [])));
}

async function documentsOf({ table }: TargetPorts, key: string): Promise<string[]> {
  const children = await queryAll(table, { pk: rowKeys.claim(key).pk, prefix: 'DOC#', consistent: true });
  return children.filter(isLive).map(documentOfChild);
}
