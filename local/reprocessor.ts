/**
 * Goes on with reprocessing, if that is asked for, whenever nothing else is to be done: new files come first.
 * On AWS, the schedule of `sweep` does this.
 */
import type { Ports } from '../core/protocol/ports.ts';
import { describeError } from '../core/protocol/stage.ts';
import { continueReprocessing } from '../functions/sweep/reprocess.ts';

const lookMilliseconds = 2_000;
/** So few documents that a new file hardly waits for them. */
const portion = { most: 200, seconds: 0, walkSeconds: 0 };

export class Reprocessor {
  readonly #ports: Ports;
  readonly #isIdle: () => boolean;
  readonly #timer: NodeJS.Timeout;
  #working = Promise.resolve();

  /**
   * @param isIdle whether no work is queued
   * @param every milliseconds between two looks
   */
  constructor(ports: Ports, isIdle: () => boolean, every = lookMilliseconds) {
    this.#ports = ports;
    this.#isIdle = isIdle;
    this.#timer = setInterval(() => {
      this.#working = this.#working.then(() => this.#goOn());
    }, every);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  async #goOn(): Promise<void> {
    try {
      if (this.#isIdle()) await continueReprocessing(this.#ports, portion);
    } catch (error) {
      this.#ports.log.warn('reprocess: the next attempt goes on', { error: describeError(error) });
    }
  }
}
