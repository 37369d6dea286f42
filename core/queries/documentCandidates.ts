/** Finds rows that may lead to the documents of a list, in the order of the list. */
import { type DateRange, endsOf, listedDays } from '../dates/range.ts';
import type { Table } from '../ports/table.ts';
import { entityMeta } from '../records/entity.ts';
import { keys, listPartition, shards, sourcePartition } from '../records/keys.ts';
import { highestFirst, mergeSorted, type PositionedRow, readDescending } from '../records/sortedRows.ts';

/**
 * Removes repeated identities and sorts the one with the fewest documents first: its postings are walked, and
 * those of the others looked up.
 */
export async function rarestFirst(
  table: Table,
  entities: readonly (readonly string[])[],
): Promise<(readonly string[])[]> {
  const unique = [...new Map(entities.map((members) => [members.join(' '), members])).values()];
  if (unique.length < 2) return unique;
  const ids = [...new Set(unique.flat())];
  const rows = await table.batchGet(ids.map(keys.entity));
  const documents = new Map(
    ids.map((id, i) => [id, rows[i] === undefined ? 0 : entityMeta.parse(rows[i]).documents]),
  );
  const sum = (members: readonly string[]) =>
    members.reduce((total, id) => total + (documents.get(id) ?? 0), 0);
  return unique.sort((a, b) => sum(a) - sum(b) || (a.join(' ') < b.join(' ') ? -1 : 1));
}

/**
 * Reads the postings of the walked identity, or else the index of the source, or else the index of all
 * documents (core/document/listPosition.ts has the positions).
 */
export async function* readCandidates(
  table: Table,
  filter: { published: DateRange; source?: string | undefined },
  walked: readonly string[] | undefined,
  after: string | undefined,
  limit: number,
): AsyncGenerator<PositionedRow, void> {
  const days = listedDays(filter.published);
  const ends = endsOf(days);
  const from = `${ends.from}#`;
  const to = after ?? `${ends.to}~`;
  if (from > to) return; // the range is empty
  if (walked !== undefined) {
    const query = { from: `DAY#${from}`, to: `DAY#${to}`, limit };
    const streams = walked.map((id) =>
      readDescending(table, { ...query, pk: keys.entity(id).pk }, after && `DAY#${after}`),
    );
    for await (const { position, row } of mergeSorted(streams, highestFirst))
      yield { position: position.slice('DAY#'.length), row };
  } else if (filter.source !== undefined) {
    const pk = sourcePartition(filter.source);
    yield* readDescending(table, { index: 'source', pk, from, to, limit }, after);
  } else {
    const query = { index: 'list', from, to, limit } as const;
    yield* mergeSorted(
      shards.map((shard) => readDescending(table, { ...query, pk: listPartition(shard) }, after)),
      highestFirst,
    );
  }
}
