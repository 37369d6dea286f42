/** All that was ever made of some keys: their versions, the documents read from them, the payloads of these. */
import { payloadId, serialize } from '../../core/document/identity.ts';
import { readVersion } from '../../core/formats/readVersion.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { versionsOf } from '../../core/queries/versionOutcomes.ts';
import { documentMeta, from } from '../../core/records/document.ts';
import { documentOfChild, isChild, keys as rowKeys } from '../../core/records/keys.ts';
import { readingOf } from '../../core/records/readings.ts';
import type { ErasureScope } from './note.ts';

/**
 * From the rows, and from every version read anew: what an earlier version said is in no row any more. (A payload that an earlier reader
 * made of it is pointed to by nothing, and goes with the sweep.)
 */
export async function scopeOf(
  ports: Pick<Ports, 'inbox' | 'table' | 'read'>,
  keys: readonly string[],
): Promise<ErasureScope> {
  const scope: ErasureScope = { keys, docs: new Set(), payloads: new Set(), readings: new Set() };
  for (const key of keys) {
    for (const row of await queryAll(ports.table, { pk: rowKeys.claim(key).pk, consistent: true }))
      if (isChild(row)) scope.docs.add(documentOfChild(row));
    for (const { version, deleted } of await versionsOf(ports.inbox, key)) {
      const info = deleted ? undefined : await ports.inbox.head(key, version);
      if (info === undefined) continue;
      scope.readings.add(readingOf(info));
      await readVersion(ports, info, (doc, { content }) => {
        scope.docs.add(doc);
        scope.payloads.add(payloadId(serialize(content)));
      });
    }
  }
  for (const doc of scope.docs) {
    for (const row of await queryAll(ports.table, { pk: rowKeys.document(doc).pk, consistent: true })) {
      if (row.sk !== 'META') {
        if (isLive(row) && keys.includes(from.parse(row).key)) scope.payloads.add(from.parse(row).payload);
        continue;
      }
      const { pending, applied } = documentMeta.parse(row);
      for (const { payload } of [...pending, ...(applied?.basis ? [applied.basis] : [])])
        scope.payloads.add(payload);
    }
  }
  return scope;
}
