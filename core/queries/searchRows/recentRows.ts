/**
 * The search rows of the documents that have changed lately, by the log of changes. Rows may wait for others
 * before they are merged into the search table (functions/index/waitingRows.ts); readers add what it lacks.
 */
import { publishedDay } from '../../document/record.ts';
import type { Objects } from '../../ports/objects.ts';
import type { ReadRecentRows, RecentRow } from '../../ports/recentRows.ts';
import type { Table } from '../../ports/table.ts';
import { isConverged } from '../../protocol/reconcile.ts';
import { longestWaitSeconds, type SearchWait } from '../../protocol/searchWait.ts';
import { type DocumentMeta, documentChange, documentMeta, searchDaysOf } from '../../records/document.ts';
import { changePartition, keys, shards } from '../../records/keys.ts';
import { highestFirst, mergeSorted, readDescending, take } from '../../records/sortedRows.ts';
import { searchDay } from '../../search/searchDay.ts';
import { readSearchRow } from './searchRow.ts';

/** The newest changes that are looked at: more never wait, because many are merged at once. */
const mostChanges = 1_000;

interface Known {
  /** The time of the change in the log. */
  time: string;
  row: RecentRow;
}

/** @returns a reader that keeps what does not change any more, and the rows of the last time asked for */
export function recentRowsOf(
  { table, archive }: { table: Table; archive: Objects },
  wait: SearchWait,
): ReadRecentRows {
  const window = 1000 * longestWaitSeconds(wait);
  let known = new Map<string, Known>();
  let last: { until: number; rows: Promise<readonly RecentRow[]> } | undefined;
  const read = async (until: number): Promise<readonly RecentRow[]> => {
    const changes = await readChanged(table, until - window, until);
    const kept = new Map([...known].filter(([doc, { time }]) => changes.get(doc) === time));
    const unknown = [...changes].filter(([doc]) => !kept.has(doc));
    const rows = await table.batchGet(unknown.map(([doc]) => keys.document(doc)));
    const unsettled: RecentRow[] = [];
    for (const [i, [doc, time]] of unknown.entries()) {
      const meta = rows[i] === undefined ? undefined : documentMeta.parse(rows[i]);
      const row = meta && recentRow(archive, meta);
      if (meta === undefined || row === undefined) continue;
      // While a handler is at work, or the read lags behind, META does not say yet what the change made.
      const isSettled = isConverged(rows[i]) && (meta.changed ?? 0) >= Date.parse(time);
      if (isSettled) kept.set(doc, { time, row });
      else unsettled.push(row);
    }
    known = kept;
    return [...Array.from(kept.values(), ({ row }) => row), ...unsettled];
  };
  return (until) => {
    if (last?.until === until) return last.rows;
    const asked = { until, rows: read(until) };
    last = asked;
    asked.rows.catch(() => {
      if (last === asked) last = undefined;
    });
    return asked.rows;
  };
}

/** The documents that changed between two times, each with the time of its last change. */
async function readChanged(table: Table, from: number, until: number): Promise<Map<string, string>> {
  const [first, last] = [new Date(from).toISOString(), new Date(until).toISOString()];
  const days = [...new Set([last.slice(0, 10), first.slice(0, 10)])];
  const changed = new Map<string, string>();
  for (const day of days) {
    const query = { from: first, to: `${last}#~`, limit: Math.ceil((mostChanges * 2) / shards.length) };
    const streams = shards.map((shard) =>
      readDescending(table, { ...query, pk: changePartition(day, shard) }),
    );
    for (const { row } of await take(mergeSorted(streams, highestFirst), mostChanges - changed.size)) {
      const { doc, time } = documentChange.parse(row);
      if (!changed.has(doc)) changed.set(doc, time);
    }
  }
  return changed;
}

/** @returns `undefined` if nothing is applied yet */
function recentRow(archive: Objects, meta: DocumentMeta): RecentRow | undefined {
  const { doc, applied, content } = meta;
  if (applied === undefined) return undefined;
  const isGone = applied.basis === undefined;
  const day = isGone ? undefined : searchDay(publishedDay(content?.published) ?? '');
  let row: ReturnType<typeof readSearchRow> | undefined;
  return {
    id: doc,
    token: applied.token,
    ...(day !== undefined && { day }),
    earlier: searchDaysOf(meta).filter((each) => each !== day),
    read() {
      row ??= readSearchRow(archive, meta);
      row.catch(() => {
        row = undefined;
      });
      return row;
    },
  };
}
