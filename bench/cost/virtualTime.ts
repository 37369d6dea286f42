/**
 * Virtual time, in milliseconds: a call of a port takes as long as on AWS, but nobody waits for it. So the
 * bench knows how long an execution waits, which Lambda charges for, whatever this machine is doing.
 */
interface Sleeper {
  at: number;
  wake: () => void;
}

/** One round trip inside a region, in milliseconds. */
export const latency = { get: 20, put: 30, list: 50, table: 5, queue: 10 } as const;

export interface Sleep {
  sleep(milliseconds: number): Promise<void>;
}

/** For a bench that does not care how long calls take. */
export const noTime: Sleep = { sleep: async () => {} };

/** A clock that goes on to the next time for which somebody waits, once nothing else is in progress. */
export class VirtualTime implements Sleep {
  now: number;
  #sleepers: Sleeper[] = [];
  /** Calls that take real time, such as those of LanceDB. */
  #outside = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Times are whole milliseconds, as clocks give them. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ at: this.now + Math.ceil(milliseconds), wake }));
  }

  /** Waits for something outside of virtual time, which takes none of it. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#outside++;
    try {
      return await work();
    } finally {
      this.#outside--;
    }
  }

  /** Runs something to its end. @returns how long it waited */
  async measure(work: () => Promise<unknown>): Promise<number> {
    const began = this.now;
    const state = { done: false, error: undefined as unknown };
    work().then(
      () => {
        state.done = true;
      },
      (error) => {
        state.done = true;
        state.error = error;
      },
    );
    for (;;) {
      await this.#settle();
      if (state.done) break;
      const next = this.#sleepers.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
      if (!Number.isFinite(next)) throw new Error('The work waits for something that never comes.');
      this.now = next;
      const due = this.#sleepers.filter(({ at }) => at <= next);
      this.#sleepers = this.#sleepers.filter(({ at }) => at > next);
      for (const { wake } of due) wake();
    }
    if (state.error !== undefined) throw state.error;
    return this.now - began;
  }

  /** Until everything that runs waits for virtual time. */
  async #settle(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (this.#outside > 0);
  }
}
