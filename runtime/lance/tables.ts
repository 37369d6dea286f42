/** The tables of a folder, by layout, with handles that stay open. */
import type { Connection } from '@lancedb/lancedb';
import type { StoredRow } from '../../core/ports/search.ts';
import { LostRace } from '../../core/protocol/reconcile.ts';
import { openTable } from './openTable.ts';
import {
  completeMarker,
  type Division,
  isSameLayout,
  type Layout,
  type Layouts,
  layoutsOf,
  type PartName,
  parseMarker,
  parsePartName,
  partName,
} from './parts.ts';
import { PartTable } from './partTable.ts';
import { type Lance, rowShape, schema } from './rows.ts';
import { storedColumns, storedRows } from './storedRows.ts';
import { SummaryTables } from './summaries/summaryTables.ts';
import { isConflict } from './writing/commit.ts';
import { createIndices } from './writing/indices.ts';

/** LanceDB's defaults are 6 GB and 1 GB. */
const cache = { indexBytes: 64n * 1024n * 1024n, metadataBytes: 32n * 1024n * 1024n };

/**
 * LanceDB would keep a list of the tables beside them, and write it when a folder is first opened, which a
 * reader may not.
 */
const withoutManifest = { manifest_enabled: 'false' };

/** How old the list of tables may be that writers use: other layouts come and go rarely. */
const layoutMilliseconds = 60_000;

/** How long a writer waits for a table that another one creates, and how often it looks. */
const createdWithin = { attempts: 40, pauseMilliseconds: 250 };

/**
 * Asks for the right to create a table. LanceDB 0.31 lets a second creator overwrite the table of the first,
 * with the rows that it has by then.
 *
 * @returns `false` if another process creates it
 */
export type ClaimTable = (name: string) => Promise<boolean>;

/** Readers may go on reading the old layout for this long after the new one is complete. */
const keepOutdatedMilliseconds = 3_600_000;

export class Tables {
  readonly #lance: Lance;
  readonly #connection: Connection;
  /** The own one. */
  readonly layout: Layout;
  readonly summaries: SummaryTables;
  readonly #claim: ClaimTable;
  readonly #open = new Map<string, PartTable>();
  readonly #creating = new Map<string, Promise<void>>();
  #marking: Promise<void> | undefined;
  #names: { names: Set<string>; read: number } | undefined;

  private constructor(lance: Lance, connection: Connection, layout: Layout, claim: ClaimTable) {
    this.#lance = lance;
    this.#connection = connection;
    this.layout = layout;
    this.summaries = new SummaryTables(connection);
    this.#claim = claim;
  }

  static async open(
    lance: Lance,
    uri: string,
    storageOptions: Record<string, string> | undefined,
    division: Division,
    claim: ClaimTable,
  ): Promise<Tables> {
    const session = new lance.Session(cache.indexBytes, cache.metadataBytes);
    const connection = await lance.connect(uri, {
      session,
      namespaceClientProperties: withoutManifest,
      ...(storageOptions && { storageOptions }),
    });
    return new Tables(lance, connection, { shape: rowShape, ...division }, claim);
  }

