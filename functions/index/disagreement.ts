/**
 * Finds documents that are not stored as people's decisions say ("disagreeing"), and sends them back to
 * `store`, which decides once more.
 */

import { readAnnotatedDocument } from '../../core/decisions/annotatedDocument.ts';
import { decideNames, sameDecided } from '../../core/identity/decisions/identify.ts';
import type { Resolution } from '../../core/identity/decisions/resolution.ts';
import type { Item } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { returnDocuments } from '../../core/protocol/messages.ts';
import { queryAll } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { posting } from '../../core/records/entity.ts';
import { hiddenPrefix, keys, postingPrefix } from '../../core/records/keys.ts';
import type { DayHint } from './dayCounts.ts';

const concurrency = 8;

/** What a posting, shown or hidden, says of decisions. */
const decidedPosting = posting.pick({ doc: true, by: true });

/** The documents among these rows of an entity whose posting, shown or hidden, is not as decisions say. */
export function disagreeing(resolution: Resolution, entity: string, rows: readonly Item[]): string[] {
  return rows.filter(isLive).flatMap((row) => {
    const hidden = row.sk.startsWith(hiddenPrefix);
    if (!hidden && !row.sk.startsWith('DAY#')) return [];
    const { doc, by = [] } = decidedPosting.parse(row);
    return resolution.agrees(entity, by, { doc, hidden }) ? [] : [doc];
  });
}

/** The documents, of these, that are not stored as decisions say. Reads their META and annotations. */
export async function findDisagreeing(
  ports: Pick<Ports, 'table' | 'archive'>,
  resolution: Resolution,
  docs: readonly string[],
): Promise<string[]> {
  const found = await mapConcurrent(concurrency, docs, async (doc) => {
    const found = await readAnnotatedDocument(ports, doc);
    if (found === undefined) return [];
    const { meta, annotation } = found;
    const wanted = decideNames(doc, annotation, meta.links, resolution);
    return sameDecided(meta.decided, wanted) ? [] : [doc];
  });
  return found.flat();
}

/**
 * Sends the documents back to `store` whose posting of this entity was written under an older log of
 * decisions. Each function that writes a posting sends a tally message afterwards. So either this notices a
 * store that ran while a decision was made, or the store had written its posting before the decision was
 * applied.
 *
 * @param days of the changed postings
 * @param returned how often the documents were sent back before, as the messages say
 */
export async function returnDisagreeing(
  ports: Pick<Ports, 'table'> & { queues: Pick<Ports['queues'], 'extracted'> },
  resolution: Resolution,
  entity: string,
  days: ReadonlyMap<string, DayHint>,
  returned: number,
): Promise<void> {
  if (!resolution.isNamed(entity)) return;
  const { pk } = keys.entity(entity);
  const docs = new Set<string>();
  for (const [day, { shards }] of days)
    for (const shard of shards ?? [''])
      for (const prefix of [postingPrefix(day, shard), `${hiddenPrefix}${day}#${shard}`]) {
        const rows = await queryAll(ports.table, { pk, prefix, consistent: true });
        for (const doc of disagreeing(resolution, entity, rows)) docs.add(doc);
      }
  if (docs.size > 0) await returnDocuments(ports.queues.extracted, docs, returned);
}
