/** Prints a progress line every second while much work is queued: documents processed, queued work, rate. */
const intervalMilliseconds = 1000;

/** Less queued work than this is done before anyone could read a line about it. */
const minimumQueued = 50;

export class Progress {
  readonly #pending: () => Promise<number>;
  readonly #done: () => number;
  readonly #write: (text: string) => void;
  readonly #timer: NodeJS.Timeout;
  /** When the pipeline was last idle, and how many documents were stored by then. */
  #since = { time: performance.now(), done: 0 };
  #reporting = false;

  constructor(sources: {
    pending: () => Promise<number>;
    done: () => number;
    write?: (text: string) => void;
  }) {
    this.#pending = sources.pending;
    this.#done = sources.done;
    this.#write = sources.write ?? ((text) => process.stdout.write(text));
    // Without the number of messages there is no line.
    this.#timer = setInterval(() => this.#tick().catch(() => {}), intervalMilliseconds);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    const pending = await this.#pending();
    const now = { time: performance.now(), done: this.#done() };
    if (!this.#reporting && pending < minimumQueued) {
      this.#since = now;
      return;
    }
    this.#reporting = pending > 0;
    const done = now.done - this.#since.done;
    const seconds = (now.time - this.#since.time) / 1000;
    this.#write(
      `  ${done} documents processed, ${pending} queued, ${Math.round(done / seconds)} documents/s\n`,
    );
  }
}
