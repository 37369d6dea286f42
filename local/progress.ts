/** Prints progress lines while much work is queued: documents processed, queued work, rate. */
const intervalMilliseconds = 1000;
/** In the log of a service, where nobody waits for the next line. */
const unwatchedMilliseconds = 60_000;

/** Less queued work than this is done before anyone could read a line about it. */
const minimumQueued = 50;

export class Progress {
  readonly #pending: () => Promise<number>;
  readonly #done: () => number;
  readonly #write: (text: string) => void;
  readonly #timer: NodeJS.Timeout;
  /** Milliseconds between two lines at least. */
  readonly #between: number;
  /** When the pipeline was last idle, and how many documents were stored by then. */
  #since = { time: performance.now(), done: 0 };
  #reporting = false;
  #lastLine = Number.NEGATIVE_INFINITY;

  constructor(sources: {
    pending: () => Promise<number>;
    done: () => number;
    write?: (text: string) => void;
    /** Whether a person looks at the lines; by default if the output is a terminal. */
    isWatched?: boolean;
  }) {
    this.#pending = sources.pending;
    this.#done = sources.done;
    const { isWatched = process.stdout.isTTY } = sources;
    this.#between = isWatched ? 0 : unwatchedMilliseconds;
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
    if (pending > 0 && now.time - this.#lastLine < this.#between) return;
    this.#lastLine = now.time;
    const done = now.done - this.#since.done;
    const seconds = (now.time - this.#since.time) / 1000;
    this.#write(
      `  ${done} documents processed, ${pending} queued, ${Math.round(done / seconds)} documents/s\n`,
    );
  }
}
