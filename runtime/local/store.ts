/**
 * A SQLite file, opened with the settings that all files of the home folder share. Caches its prepared
 * statements.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { ServiceFault } from '../../core/errors.ts';

/**
 * A file of the home folder that cannot be used. The message is one sentence for a person, with the file's
 * path.
 */
export class BrokenStore extends Error {
  override name = 'BrokenStore';
  readonly path: string;
  constructor(file: string, problem: string, cause?: unknown) {
    super(`The file ${file} ${problem}.`, { cause });
    this.path = file;
  }
}

export type Row = Record<string, string | number | null>;

/**
 * The end of a query that has a limit. SQLite plans a query by the value of a bare `LIMIT ?`, so it prepares
 * such a statement again for each execution, which takes twice as long as the query. It does not for a sum.
 */
export const limit = 'LIMIT ? + 0';

/** How long a write waits for a write of another process. */
const busyMilliseconds = 10_000;

/** Another process writes for longer: it compacts a large file, or the disk is slow. */
const sqliteBusy = 5;

/** The primary result codes of SQLite (sqlite.org/rescode.html) that no retry cures. */
const permanentErrors: Record<number, string> = {
  8: 'cannot be written to',
  10: 'cannot be read or written (a disk error)',
  11: 'is damaged; restore it from a copy, or remove it to rebuild it from the inbox',
  13: 'cannot grow: the disk is full',
  14: 'cannot be opened',
  26: 'is not a SQLite database; restore it from a copy, or remove it to rebuild it from the inbox',
};

export interface StoreOptions {
  /** Of the schema; a file of another version is refused. */
  version?: number;
  /** By an earlier version: the statements that make the next version of its file. */
  upgrades?: Record<number, string>;
  /** By an earlier version, some files of which are refused: a query that finds a row in the others. */
  readable?: Record<number, string>;
  /** Called before an upgrade, which a process of the earlier version would not survive; it may throw. */
  beforeUpgrade?: (() => void) | undefined;
  /** Pages that are kept; others are copied from the system's own cache when needed. */
  cacheKilobytes?: number;
}

/**
 * One connection. All calls are synchronous, so no other code of this process runs between the statements of
 * a `transaction`; its lock excludes other processes.
 */
