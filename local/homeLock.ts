/** The lock of a home folder, which one process holds at a time: a server, or who changes all of the home. */
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartError } from '../runtime/local/faults.ts';
import { BrokenStore } from '../runtime/local/store.ts';

const sqliteBusy = 5;

export class HomeLock {
  readonly #folder: string;
  readonly #file: string;
  #held: DatabaseSync | undefined;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = path.join(folder, 'lock.sqlite');
  }

  /** Locks the home until `release`, or until the process ends. @throws StartError, BrokenStore */
  take(): void {
    this.#take(`Another Dateline is running on the home folder ${this.#folder}`);
  }

  /** The same for a change that a process of an earlier version would not survive. */
  takeToUpgrade(): void {
    this.#take(
      `The home folder ${this.#folder} is of an earlier version of Dateline, and another Dateline is running on it`,
    );
  }

  release(): void {
    this.#held?.close();
    this.#held = undefined;
  }

  /**
   * Opens an exclusive transaction and never ends it: the operating system releases it however the process
   * dies.
   *
   * @param problem if another process holds the lock, as the beginning of a sentence
   */
  #take(problem: string): void {
    if (this.#held !== undefined) return;
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(this.#file);
      database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    } catch (error) {
      database?.close();
      if ((error as { errcode?: number }).errcode !== sqliteBusy)
        throw new BrokenStore(this.#file, 'cannot be used; remove it', error);
      throw new StartError(`${problem}; stop it first, or set DATELINE_HOME to another folder.`);
    }
    this.#held = database;
  }
}
