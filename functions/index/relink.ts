/**
 * Finds the documents whose short names are put to another entity now that postings have changed, and has
 * them stored again. `store` decides once more; this only notices. Each function that changes a posting sends
 * a tally message afterwards. So this notices every change, and every document stored from older evidence.
 */
import { entityId } from '../../core/entities/slug.ts';
import { baseNamesOf, inflectedAliasPrefix } from '../../core/identity/inflectedNames.ts';
import { hasInitialOnly, isLoneName, shortNamesOf } from '../../core/identity/shortNames.ts';
import type { Table } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { enqueueDocuments } from '../../core/protocol/messages.ts';
import { queryFirst } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { foldedNameOf } from '../../core/queries/entityIds.ts';
import { evidenceDays, LinkReader } from '../../core/queries/links.ts';
import { type DayRange, readPlaces } from '../../core/queries/shortNamePlaces.ts';
import { mentionedEntity } from '../../core/records/entity.ts';
import { aliasPartition, keys } from '../../core/records/keys.ts';
import type { ShortName } from '../../core/records/shortName.ts';

export type RelinkPorts = Pick<Ports, 'table'> & { queues: Pick<Ports['queues'], 'extracted'> };

/** Names that may be forms of one surname; of more, the first in the order of the alphabet are looked at. */
const maxInflected = 200;
const concurrency = 8;

/**
 * @param entity whose postings changed
 * @param days of these postings
 * @param names that its META has now, if they are known
 */
export async function relink(
  ports: RelinkPorts,
  entity: string,
  days: Iterable<string>,
  names?: readonly string[],
): Promise<void> {
  const short = shortNamesOf(entity);
  if (short.length === 0) return;
  const reader = new LinkReader(ports.table);
  const ranges = new Map([...days].map(evidenceDays).map((range) => [range.from, range]));
  // Most names have no places, and what counts is how long these reads take: they are made side by side.
  const [inflected] = await Promise.all([
    isLoneName(entity) ? [] : inflectedNamesOf(ports.table, entity, names),
    mapConcurrent(concurrency, [...ranges.values()], (range) =>
      mapConcurrent(concurrency, short, (name) => reader.places(name, range)),
    ),
  ]);
  const differing = new Set<string>();
  for (const range of ranges.values()) {
    for (const name of short)
      for (const doc of await differingLinks(ports, name, await reader.places(name, range), reader))
        differing.add(doc);
    for (const name of inflected)
      if (!short.includes(name) && (await mayBePut(ports.table, name, range, reader)))
        for (const doc of await differingLinks(ports, name, await reader.places(name, range), reader))
          differing.add(doc);
  }
  if (differing.size > 0) await enqueueDocuments(ports.queues.extracted, differing);
}

/**
 * The names in the archive that may be inflected forms of this one: those that are listed under the stem of
 * its surname, those that links have put to it, and it itself as a form of others.
 */
async function inflectedNamesOf(
  table: Table,
  entity: string,
  known: readonly string[] | undefined,
): Promise<string[]> {
  if (hasInitialOnly(entity)) return [];
  const folded = foldedNameOf(entity);
  const prefix = inflectedAliasPrefix(folded);
  const query = { pk: aliasPartition(prefix), prefix, consistent: true };
  const [rows, names] = await Promise.all([
    queryFirst(table, query, maxInflected),
    known ?? namesOf(table, entity),
  ]);
  const listed = rows.filter(isLive).map((row) => String(row.entity));
  const linked = names
    .filter((name) => baseNamesOf(name).some((base) => endsAlike(base.folded, folded)))
    .flatMap((name) => entityId('person', name) ?? []);
  return [...new Set([...listed, ...linked])];
}

async function namesOf(table: Table, entity: string): Promise<string[]> {
  const meta = mentionedEntity(await table.get(keys.entity(entity), { consistent: true }));
  return meta?.names.map(({ name }) => name) ?? [];
}

/** Whether a name that looks inflected is put to somebody, or has somebody to be put to. Most have not. */
async function mayBePut(table: Table, name: string, range: DayRange, reader: LinkReader): Promise<boolean> {
  // Places that a link put elsewhere come first.
  const [first] = await readPlaces(table, name, range, 1);
  return first !== undefined && (first.to !== undefined || (await reader.hasBearers(name, first)));
}

/** Whether a base is the full name or its surname. */
const endsAlike = (base: string, folded: string): boolean => base === folded || folded.endsWith(` ${base}`);

/** The documents, of these places, whose short name belongs elsewhere now. */
export async function differingLinks(
  { table }: Pick<Ports, 'table'>,
  short: string,
  places: readonly ShortName[],
  reader = new LinkReader(table),
): Promise<string[]> {
  const docs = await mapConcurrent(concurrency, places, async ({ to, ...own }) => {
    const { chosen } = await reader.answer(short, own);
    return chosen?.id === to ? [] : [own.doc];
  });
  return docs.flat();
}
