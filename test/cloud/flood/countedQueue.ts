/** A queue that only counts its messages, so that it holds millions of them. */
import { second } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';
import type { Source } from '../world/mapping.ts';

/** A message of which only the number of receives is known. */
export interface CountedMessage {
  messageId: string;
  receives: number;
}

export class CountedQueue implements Source<CountedMessage> {
  readonly #timeline: Timeline;
  readonly #maxReceives: number;
  /** Messages that were never received, then those that were, in order. */
  #fresh = 0;
  #again: CountedMessage[] = [];
  #ids = 0;
  /** Messages that were neither deleted nor given up. */
  pending = 0;
  dead = 0;
  sent = 0;
  received = 0;
  onVisible: () => void = () => {};

  constructor(timeline: Timeline, maxReceives: number) {
    this.#timeline = timeline;
    this.#maxReceives = maxReceives;
  }

  get visible(): number {
    return this.#fresh + this.#again.length;
  }

  send(count: number, delaySeconds = 0): void {
    if (count === 0) return;
    this.sent += count;
    this.pending += count;
    const show = () => {
      this.#fresh += count;
      this.onVisible();
    };
    if (delaySeconds === 0) show();
    else this.#timeline.after(delaySeconds * second, show);
  }

  receive(max: number): CountedMessage[] {
    const records: CountedMessage[] = [];
    while (records.length < max && this.visible > 0) {
      const message = this.#again.pop() ?? { messageId: `${++this.#ids}`, receives: 0 };
      if (message.receives === 0) this.#fresh--;
      if (message.receives >= this.#maxReceives) {
        this.dead++;
        this.pending--;
        continue;
      }
      message.receives++;
      this.received++;
      records.push(message);
    }
    return records;
  }

  delete(): void {
    this.pending--;
  }

  returned(records: readonly CountedMessage[], visibleAt: number): void {
    this.#timeline.at(visibleAt, () => {
      this.#again.push(...records);
      this.onVisible();
    });
  }
}
