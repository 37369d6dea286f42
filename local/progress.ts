/** A line on the terminal while there is work: how much is done, how much waits, how fast. */
const everyMilliseconds = 1000;

/** Work of less than this is over before anyone reads a line about it. */
const worthALine = 50;

export class Progress {
  readonly #pending: () => Promise<number>;
  readonly #done: () => number;
  readonly #write: (text: string) => void;
  readonly #timer: NodeJS.Timeout;
  /** When it was last idle, and what was done by then. */
  #since = { time: performance.now(), done: 0 };
  #telling = false;

  constructor(sources: {
    pending: () => Promise<number>;
    done: () => number;
    write?: (text: string) => void;
  }) {
    this.#pending = sources.pending;
    this.#done = sources.done;
    this.#write = sources.write ?? ((text) => process.stdout.write(text));
    this.#timer = setInterval(() => this.#tick(), everyMilliseconds);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #tick(): Promise<void> {
    const pending = await this.#pending();
    const now = { time: performance.now(), done: this.#done() };
    if (!this.#telling && pending < worthALine) {
      this.#since = now;
      return;
    }
    this.#telling = pending > 0;
    const done = now.done - this.#since.done;
    const seconds = (now.time - this.#since.time) / 1000;
    this.#write(
      `  ${done} documents stored, ${pending} hints to go, ${Math.round(done / seconds)} documents/s\n`,
    );
  }
}
