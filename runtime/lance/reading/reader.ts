/** Which versions of which tables a query reads, and which recent rows besides. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import type { ReadRecentRows } from '../../../core/ports/recentRows.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import { tokensIn } from '../indexedTable.ts';
import { byNewest, type Layout, mayBeBetween, type PartName, partName } from '../parts.ts';
import type { Lance } from '../rows.ts';
import type { PartSnapshot, TableSnapshot } from '../tableSnapshot.ts';
import type { Tables } from '../tables.ts';
import { concurrentTables } from '../textSearch.ts';
import { readVersions, type VersionedPart, writeVersions } from '../versionText.ts';
import { RecentPartCache, RecentParts } from './recentParts.ts';
import { SnapshotWithout } from './snapshotWithout.ts';

/** The rows of a part that a query reads. A part has two if recent rows come to those of its table. */
export interface ReadSnapshot {
  name: PartName;
  snapshot: PartSnapshot;
}

/** The same for questions that look at single columns. */
export interface ScannedTable {
  table: LanceTable;
  /** Ids of rows that do not count. */
  without: readonly string[];
  /** Whether it is the table of the part itself, not one of recent rows. */
  isStored: boolean;
}

export interface ScannedPart {
  name: PartName;
  tables(): Promise<ScannedTable[]>;
  snapshots(): Promise<ReadSnapshot[]>;
}

export interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** The times of recent rows are multiples of this, so that many queries read the same. */
const momentMilliseconds = 10_000;

export class Reader {
  readonly #tables: Tables;
  readonly #fresh: number;
  readonly #recent: ReadRecentRows | undefined;
  readonly #cache: RecentPartCache;

  /** @param fresh how old the versions may be that are read, in milliseconds */
  constructor(lance: Lance, tables: Tables, fresh: number, recent: ReadRecentRows | undefined) {
    this.#tables = tables;
    this.#fresh = fresh;
    this.#recent = recent;
    this.#cache = new RecentPartCache(lance);
  }

  /**
   * The tables of these days, or those of an earlier answer's version, newest days first.
   *
   * @returns with the version that is read
   */
  async snapshots(
    days: Days,
    version: string | undefined,
  ): Promise<{ read: ReadSnapshot[]; version: string }> {
    const pinned = version === undefined ? undefined : readVersions(version);
    if (pinned !== undefined) {
      const names = new Set(await this.#tables.names(this.#fresh));
      const parts = pinned.parts.filter((part) => names.has(partName(part)));
      const isOfRecentRows = pinned.parts.length === 0 && pinned.until !== undefined;
      if (parts.length > 0 || isOfRecentRows)
        return this.#read(parts, days, { layout: pinned.layout, until: pinned.until });
    }
    const { read } = await this.#tables.layouts(this.#fresh);
    const parts = read.filter((part) => mayBeBetween(part, days.from, days.to));
    const layout = read[0]?.layout ?? this.#tables.layout;
    return this.#read(parts, days, { layout, until: this.#moment() });
  }

  async #read(
    parts: readonly (PartName & { version?: number })[],
    { from, to }: Days,
    { layout, until }: { layout: Layout; until: number | undefined },
  ): Promise<{ read: ReadSnapshot[]; version: string }> {
    const recent = await this.#recentAt(layout, until);
    const versions: VersionedPart[] = [];
    const all = withRecent(parts, recent).filter((part) => mayBeBetween(part, from, to));
    const read = await mapConcurrent(concurrentTables, all, async (name) => {
      const known = parts.find((part) => partName(part) === partName(name));
      const opened = known && (await this.#tables.table(known).read(this.#fresh, known.version));
      if (opened !== undefined) versions.push({ ...opened.part.name, version: opened.version });
      return this.#withRecent(name, opened, recent);
    });
    const isEmpty = versions.length === 0 && until === undefined;
    return { read: read.flat(), version: isEmpty ? '' : writeVersions(layout, versions, until) };
  }

  async #withRecent(
    name: PartName,
    opened: { snapshot: TableSnapshot; version: number } | undefined,
    recent: RecentParts | undefined,
  ): Promise<ReadSnapshot[]> {
    const version = opened && {
      version: opened.version,
      tokensOf: (ids: readonly string[]) => opened.snapshot.tokensOf(ids),
    };
    const { hidden, added } = (await recent?.of(name, version)) ?? { hidden: [] };
    const kept = opened && (await SnapshotWithout.of(opened.snapshot, hidden));
    const snapshots = [kept, await added?.snapshot()].filter((snapshot) => snapshot !== undefined);
    return snapshots.map((snapshot) => ({ name, snapshot }));
  }

  /** The names of all tables, as old as may be. */
  names(): Promise<ReadonlySet<string>> {
    return this.#tables.names(this.#fresh);
  }

  /** The parts of these days, newest first; each is opened when it is asked for. */
  async scanned({ from, to }: Days = {}): Promise<ScannedPart[]> {
    const { read } = await this.#tables.layouts(this.#fresh);
    const recent = await this.#recentAt(read[0]?.layout ?? this.#tables.layout, this.#moment());
    const all = withRecent(read, recent).filter((part) => mayBeBetween(part, from, to));
    return all.map((name) => {
      const exists = read.includes(name);
      const snapshots = async () => {
        const opened = exists ? await this.#tables.table(name).read(this.#fresh) : undefined;
        return this.#withRecent(name, opened, recent);
      };
      return { name, tables: () => this.#scan(name, exists, recent), snapshots };
    });
  }

  async #scan(name: PartName, exists: boolean, recent: RecentParts | undefined): Promise<ScannedTable[]> {
    const table = exists ? await this.#tables.table(name).newest(this.#fresh) : undefined;
    const version = table && {
      version: await table.version(),
      tokensOf: (ids: readonly string[]) => tokensIn(table, ids),
    };
    const { hidden, added } = (await recent?.of(name, version)) ?? { hidden: [] };
    return [
      ...(table === undefined ? [] : [{ table, without: hidden, isStored: true }]),
      ...(added === undefined ? [] : [{ table: added.table, without: [], isStored: false }]),
    ];
  }

  /** `undefined` if there are no recent rows to read. */
  #moment(): number | undefined {
    if (this.#recent === undefined) return undefined;
    return Math.floor(Date.now() / momentMilliseconds) * momentMilliseconds;
  }

  async #recentAt(layout: Layout, until: number | undefined): Promise<RecentParts | undefined> {
    if (this.#recent === undefined || until === undefined) return undefined;
    return new RecentParts(this.#cache, layout, await this.#recent(until));
  }
}

/** Also the parts that only recent rows are in, newest first. */
function withRecent(parts: readonly PartName[], recent: RecentParts | undefined): PartName[] {
  const names = new Set(parts.map(partName));
  const others = recent?.names.filter((part) => !names.has(partName(part))) ?? [];
  return [...parts, ...others].sort(byNewest);
}
