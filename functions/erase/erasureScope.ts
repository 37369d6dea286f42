/** Finds everything that was ever derived from some keys: documents, payloads and version readings. */
import { payloadId, serialize } from '../../core/document/documentIdentity.ts';
import { readVersion } from '../../core/formats/readObjectVersion.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { readVersions } from '../../core/queries/versionOutcomes.ts';
import { containerReadingKey } from '../../core/records/containerReadings.ts';
import { documentMeta, documentSource } from '../../core/records/document.ts';
import { feedReadingPrefix } from '../../core/records/feedReadings.ts';
import { documentOfChild, isChildRow, keys as rowKeys } from '../../core/records/keys.ts';
import { versionReadingKey } from '../../core/records/versionReadings.ts';

/** Everything derived from some keys of the inbox. */
export interface ErasureScope {
  keys: readonly string[];
  docs: Set<string>;
  payloads: Set<string>;
  /** Archive keys, or their prefixes, of what versions were read as. */
  readings: Set<string>;
}

/**
 * Uses the rows, and reads every version of the keys again: no row describes the content of an earlier
 * version. A payload that an earlier reader made from it is referred to by nothing, so the sweep removes it.
 */
export async function findErasureScope(
  ports: Pick<Ports, 'inbox' | 'table' | 'read'>,
  keys: readonly string[],
): Promise<ErasureScope> {
  const scope: ErasureScope = { keys, docs: new Set(), payloads: new Set(), readings: new Set() };
  for (const key of keys) await addKey(ports, key, scope);
  for (const doc of scope.docs) await addPayloads(ports, doc, scope);
  return scope;
}

async function addKey(
  ports: Pick<Ports, 'inbox' | 'table' | 'read'>,
  key: string,
  { docs, payloads, readings }: ErasureScope,
): Promise<void> {
  for (const row of await queryAll(ports.table, { pk: rowKeys.claim(key).pk, consistent: true }))
    if (isChildRow(row)) docs.add(documentOfChild(row));
  readings.add(feedReadingPrefix(key));
  for (const { version, deleted } of await readVersions(ports.inbox, key)) {
    const info = deleted ? undefined : await ports.inbox.head(key, version);
    if (info === undefined) continue;
    readings.add(versionReadingKey(info));
    readings.add(containerReadingKey(info));
    await readVersion(ports, info, (doc, { content }) => {
      docs.add(doc);
      payloads.add(payloadId(serialize(content)));
    });
  }
}

async function addPayloads(
  { table }: Pick<Ports, 'table'>,
  doc: string,
  { keys, payloads }: ErasureScope,
): Promise<void> {
  for (const row of await queryAll(table, { pk: rowKeys.document(doc).pk, consistent: true })) {
    if (row.sk === 'META') {
      const { pending, applied } = documentMeta.parse(row);
      for (const { payload } of [...pending, ...(applied?.basis ? [applied.basis] : [])])
        payloads.add(payload);
    } else if (isLive(row)) {
      const source = documentSource.parse(row);
      if (keys.includes(source.key)) payloads.add(source.payload);
    }
  }
}
