/** What is written in one turn of the event loop is committed together: most of a small write's time is its transaction. */
import { ItemRefused } from './itemLimits.ts';
import type { Store } from './store.ts';

interface Write {
  work: () => unknown;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

export class GroupCommit {
  readonly #store: Store;
  #waiting: Write[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Does the work inside the next transaction; answers when it is committed. An item that is refused fails alone. */
  add<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.commit());
    });
  }

  commit(): void {
    const writes = this.#waiting;
    if (writes.length === 0) return;
    this.#waiting = [];
    try {
      const settle = this.#store.transaction(() => writes.map(attempt));
      for (const each of settle) each();
    } catch (error) {
      for (const { reject } of writes) reject(error);
    }
  }
}

/** How a write ends once it is committed. One that is refused has written nothing, and the others go on. */
function attempt({ work, resolve, reject }: Write): () => void {
  try {
    const value = work();
    return () => resolve(value);
  } catch (error) {
    if (!(error instanceof ItemRefused)) throw error;
    return () => reject(error);
  }
}
