/** A queue in memory whose delayed messages become visible by a clock. */
import type { Clock } from '../../core/ports/clock.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';

export class DelayedQueue extends MemoryQueue {
  readonly #clock: Clock;
  #delayed: { body: string; due: number }[] = [];

  constructor(clock: Clock) {
    super();
    this.#clock = clock;
  }

  override async send(bodies: readonly string[], options?: { delaySeconds?: number }): Promise<void> {
    const { delaySeconds = 0 } = options ?? {};
    if (delaySeconds === 0) return super.send(bodies);
    const due = this.#clock() + delaySeconds * 1000;
    this.#delayed.push(...bodies.map((body) => ({ body, due })));
  }

  /** Makes those visible whose time has come. */
  async release(): Promise<void> {
    const [now, delayed] = [this.#clock(), this.#delayed];
    this.#delayed = delayed.filter(({ due }) => due > now);
    await super.send(delayed.filter(({ due }) => due <= now).map(({ body }) => body));
  }

  /** When the first of the delayed ones becomes visible, in milliseconds since 1970. */
  get due(): number {
    return this.#delayed.reduce((first, { due }) => Math.min(first, due), Number.POSITIVE_INFINITY);
  }
}
