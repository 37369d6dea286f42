/**
 * Summarizes days with many documents when there is nothing else to do and the search table has changed. On
 * AWS the schedule of `compact` does so.
 */
import { type SummarizePorts, summarize } from '../functions/compact/summarize.ts';

const lookMilliseconds = 5_000;
/** How long days are begun in one go, so that new files hardly wait. */
const sliceMilliseconds = 1_000;

export class Summarizer {
  readonly #ports: SummarizePorts;
  readonly #compactions: () => number;
  readonly #isIdle: () => boolean;
  readonly #timer: NodeJS.Timeout;
  #working = Promise.resolve();
  /** How many compactions there were when all summaries were up to date. */
  #summarized = -1;

  /**
   * @param compactions how often a part was compacted: that follows each merge
   * @param isIdle whether no work is queued
   * @param every milliseconds between two looks
   */
  constructor(
    ports: SummarizePorts,
    compactions: () => number,
    isIdle: () => boolean,
    every = lookMilliseconds,
  ) {
    this.#ports = ports;
    this.#compactions = compactions;
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
    const compactions = this.#compactions();
    if (compactions === this.#summarized || !this.#isIdle()) return;
    const { complete } = await summarize(this.#ports, Date.now() + sliceMilliseconds);
    if (complete) this.#summarized = compactions;
  }
}
