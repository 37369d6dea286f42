/** A table is opened once for all examples of a suite, so each keeps to partitions of its own. */

import type { Item, Query, Table } from '../../../core/ports/table.ts';
import { paginate } from '../../../core/protocol/paginate.ts';

export type TableQuirk =
  | 'counts characters, not bytes'
  | 'checks only the type of index keys'
  | 'compares cursors by UTF-16';

let partitions = 0;
/** A partition that no other example touches. */
export const partition = (): string => `P#${++partitions}`;

/** All pages of a query, with the limit that it names. */
export async function pages(table: Table, query: Query): Promise<Item[]> {
  return Array.fromAsync(
    paginate((cursor) => table.query({ ...query, ...(cursor === undefined ? {} : { cursor }) })),
  );
}