  /** @param maximumAge how old the list of tables may be, in milliseconds */
  async names(maximumAge: number): Promise<ReadonlySet<string>> {
    const age = Date.now() - (this.#names?.read ?? Number.NEGATIVE_INFINITY);
    if (this.#names !== undefined && age >= 0 && age < maximumAge) return this.#names.names;
    const read = Date.now();
    const names = new Set(await this.#connection.tableNames());
    this.#names = { names, read };
    for (const name of this.#open.keys()) if (!names.has(name)) this.#open.delete(name);
    return names;
  }

  async layouts(maximumAge: number): Promise<Layouts> {
    return layoutsOf(this.layout, [...(await this.names(maximumAge))]);
  }

  table(part: PartName): PartTable {
    const name = partName(part);
    const known = this.#open.get(name);
    if (known !== undefined) return known;
    const opened = new PartTable(this.#lance, this.#connection, part);
    this.#open.set(name, opened);
    return opened;
  }

  /** The layouts to write: the own one, and another one that is still read. */
  async writable(): Promise<Layout[]> {
    const { read, isBuilding } = await this.layouts(layoutMilliseconds);
    const other = isBuilding ? read[0]?.layout : undefined;
    return other === undefined ? [this.layout] : [this.layout, other];
  }

  /** The table of a part; creates it if it does not exist. */
  async create(part: PartName): Promise<PartTable> {
    const name = partName(part);
    // LanceDB lists it before it is complete.
    if (this.#creating.has(name) || !(await this.#exists(name, layoutMilliseconds))) {
      const creating = this.#creating.get(name) ?? this.#create(name);
      this.#creating.set(name, creating);
      await creating.finally(() => this.#creating.delete(name));
    }
    return this.table(part);
  }

  async #exists(name: string, maximumAge: number): Promise<boolean> {
    return (await this.names(maximumAge)).has(name);
  }

  /** @throws LostRace if another process is to create the table, and does not */
  async #create(name: string): Promise<void> {
    if (await this.#exists(name, 0)) return;
    if (!(await this.#claim(name))) return this.#waitFor(name);
    await this.#markFirst();
    const table = await this.#connection.createEmptyTable(name, schema, { existOk: true });
    await createIndices(this.#lance, table, { replace: false });
    table.close();
    this.#names?.names.add(name);
  }

  async #waitFor(name: string): Promise<void> {
    for (let attempt = 0; attempt < createdWithin.attempts; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, createdWithin.pauseMilliseconds));
      if (await this.#exists(name, 0)) return;
    }
    throw new LostRace('Another process is creating a search table.');
  }

  /** Where there is nothing yet, the own layout is complete from the beginning. */
  async #markFirst(): Promise<void> {
    const names = [...(await this.names(layoutMilliseconds))];
    if (!names.some((name) => parsePartName(name) ?? parseMarker(name))) await this.#mark();
  }

  /** Once for all that ask at the same time: LanceDB lets two creators of one table conflict. */
  #mark(): Promise<void> {
    this.#marking ??= this.#createMarker().finally(() => {
      this.#marking = undefined;
    });
    return this.#marking;
  }

  async #createMarker(): Promise<void> {
    const marker = completeMarker(this.layout);
    await this.#connection.createEmptyTable(marker, schema, { existOk: true }).catch((error) => {
      // Another process has just created it. It stays empty.
      if (!isConflict(error)) throw error;
    });
    this.#names?.names.add(marker);
  }

  /** All rows of a table without their content. */
  async storedRows(name: string): Promise<StoredRow[]> {
    const part = parsePartName(name);
    const table = part && (await this.table(part).newest());
    if (part === undefined || table === undefined) return [];
    const arrow = await table.query().select(storedColumns).toArrow();
    return storedRows(part, arrow);
  }

  /** @throws PartTooLarge */
  async compact(name: string, mostRows: number): Promise<void> {
    const part = parsePartName(name);
    if (part !== undefined && (await this.names(0)).has(name)) await this.table(part).compact(mostRows);
  }

  async declareComplete(): Promise<void> {
    const names = [...(await this.names(0))];
    if (!layoutsOf(this.layout, names).isBuilding) return;
    await this.#mark();
    // The others are not kept up to date any more. A process of an earlier deployment reads this one now.
    const markers = names.filter((name) => parseMarker(name) !== undefined);
    for (const marker of markers) await this.#connection.dropTable(marker);
  }

  async removeOutdated(): Promise<void> {
    const names = [...(await this.names(0))];
    await this.summaries.drop(names, { outdated: true });
    if (!layoutsOf(this.layout, names).isComplete) return;
    const marker = await openTable(this.#connection, completeMarker(this.layout));
    if (marker === undefined) return;
    const made = (await marker.listVersions())[0]?.timestamp.getTime() ?? Date.now();
    marker.close();
    if (Date.now() - made >= keepOutdatedMilliseconds) await this.#dropOthers(names);
  }

  /** Drops the tables of other layouts. */
  async #dropOthers(names: readonly string[]): Promise<void> {
    for (const name of names) {
      const layout = parsePartName(name)?.layout ?? parseMarker(name);
      if (layout === undefined || isSameLayout(layout, this.layout)) continue;
      this.#open.delete(name);
      await this.#connection.dropTable(name);
    }
    this.#names = undefined;
  }

  async purge(): Promise<void> {
    const names = [...(await this.names(0))];
    const { own, read, isBuilding } = layoutsOf(this.layout, names);
    const purged = isBuilding ? [...own, ...read] : own;
    if (!isBuilding) await this.#dropOthers(names);
    for (const part of purged) await this.table(part).purge();
    await this.summaries.drop(names, { outdated: false });
  }

  async close(): Promise<void> {
    for (const table of this.#open.values()) await table.close();
    this.#connection.close();
  }
}
