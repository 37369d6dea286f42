/**
 * Recent rows, by the part in which they belong: those that a version of its table lacks, in a small table in
 * memory. Rows of the version that they replace are hidden.
 */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { RecentRow } from '../../../core/ports/recentRows.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { type Layout, type PartName, partName, partOf } from '../parts.ts';
import { type Lance, schema, storedAs, toStored } from '../rows.ts';
import { TableSnapshot } from '../tableSnapshot.ts';

/** One version of a part's table. */
export interface PartVersion {
  version: number;
  /** The tokens of those of these rows that it has. */
  tokensOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
}

/** What a part gets besides its table. */
export interface RecentPart {
  /** Ids of rows of the table that do not count. */
  hidden: readonly string[];
  /** The rows that the table lacks; absent if there are none. */
  added?: AddedRows;
}

export interface AddedRows {
  table: LanceTable;
  snapshot(): Promise<TableSnapshot>;
}

const nothing: RecentPart = { hidden: [] };
const readConcurrency = 32;
/** Parts that are kept: news is in the newest, corrections are in others. */
const partsKept = 16;

/** The recent rows of a moment, by part. */
export class RecentParts {
  readonly #cache: RecentPartCache;
  readonly #layout: Layout;
  readonly #rows = new Map<string, { part: PartName; rows: RecentRow[] }>();

  constructor(cache: RecentPartCache, layout: Layout, rows: readonly RecentRow[]) {
    this.#cache = cache;
    this.#layout = layout;
    for (const row of rows)
      for (const day of new Set([...(row.day === undefined ? [] : [row.day]), ...row.earlier])) {
        const part = partOf(layout, day, row.id);
        const known = this.#rows.get(partName(part)) ?? { part, rows: [] };
        if (!known.rows.includes(row)) known.rows.push(row);
        this.#rows.set(partName(part), known);
      }
  }

  /** The parts in which recent rows are, or have been. */
  get names(): PartName[] {
    return Array.from(this.#rows.values(), ({ part }) => part);
  }

  /** @param version of the part's table; absent if there is no table */
  async of(part: PartName, version: PartVersion | undefined): Promise<RecentPart> {
    const rows = this.#rows.get(partName(part))?.rows;
    if (rows === undefined) return nothing;
    return this.#cache.find(part, rows, version, (row) => {
      if (row.day === undefined) return false;
      return partName(partOf(this.#layout, row.day, row.id)) === partName(part);
    });
  }
}

/** Keeps what was made for a version and the same rows: most questions come soon after another one. */
export class RecentPartCache {
  readonly #lance: Lance;
  readonly #kept = new Map<string, Promise<RecentPart>>();

  constructor(lance: Lance) {
    this.#lance = lance;
  }

  /** @param belongs whether a row is in this part now, and not only an earlier one */
  find(
    part: PartName,
    rows: readonly RecentRow[],
    version: PartVersion | undefined,
    belongs: (row: RecentRow) => boolean,
  ): Promise<RecentPart> {
    const state = rows.map(({ id, token }) => `${id} ${token}`).sort();
    const key = [partName(part), version?.version ?? 'none', ...state].join();
    const known = this.#kept.get(key) ?? this.#make(rows, version, belongs);
    this.#kept.delete(key);
    this.#kept.set(key, known);
    // What is dropped here stays open: queries may be reading it.
    for (const oldest of this.#kept.keys()) if (this.#kept.size > partsKept) this.#kept.delete(oldest);
    known.catch(() => this.#kept.delete(key));
    return known;
  }

  async #make(
    rows: readonly RecentRow[],
    version: PartVersion | undefined,
    belongs: (row: RecentRow) => boolean,
  ): Promise<RecentPart> {
    const tokens = await version?.tokensOf(rows.map(({ id }) => id));
    const newer = rows.filter(({ id, token }) => (tokens?.get(id) ?? 0) < token);
    const hidden = newer.map(({ id }) => id).filter((id) => tokens?.has(id));
    const read = await mapConcurrent(readConcurrency, newer.filter(belongs), (row) => row.read());
    const added = read.filter((row) => row !== undefined).filter(({ gone }) => !gone);
    if (added.length === 0) return { hidden };
    const memory = await this.#lance.connect('memory://');
    const table = await memory.createEmptyTable('recent', schema);
    await table.add(await storedAs(this.#lance, table, await toStored(added)));
    let snapshot: Promise<TableSnapshot> | undefined;
    const opened = () => {
      snapshot ??= TableSnapshot.of(this.#lance, table);
      return snapshot;
    };
    return { hidden, added: { table, snapshot: opened } };
  }
}
