/**
 * An event source mapping: Lambda receives messages of a queue in batches and invokes the function. What the
 * account refuses to run keeps its batch until the messages are visible again, with a receive counted.
 */
import { limits, minute, second } from '../../../bench/aws/facts.ts';
import type { Timeline } from '../../../bench/aws/timeline.ts';

export interface Received {
  messageId: string;
}

/** The receiving side of a queue. */
export interface Source<R extends Received> {
  /** How many messages can be received now. */
  readonly visible: number;
  receive(max: number): R[];
  delete(id: string): void;
  /** Messages that were not deleted; they are visible again at that time. */
  returned(records: readonly R[], visibleAt: number): void;
  onVisible: () => void;
}

/** `milliseconds`: after this the messages that failed are visible again, if not after their time-out. */
export type OnEnd = (failed: ReadonlySet<string>, milliseconds?: number) => void;

/** @returns `false` if the account has no execution left; otherwise `onEnd` gets the ids that failed */
export type Consume<R> = (records: R[], onEnd: OnEnd) => boolean;

export interface MappingFacts {
  batch: number;
  /** Seconds that a batch waits to be full. */
  window: number;
  maxConcurrency?: number | undefined;
  /** Batches at once before it has grown. */
  first?: number;
  /** Milliseconds that a received message is hidden. */
  visibility: number;
}

/** How long a refused invocation waits before the next attempt. */
const refusedPause = { first: 1 * second, longest: 60 * second };
/** Lambda polls an idle queue less often than this, but long polling answers at once. */
const pollMilliseconds = 20;

export class Mapping<R extends Received> {
  readonly #timeline: Timeline;
  readonly #queue: Source<R>;
  readonly #consume: Consume<R>;
  readonly #facts: MappingFacts;
  #batches = 0;
  #allowed: number;
  #grownAt: number;
  /** A batch is being gathered until this time. */
  #gathering = false;
  /** Batches that the account never ran. */
  neverRun = 0;
  /** Messages whose execution was killed, or that failed. */
  failed = 0;

  constructor(timeline: Timeline, queue: Source<R>, consume: Consume<R>, facts: MappingFacts) {
    this.#timeline = timeline;
    this.#queue = queue;
    this.#consume = consume;
    this.#facts = facts;
    this.#grownAt = timeline.now;
    this.#allowed = facts.first ?? limits.mapping.first;
    queue.onVisible = () => this.#wake();
  }

  get #concurrency(): number {
    const { perMinute, most } = limits.mapping;
    const { first = limits.mapping.first } = this.#facts;
    const minutes = Math.floor((this.#timeline.now - this.#grownAt) / minute);
    if (minutes > 0) {
      // It grows while there is a backlog.
      this.#allowed =
        this.#batches >= this.#allowed ? Math.min(most, this.#allowed + perMinute * minutes) : first;
      this.#allowed = Math.max(this.#allowed, first);
      this.#grownAt += minutes * minute;
    }
    return Math.min(this.#allowed, this.#facts.maxConcurrency ?? most);
  }

  #waking = false;
  /** It wakes when more batches may be allowed. */
  #growing = false;

  #wake(): void {
    if (this.#waking || this.#gathering) return;
    this.#waking = true;
    this.#timeline.after(pollMilliseconds, () => {
      this.#waking = false;
      this.#fill();
    });
  }

  #fill(): void {
    const { batch, window } = this.#facts;
    while (!this.#gathering && this.#batches < this.#concurrency && this.#queue.visible > 0) {
      if (window > 0 && this.#queue.visible < batch) {
        this.#gathering = true;
        this.#gather(this.#timeline.now + window * second);
        return;
      }
      this.#receive();
    }
    // More may be allowed at the next minute.
    const most = this.#facts.maxConcurrency ?? limits.mapping.most;
    if (this.#queue.visible === 0 || this.#batches >= most || this.#growing) return;
    this.#growing = true;
    this.#timeline.at(Math.max(this.#timeline.now + second, this.#grownAt + minute), () => {
      this.#growing = false;
      this.#wake();
    });
  }

  /** Waits until a batch is full or its window ends. */
  #gather(until: number): void {
    const full = this.#queue.visible >= this.#facts.batch;
    if (!full && this.#timeline.now < until) {
      this.#timeline.at(Math.min(until, this.#timeline.now + second), () => this.#gather(until));
      return;
    }
    this.#gathering = false;
    this.#receive();
    this.#fill();
  }

  #receive(): void {
    const records = this.#queue.receive(this.#facts.batch);
    if (records.length === 0) return;
    this.#batches++;
    this.#invoke(records, this.#timeline.now + this.#facts.visibility, refusedPause.first);
  }

  #invoke(records: R[], visibleAt: number, pause: number): void {
    const onEnd: OnEnd = (failed, milliseconds) =>
      this.#end(records, failed, milliseconds === undefined ? visibleAt : this.#timeline.now + milliseconds);
    if (this.#consume(records, onEnd)) return;
    const next = this.#timeline.now + pause;
    if (next < visibleAt)
      this.#timeline.at(next, () =>
        this.#invoke(records, visibleAt, Math.min(refusedPause.longest, 2 * pause)),
      );
    else {
      this.neverRun++;
      this.#queue.returned(records, visibleAt);
      this.#release();
    }
  }

  /** Deletes what succeeded. The rest becomes visible again when its time-out ends. */
  #end(records: readonly R[], failed: ReadonlySet<string>, visibleAt: number): void {
    for (const { messageId } of records) if (!failed.has(messageId)) this.#queue.delete(messageId);
    if (failed.size > 0)
      this.#queue.returned(
        records.filter(({ messageId }) => failed.has(messageId)),
        visibleAt,
      );
    this.failed += failed.size;
    this.#release();
  }

  #release(): void {
    this.#batches--;
    this.#wake();
  }
}
