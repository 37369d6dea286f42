/**
 * Finds the documents whose lone names are put to another entity now that postings have changed, and has them
 * stored again. `store` decides once more; this only notices. Each function that changes a posting sends a
 * tally message afterwards. So this notices every change, and every document stored from older evidence.
 */
import { loneNamesOf } from '../../core/identity/loneNames.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueDocuments } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { evidenceDays, LinkReader, readPlaces } from '../../core/queries/links.ts';
import { posting } from '../../core/records/entity.ts';
import { keys } from '../../core/records/keys.ts';
import type { LoneName } from '../../core/records/loneName.ts';

export type RelinkPorts = Pick<Ports, 'table'> & { queues: Pick<Ports['queues'], 'extracted'> };

/** Places of a lone name that are compared for one message; a name in more documents is put to nobody. */
const maxPlaces = 1000;
const concurrency = 8;

/**
 * @param entity whose postings changed
 * @param days of these postings
 */
export async function relink(ports: RelinkPorts, entity: string, days: Iterable<string>): Promise<void> {
  const differing = new Set<string>();
  const reader = new LinkReader(ports.table);
  const ranges = new Map([...days].map(evidenceDays).map((range) => [range.from, range]));
  for (const lone of loneNamesOf(entity))
    for (const range of ranges.values())
      for (const doc of await differingLinks(
        ports,
        lone,
        await readPlaces(ports.table, lone, range, maxPlaces),
        reader,
      ))
        differing.add(doc);
  if (differing.size > 0) await enqueueDocuments(ports.queues.extracted, differing);
}

/** The documents, of these places, whose lone name belongs elsewhere now. */
export async function differingLinks(
  { table }: Pick<Ports, 'table'>,
  lone: string,
  places: readonly LoneName[],
  reader = new LinkReader(table),
): Promise<string[]> {
  const docs = await mapConcurrent(concurrency, places, async ({ doc, day, to, mentions, role }) => {
    // Nearly all places of a name that is everywhere: who has it would cost a read for each of them.
    if (to === undefined && (await reader.isCrowded(lone, day))) return [];
    const row = await table.get(keys.posting(to ?? lone, day, doc), { consistent: true });
    // A store is at work, and its messages follow.
    if (row === undefined || !isLive(row)) return [];
    const { role: _, ...rest } = posting.parse(row);
    const { chosen } = await reader.answer(lone, { ...rest, mentions, ...(role && { role }) });
    return chosen?.id === to ? [] : [doc];
  });
  return docs.flat();
}
