/**
 * Returns the memory of finished work. V8 collects garbage when something is allocated, so a process that
 * rests keeps what its last large file left, for hours; and caches are kept for work that may come.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { returnFreedMemory } from './freedMemory.ts';

/** How often it is checked whether the application rests. */
export const restMilliseconds = 5_000;

/** Checks between two collections without work in between, which requests alone may make necessary. */
const checksBetween = 6;
/** In bytes: by how much the process must have grown for that. */
const growth = 32 * 1024 * 1024;

export interface Memory {
  collect(): void;
  /** Returns what native libraries have freed; a check after `collect`, when the finalizers have run. */
  returnFreed(): void;
  /** The resident memory of the process, in bytes. */
  resident(): number;
}

/** Gives freed memory back to the system once the process rests. */
export class IdleMemory {
  readonly #isIdle: () => boolean;
  readonly #release: () => void;
  readonly #memory: Memory;
  #idleLooks = 0;
  #checksSinceRest = 0;
  #worked = true;
  #hasCollected = false;
  #atRest = Number.POSITIVE_INFINITY;

  /**
   * @param isIdle whether nothing is queued or in progress
   * @param release lets go of caches
   */
  constructor(isIdle: () => boolean, release: () => void, memory: Memory = memoryOfProcess()) {
    this.#isIdle = isIdle;
    this.#release = release;
    this.#memory = memory;
  }

  /**
   * Releases caches and collects garbage at the second check in a row that finds the application idle, once
   * after each work; and half a minute later if the process has grown since. Requests do that, and work that
   * began and ended between two checks. The check after it returns what has been freed by then.
   */
  check(): void {
    if (this.#hasCollected) {
      this.#hasCollected = false;
      this.#memory.returnFreed();
      this.#atRest = Math.min(this.#atRest, this.#memory.resident());
    }
    if (!this.#isIdle()) {
      this.#worked = true;
      this.#idleLooks = 0;
      return;
    }
    this.#idleLooks++;
    this.#checksSinceRest++;
    const isDue = this.#worked
      ? this.#idleLooks >= 2
      : this.#checksSinceRest >= checksBetween && this.#hasGrown();
    if (!isDue) return;
    this.#worked = false;
    this.#checksSinceRest = 0;
    this.#release();
    this.#memory.collect();
    this.#atRest = this.#memory.resident();
    this.#hasCollected = true;
  }

  #hasGrown(): boolean {
    return this.#memory.resident() > this.#atRest + growth;
  }
}

const memoryOfProcess = (): Memory => ({
  collect: garbageCollector(),
  returnFreed: returnFreedMemory,
  resident: () => process.memoryUsage.rss(),
});

type Flavor = 'regular' | 'last-resort';
type CollectGarbage = (options: { type: 'major'; execution: 'sync'; flavor: Flavor }) => void;

/** In bytes: free memory that a heap may keep after a collection. After a large file it keeps more. */
const mostKept = 32 * 1024 * 1024;

/**
 * V8's own function, without the option that would make it global. Its last resort also moves what is left
 * together and returns the free pages: otherwise a heap of 26 MB kept 73. It collects twice, and the thread
 * answers nobody for 70 ms with a heap of 40 MB, so that it comes only where it is needed.
 */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as CollectGarbage;
  const collectAs = (flavor: Flavor) => collect({ type: 'major', execution: 'sync', flavor });
  return () => {
    collectAs('regular');
    const { total_heap_size: heap, used_heap_size: used } = getHeapStatistics();
    if (heap - used > mostKept) collectAs('last-resort');
  };
}
