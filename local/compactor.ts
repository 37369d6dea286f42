/** Compacts the search table in the background, a slice at a time. On AWS a schedule does so. */
import { describeError } from '../core/protocol/stage.ts';
import { compactionDue } from '../core/protocol/topology.ts';
import { type CompactPorts, compact } from '../functions/compact/compact.ts';

/** How often a slice begins, how long it begins new parts, and how long it may last at most. */
const milliseconds = { every: 10_000, slice: 1_000, most: 60_000 };

export class Compactor {
  readonly #ports: CompactPorts;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;

  constructor(ports: CompactPorts) {
    this.#ports = ports;
    this.#timer = setInterval(() => {
      this.#running ??= this.#slice().finally(() => {
        this.#running = undefined;
      });
    }, milliseconds.every);
  }

  /** Ends once the current part is compacted. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #slice(): Promise<void> {
    const now = this.#ports.clock();
    const until = { until: now + milliseconds.slice, latest: now + milliseconds.most };
    try {
      await compact(this.#ports, { ...until, due: compactionDue.local });
    } catch (error) {
      this.#ports.log.warn('compact: a slice failed; the next one goes on', { error: describeError(error) });
    }
  }
}
