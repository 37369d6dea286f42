/** Which blocks of Dateline's own code have run, by V8's precise coverage. */

import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector';

export class Coverage {
  readonly #session = new Session();
  readonly #seen = new Set<string>();

  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** How many blocks have run so far. */
  get blocks(): number {
    return this.#seen.size;
  }

  /** @returns how many blocks ran since the last call and never before */
  take(): number {
    const before = this.#seen.size;
    // The session answers before `post` returns, because it is connected to its own thread.
    this.#session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error !== null) throw error;
      for (const script of taken.result) if (script.url.includes('/core/')) this.#add(script);
    });
    return this.#seen.size - before;
  }

  #add({ scriptId, functions }: Profiler.ScriptCoverage): void {
    for (const { ranges } of functions)
      for (const { count, startOffset, endOffset } of ranges)
        if (count > 0) this.#seen.add(`${scriptId}:${startOffset}:${endOffset}`);
  }
}
