/** A line on the terminal while there is work: how much is done, how much waits, how fast. */
const everyMilliseconds = 1000;

/** Work of less than this is over before anyone reads a line about it. */
const worthALine = 50;

export class Progress {
  readonly #pending: () => Promise<number>;
  readonly #done: () => number;
  readonly #write: (text: string) => void;
  readonly #timer: NodeJS.Timeout;
  #since: { time: number; done: number } | undefined;

  constructor(sources: { pending: () => Promise<number>; done: () => number; write?: (text: string) => void }) {
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
    const now = performance.now();
    if (this.#since === undefined) {
      if (pending >= worthALine) this.#since = { time: now, done: this.#done() };
      return;
    }
    const done = this.#done() - this.#since.done;
    const seconds = (now - this.#since.time) / 1000;
    this.#write(`  ${done} documents stored, ${pending} hints to go, ${Math.round(done / seconds)} documents/s\n`);
    if (pending === 0) this.#since = undefined;
  }
}
