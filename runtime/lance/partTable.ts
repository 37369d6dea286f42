/** The table of one part: merges, snapshots, compaction. */
import type { Connection, Table as LanceTable } from '@lancedb/lancedb';
import pLimit from 'p-limit';
import { PartTooLarge } from '../../core/errors.ts';
import { giveWay } from '../../core/giveWay.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import { LostRace } from '../../core/protocol/reconcile.ts';
import { isListed, openTable } from './openTable.ts';
import { type PartName, partName } from './parts.ts';
import { purge, writeAgain } from './purge.ts';
import { type Lance, storedAs, toStored } from './rows.ts';
import { TableSnapshot } from './tableSnapshot.ts';
import { isIndexed } from './writing/indices.ts';
import { mergeNewer } from './writing/mergeNewer.ts';
import { withoutListIndices } from './writing/withoutListIndices.ts';

/** A query may still read younger versions; it takes seconds. Compaction removes older ones. */
export const keepMilliseconds = 10 * 60_000;

/**
 * A merge may begin at a version that was the newest not longer ago: the versions since then still exist, so
 * that the commit finds conflicts with them.
 */
const mergeAgeMilliseconds = keepMilliseconds / 2;

/** The newest version, and versions that clients page through. */
const snapshotsKept = 3;

export interface VersionedSnapshot {
  part: PartTable;
  version: number;
  snapshot: TableSnapshot;
}

interface OpenVersion {
  version: number;
  snapshot: Promise<TableSnapshot>;
}

/** The table of one part, which is made by its first merge. */
export class PartTable {
  readonly name: PartName;
  readonly #lance: Lance;
  readonly #connection: Connection;
  readonly #tableName: string;
  #table: Promise<LanceTable | undefined> | undefined;
  /** When the newest version was last looked up, in milliseconds since 1970. */
  #checked = Number.NEGATIVE_INFINITY;
  /** Newest first. */
  #kept: OpenVersion[] = [];
  /** Merges of one process take turns, because concurrent ones would only make each other start over. */
  readonly #turn = pLimit(1);

  constructor(lance: Lance, connection: Connection, name: PartName) {
    this.#lance = lance;
    this.#connection = connection;
    this.name = name;
    this.#tableName = partName(name);
  }

  /** @param rows of different ids */
  async merge(rows: readonly SearchRow[]): Promise<void> {
    const stored = await toStored(rows);
    await this.#turn(async () => {
      const table = await this.newest(mergeAgeMilliseconds);
      if (table === undefined) throw new LostRace('A search table was removed while it was being written.');
      const data = await storedAs(this.#lance, table, stored);
      await giveWay(); // The rows are packed once more.
      await mergeNewer(table, data);
      // The handle is at the version that was committed.
      this.#checked = Date.now();
    });
  }

  /**
   * The table, at a version that was the newest not longer ago than this.
   *
   * @returns `undefined` if the table was removed meanwhile
   */
  async newest(maximumAge = 0): Promise<LanceTable | undefined> {
    try {
      const isNew = this.#table === undefined;
      this.#table ??= openTable(this.#connection, this.#tableName);
      const table = await this.#table;
      if (table === undefined) {
        this.#table = undefined;
        return undefined;
      }
      const age = Date.now() - this.#checked;
      if (age >= 0 && age < maximumAge) return table;
      if (!isNew) await table.checkoutLatest();
      this.#checked = Date.now();
      return table;
    } catch (error) {
      this.#table = undefined;
      if (!(await isListed(this.#connection, this.#tableName))) return undefined;
      throw error;
    }
  }

  /**
   * A version for reading: the requested one if it still exists, otherwise the newest.
   *
   * @returns `undefined` if the table was removed
   */
  async read(maximumAge: number, requested?: number): Promise<VersionedSnapshot | undefined> {
    if (requested !== undefined) {
      const snapshot = await this.#open(requested).catch(() => undefined);
      if (snapshot !== undefined) return { part: this, version: requested, snapshot };
    }
    const table = await this.newest(maximumAge);
    if (table === undefined) return undefined;
    const version = await table.version();
    return { part: this, version, snapshot: await this.#open(version) };
  }

  /**
   * Indexes the new rows and joins their files.
   *
   * @throws PartTooLarge
   */
  async compact(mostRows: number): Promise<void> {
    await this.#turn(async () => {
      const table = await this.newest();
      if (table === undefined) return;
      const rows = await table.countRows();
      if (rows > mostRows)
        throw new PartTooLarge(`${this.#tableName} has ${rows} rows; at most ${mostRows} are compacted.`);
      // The process that created the table died before it had created the indices.
      if (!(await isIndexed(table))) await writeAgain(this.#lance, table, () => this.#openAgain());
      await withoutListIndices(this.#lance, table, () =>
        table.optimize({ cleanupOlderThan: new Date(Date.now() - keepMilliseconds) }),
      );
    });
  }

  async purge(): Promise<void> {
    await this.#turn(async () => {
      const table = await this.newest();
      if (table !== undefined) await purge(this.#lance, table, () => this.#openAgain());
    });
  }

  async close(): Promise<void> {
    for (const { snapshot } of this.#kept) (await snapshot.catch(() => undefined))?.close();
    this.#kept = [];
    (await this.#table?.catch(() => undefined))?.close();
    this.#table = undefined;
  }

  #open(version: number): Promise<TableSnapshot> {
    const known = this.#kept.find((kept) => kept.version === version);
    if (known !== undefined) return known.snapshot;
    const opened = { version, snapshot: this.#snapshotOf(version) };
    // Snapshots that are dropped here stay open: queries may be reading them.
    this.#kept = [opened, ...this.#kept].sort((a, b) => b.version - a.version).slice(0, snapshotsKept);
    opened.snapshot.catch(() => {
      this.#kept = this.#kept.filter((kept) => kept !== opened);
    });
    return opened.snapshot;
  }

  #openAgain(): Promise<LanceTable> {
    return this.#connection.openTable(this.#tableName);
  }

  async #snapshotOf(version: number): Promise<TableSnapshot> {
    const table = await this.#openAgain();
    await table.checkout(version);
    return TableSnapshot.of(this.#lance, table);
  }
}
