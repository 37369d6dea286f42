/** Rewrites the search table without what was removed. */
import type { Ports } from '../../core/protocol/ports.ts';
import { notePart } from '../../core/records/compaction.ts';

/** The summaries of all days go too, so they are to be made again. */
export async function purgeSearch(ports: Pick<Ports, 'table' | 'search' | 'clock'>): Promise<void> {
  await ports.search.purge();
  for (const part of await ports.search.parts()) await notePart(ports, part, ['summaries']);
}
