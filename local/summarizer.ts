/**
 * Summarizes days with many documents when there is nothing else to do and the search table has changed. On
 * AWS the schedule of `compact` does so.
 */
import { summariesDue } from '../core/protocol/topology.ts';
import { type SummarizePorts, summarize } from '../functions/compact/summarize.ts';

const lookMilliseconds = 5_000;
/** How long days are begun in one go, so that new files hardly wait. */
const sliceMilliseconds = 1_000;

export class Summarizer {
  readonly #ports: SummarizePorts;
  readonly #isIdle: () => boolean;
  readonly #timer: NodeJS.Timeout;
  #working = Promise.resolve();

  /**
   * @param isIdle whether no work is queued
   * @param every milliseconds between two looks
   */
  constructor(ports: SummarizePorts, isIdle: () => boolean, every = lookMilliseconds) {
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
    if (!this.#isIdle()) return;
    const until = this.#ports.clock() + sliceMilliseconds;
    await summarize(this.#ports, { until, due: summariesDue.local });
  }
}
