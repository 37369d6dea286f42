/** Snapshots of recent versions of the search table, shared by the queries that read them. */
import type { Connection } from '@lancedb/lancedb';
import type { Lance } from './rows.ts';
import { TableSnapshot } from './tableSnapshot.ts';

/** The newest version, and versions that clients page through. */
const snapshotsKept = 4;

export interface TableVersion {
  version: number;
  snapshot: Promise<TableSnapshot>;
}

export class TableVersions {
  readonly #lance: Lance;
  readonly #connection: Connection;
  readonly #tableName: string;
  /** Newest first. */
  #kept: TableVersion[] = [];

  constructor(lance: Lance, connection: Connection, tableName: string) {
    this.#lance = lance;
    this.#connection = connection;
    this.#tableName = tableName;
  }

  /** `undefined` if LanceDB no longer has the version. */
  async find(version: number): Promise<TableVersion | undefined> {
    const found = this.open(version);
    return found.snapshot.then(
      () => found,
      () => undefined,
    );
  }

  open(version: number): TableVersion {
    const known = this.#kept.find((kept) => kept.version === version);
    if (known !== undefined) return known;
    const opened = { version, snapshot: this.#read(version) };
    this.#kept = [opened, ...this.#kept].sort((a, b) => b.version - a.version).slice(0, snapshotsKept);
    opened.snapshot.catch(() => {
      this.#kept = this.#kept.filter((kept) => kept !== opened);
    });
    return opened;
  }

  async close(): Promise<void> {
    for (const { snapshot } of this.#kept) (await snapshot.catch(() => undefined))?.close();
  }

  async #read(version: number): Promise<TableSnapshot> {
    const table = await this.#connection.openTable(this.#tableName);
    await table.checkout(version);
    return TableSnapshot.of(this.#lance, table);
  }
}
