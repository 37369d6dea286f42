/**
 * Commits the writes of several turns of the event loop together: a small write spends most of its time on
 * its transaction, and writes that touch the same page write it once.
 */
import { ItemRefused } from '../../core/errors.ts';
import { giveWay } from '../../core/giveWay.ts';
import type { Store } from './store.ts';

interface Write {
  work: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

/** Most writes in one transaction; the rest wait for the next turn. */
const writesPerCommit = 200;

/** No write of a transaction begins later: hundreds took 20 milliseconds. */
const commitMilliseconds = 5;

/**
 * Turns that the first write waits for others at most. Documents that are handled side by side write one
 * after the other. If none has followed by the next turn, the wait ends, so a lone write waits for one turn.
 */
const turnsPerCommit = 8;

export class GroupCommit {
  readonly #store: Store;
  readonly #waiting: Write[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Runs the work in the next transaction and resolves after its commit. A refused item fails alone. */
  add<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#waiting.length === 1) this.#gather(turnsPerCommit, 0);
    });
  }

  /** Commits everything that waits. */
  commit(): void {
    while (this.#waiting.length > 0) this.#commitSome();
  }

  /** @param known how many writes waited a turn ago */
  #gather(turns: number, known: number): void {
    const waiting = this.#waiting.length;
    if (turns > 0 && waiting > known && waiting < writesPerCommit) {
      void giveWay().then(() => this.#gather(turns - 1, waiting));
      return;
    }
    this.#commitSome();
    if (this.#waiting.length > 0) void giveWay().then(() => this.#gather(0, 0));
  }

  #commitSome(): void {
    const writes = this.#waiting.slice(0, writesPerCommit);
    if (writes.length === 0) return;
    const settleAll: (() => void)[] = [];
    let begun = 0;
    try {
      this.#store.transaction(() => {
        const until = performance.now() + commitMilliseconds;
        for (const write of writes) {
          if (begun > 0 && performance.now() >= until) break;
          begun++;
          settleAll.push(attempt(write));
        }
      });
    } catch (error) {
      // If not even the transaction could begin, all of them fail.
      for (const { reject } of this.#waiting.splice(0, begun || writes.length)) reject(error);
      return;
    }
    this.#waiting.splice(0, begun);
    for (const settle of settleAll) settle();
  }
}

/**
 * Returns how to settle the write after the commit. A refused write changed nothing, so the others continue.
 */
function attempt({ work, resolve, reject }: Write): () => void {
  try {
    const value = work();
    return () => resolve(value);
  } catch (error) {
    if (!(error instanceof ItemRefused)) throw error;
    return () => reject(error);
  }
}
