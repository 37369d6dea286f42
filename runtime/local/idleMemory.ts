/**
 * Returns the memory of finished work. V8 collects garbage when something is allocated, so a process that
 * rests keeps what its last large file left, for hours.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often the application looks whether it rests. */
export const restMilliseconds = 5_000;

export class IdleMemory {
  readonly #isIdle: () => boolean;
  readonly #collect: () => void;
  #idleLooks = 0;
  #worked = true;

  /** @param isIdle whether nothing is queued or in progress */
  constructor(isIdle: () => boolean, collect: () => void = garbageCollector()) {
    this.#isIdle = isIdle;
    this.#collect = collect;
  }

  /** Collects garbage at the second look in a row that finds the application idle, once after each work. */
  look(): void {
    if (!this.#isIdle()) {
      this.#worked = true;
      this.#idleLooks = 0;
      return;
    }
    if (++this.#idleLooks < 2 || !this.#worked) return;
    this.#worked = false;
    this.#collect();
  }
}

/** V8's own function, without the option that would make it global. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
