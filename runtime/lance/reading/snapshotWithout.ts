/** A snapshot without some of its rows. */
import { literals } from '../filters.ts';
import type { IndexedTable, ListedRow } from '../indexedTable.ts';
import type { ListOrder, PartSnapshot, RowRange, TableSnapshot } from '../tableSnapshot.ts';

/** The SQL filter that leaves rows out, to follow another filter; '' if there are none. */
export const andWithout = (ids: readonly string[]): string =>
  ids.length === 0 ? '' : ` AND id NOT IN (${literals(ids)})`;

/** The rows of a snapshot whose ids are not these. */
export class SnapshotWithout implements PartSnapshot {
  readonly tables: readonly IndexedTable[];
  readonly #snapshot: TableSnapshot;
  readonly #ids: readonly string[];

  private constructor(snapshot: TableSnapshot, ids: readonly string[], tables: readonly IndexedTable[]) {
    this.#snapshot = snapshot;
    this.#ids = ids;
    this.tables = tables;
  }

  static async of(snapshot: TableSnapshot, ids: readonly string[]): Promise<PartSnapshot> {
    if (ids.length === 0) return snapshot;
    const tables = await Promise.all(snapshot.tables.map((table) => table.without(ids)));
    return new SnapshotWithout(snapshot, ids, tables);
  }

  list(filter: string, order: ListOrder, page: RowRange): Promise<ListedRow[]> {
    return this.#snapshot.list(filter + andWithout(this.#ids), order, page);
  }

  count(filter: string): Promise<number> {
    return this.#snapshot.count(filter + andWithout(this.#ids));
  }
}
