/**
 * Returns the memory of finished work. V8 collects garbage when something is allocated, so a process that
 * rests keeps what its last large file left, for hours; and caches are kept for work that may come.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often the application looks whether it rests. */
export const restMilliseconds = 5_000;

export class IdleMemory {
  readonly #isIdle: () => boolean;
  readonly #release: () => void;
  readonly #collect: () => void;
  #idleLooks = 0;
  #worked = true;

  /**
   * @param isIdle whether nothing is queued or in progress
   * @param release lets go of caches
   */
  constructor(isIdle: () => boolean, release: () => void, collect: () => void = garbageCollector()) {
    this.#isIdle = isIdle;
    this.#release = release;
    this.#collect = collect;
  }

  /**
   * Releases caches and collects garbage at the second look in a row that finds the application idle, once
   * after each work.
   */
  look(): void {
    if (!this.#isIdle()) {
      this.#worked = true;
      this.#idleLooks = 0;
      return;
    }
    if (++this.#idleLooks < 2 || !this.#worked) return;
    this.#worked = false;
    this.#release();
    this.#collect();
  }
}

type CollectGarbage = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/**
 * V8's own function, without the option that would make it global. Its last resort also moves what is left
 * together and returns the free pages; otherwise a heap of 26 MB kept 73.
 */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as CollectGarbage;
  return () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