export class Store {
  readonly path: string;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** @throws BrokenStore, or what `beforeUpgrade` throws */
  constructor(file: string, schema: string, options: StoreOptions = {}) {
    this.path = file;
    this.#database = this.#guard(() => {
      mkdirSync(path.dirname(file), { recursive: true });
      return new DatabaseSync(file, { timeout: busyMilliseconds });
    });
    try {
      this.#guard(() => {
        // A file keeps the size of its pages. Of 4 KB, a quarter would stay empty beside annotations of 1.5 KB.
        const { cacheKilobytes = 3_000 } = options;
        this.#database.exec(`PRAGMA page_size = 8192; PRAGMA cache_size = -${cacheKilobytes}`);
        this.#prepare(schema, options);
      });
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#guard(() => this.#statement(sql).get(...values) as Row | undefined);
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...values) as Row[]);
  }

  /** Calls `use` with row after row until it returns false. */
  each(sql: string, values: SQLInputValue[], use: (row: Row) => boolean): void {
    this.#guard(() => {
      for (const row of this.#statement(sql).iterate(...values)) if (!use(row as Row)) break;
    });
  }

  /** @returns the number of changed rows, and the row id of the last insert */
  run(sql: string, ...values: SQLInputValue[]): { changes: number; last: number } {
    const { changes, lastInsertRowid } = this.#guard(() => this.#statement(sql).run(...values));
    return { changes: Number(changes), last: Number(lastInsertRowid) };
  }

  /** Runs `work` atomically, without writes of others in between. */
  transaction<T>(work: () => T): T {
    this.run('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      // SQLite may have rolled back already, as on a full disk.
      if (this.#database.isTransaction) this.run('ROLLBACK');
      throw error;
    }
  }

  /**
   * Rewrites the whole file, so that it contains nothing of replaced or removed rows. It needs as much free
   * space as the file has; other processes may keep the file open.
   *
   * @returns `false` if another process was reading for too long, so that the write-ahead log still has old
   * rows
   */
  compact(): boolean {
    this.run('VACUUM');
    return this.get('PRAGMA wal_checkpoint(TRUNCATE)')?.busy === 0;
  }

  /** Frees the cache of pages. */
  releaseMemory(): void {
    this.#database.exec('PRAGMA shrink_memory');
  }

  close(): void {
    if (!this.#database.isOpen) return;
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(schema: string, { version = 1, upgrades = {}, readable = {}, beforeUpgrade }: StoreOptions) {
    // WAL with NORMAL: a killed process loses nothing; a power cut may lose the last moments, which the sweep
    // at start repairs. The log is copied in the turn of the commit that makes it so many pages long: 2,000
    // took 18 milliseconds of processor and 30 of the disk, 500 take 6 and 20. On macOS a plain `fsync` leaves
    // the disk free to write the copy before the log, and a power cut between the two would damage the file.
    this.#database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 500; ' +
        'PRAGMA checkpoint_fullfsync = 1',
    );
    const sign = readable[this.#version()] ?? 'SELECT 1';
    const isEarlier = upgrades[this.#version()] !== undefined && this.get(sign) !== undefined;
    if (isEarlier) beforeUpgrade?.();
    if (isEarlier || this.#version() === 0) {
      this.#database.exec('BEGIN IMMEDIATE');
      // Another process may have created or upgraded the schema first.
      if (this.#version() === 0) this.#database.exec(`${schema}; PRAGMA user_version = ${version}`);
      for (let next = upgrades[this.#version()]; next !== undefined; next = upgrades[this.#version()])
        this.#database.exec(`${next}; PRAGMA user_version = ${this.#version() + 1}`);
      this.#database.exec('COMMIT');
    }
    const found = this.#version();
    if (found !== version)
      throw new BrokenStore(
        this.path,
        `was written by another version of Dateline (its format is ${found}, this one reads ${version}); start that version, or an empty DATELINE_HOME`,
      );
  }

  #version(): number {
    return Number((this.#database.prepare('PRAGMA user_version').get() as Row).user_version);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const code = Number((error as { errcode?: number }).errcode) & 0xff;
      // It says nothing against the message whose rows were to be written.
      if (code === sqliteBusy)
        throw new ServiceFault(`Another process has been writing to the file ${this.path} for too long.`, {
          cause: error,
        });
      const problem = permanentErrors[code];
      throw problem === undefined ? error : new BrokenStore(this.path, problem, error);
    }
  }
}

/**
 * The upper bound of the range of all strings with a prefix, so that an index can serve the prefix. The order
 * is that of UTF-8 bytes, which is the order of code points. `undefined` if the range has no upper bound.
 */
export function afterPrefix(prefix: string): string | undefined {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  while (points.at(-1) === 0x10ffff) points.pop();
  const last = points.pop();
  if (last === undefined) return undefined;
  // Lone surrogates are not valid characters.
  return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
}

/** A position in a list as an opaque string. */
export function encodeCursor(...parts: (string | number)[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws RangeError if the cursor does not have parts of exactly these types */
export function decodeCursor<T extends readonly ('string' | 'number')[]>(
  cursor: string,
  ...types: T
): { [I in keyof T]: T[I] extends 'string' ? string : number } {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    parts = undefined;
  }
  if (
    !Array.isArray(parts) ||
    parts.length !== types.length ||
    !types.every((type, i) => typeof parts[i] === type)
  ) {
    throw new RangeError('not a cursor of this list');
  }
  return parts as { [I in keyof T]: T[I] extends 'string' ? string : number };
}
