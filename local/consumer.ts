/**
 * Consumes a lane of a queue as Lambda's event source mapping does on AWS: receives batches, passes them to a
 * stage as an `SQSEvent`, and returns the messages that the stage reports as failed to the queue.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Log } from '../core/ports/log.ts';
import { describeError, type Stage, type UnfinishedMessage } from '../core/protocol/stage.ts';
import type { ConsumerName, QueueFacts } from '../core/protocol/topology.ts';
import { inLane, type Lane } from '../runtime/local/lanes.ts';
import type { SqliteQueue } from '../runtime/local/queue.ts';

/**
 * Messages sent by this process wake the consumer; polling finds those of other processes (the command line).
 */
const pollMilliseconds = 250;
/**
 * How often the consumer checks whether its batch has filled while it waits for the batching window to end.
 */
const windowPollMilliseconds = 50;

interface LaneLimits {
  /** Most messages of a batch, whatever the queue's facts say. */
  batch: number;
  /** The same while another batch of the lane takes long: a new message then comes with few others. */
  overtaking: number;
  /**
   * Most batches at once. The next one begins when one ends, or earlier if it takes long: then one of its
   * messages is slow, and the others need not wait for it. In the prompt lane there are more than parsing
   * processes: so when all are slow to read, one of them waits for a process, and the slowest is set aside.
   */
  batches: number;
}

const any = Number.POSITIVE_INFINITY;

const laneLimits: Record<Lane, (consumer: ConsumerName) => LaneLimits> = {
  prompt: (consumer) => ({ batch: any, overtaking: takesLong(consumer) ? 2 : any, batches: 4 }),
  // A large object is read in many pieces, and each takes memory.
  bulk: (consumer) => ({ batch: consumer === 'normalize' ? 2 : any, overtaking: any, batches: 1 }),
};

/** Whether a single message may take long. */
const takesLong = (consumer: ConsumerName) => consumer === 'normalize' || consumer === 'extract';

/** How long the consumer waits after its queue could not be read or written. */
const faultMilliseconds = 1000;

export interface ConsumerGates {
  /** Whether the disk has room; without, nothing is received, and failures do not count as receives. */
  hasRoom(): boolean;
  /** Whether this stage should pause because too many messages wait for the next one. */
  isBehind(): boolean;
  /** Whether stages before this one still have messages, so that more will come for its batch. */
  isFed(): boolean;
}

const openGates: ConsumerGates = { hasRoom: () => true, isBehind: () => false, isFed: () => true };

export interface ConsumerOptions {
  queue: SqliteQueue;
  facts: QueueFacts;
  lane: Lane;
  stage: Stage;
  log: Log;
  /** Without them, nothing keeps it from working. */
  gates?: ConsumerGates;
}

/** A batch that takes longer is overtaken by the next one. */
const overtakeMilliseconds = 500;

export class Consumer {
  readonly #queue: SqliteQueue;
  readonly #facts: QueueFacts;
  readonly #lane: Lane;
  readonly #limits: LaneLimits;
  readonly #stage: Stage;
  readonly #log: Log;
  readonly #gates: ConsumerGates;
  /** Whether the fault of the queue is logged. */
  #faulty = false;
  #stopping = false;
  #lastBatch = Number.NEGATIVE_INFINITY;
  #wake: () => void = () => {};
  #running: Promise<void> = Promise.resolve();
  readonly #batches = new Set<Promise<void>>();

  constructor({ queue, facts, lane, stage, log, gates = openGates }: ConsumerOptions) {
    this.#queue = queue;
    this.#facts = facts;
    this.#lane = lane;
    this.#limits = laneLimits[lane](facts.consumer);
    this.#stage = stage;
    this.#log = log;
    this.#gates = gates;
    queue.listen(() => this.#wake());
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Finishes the batches in progress and receives no more. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
    await Promise.all(this.#batches);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      if (!this.#gates.hasRoom()) await this.#pause(pollMilliseconds, { ignoreMessages: true });
      else if (this.#gates.isBehind()) await this.#pause(windowPollMilliseconds, { ignoreMessages: true });
      else {
        const records = await this.#withQueue(() => this.#receiveBatch());
        if (records === undefined || records.length === 0) await this.#pause(pollMilliseconds);
        else await this.#begin(records);
      }
    }
  }

  /** Begins a batch, and waits until the next one may begin. */
  async #begin(records: SQSRecord[]): Promise<void> {
    const batch = inLane(this.#lane, () => this.#handle(records)).finally(() => this.#batches.delete(batch));
    this.#batches.add(batch);
    // A message that was received before may have ended the process, so nothing overtakes it.
    if (records.some(({ attributes }) => attributes.ApproximateReceiveCount !== '1')) return batch;
    if (this.#batches.size < this.#limits.batches)
      await this.#pause(overtakeMilliseconds, { ignoreMessages: true, until: Promise.race(this.#batches) });
    else await Promise.race(this.#batches);
  }

  /**
   * Receives a full batch at once, and a smaller one only if the last batch is at least one window old or no
   * more will come. So a single message is handled without delay, and a stream of messages in batches.
   */
  async #receiveBatch(): Promise<SQSRecord[]> {
    const { window } = this.#facts;
    const limit = this.#batches.size > 0 ? this.#limits.overtaking : any;
    const batch = Math.min(this.#facts.batch, this.#limits.batch, limit);
    const until = this.#lastBatch + window.local * 1000;
    const mayWait = () => !this.#stopping && performance.now() < until;
    while (mayWait() && !this.#queue.hasVisible(batch, this.#lane) && this.#gates.isFed()) {
      await this.#pause(Math.max(1, Math.min(windowPollMilliseconds, until - performance.now())), {
        ignoreMessages: true,
      });
    }
    const records = this.#queue.receive(batch, this.#lane);
    if (records.length > 0) this.#lastBatch = performance.now();
    return records;
  }

  async #handle(records: SQSRecord[]): Promise<void> {
    const unfinished = await this.#stage({ Records: records }).then(
      ({ batchItemFailures }) => new Map(batchItemFailures.map((each) => [each.itemIdentifier, each])),
      (error) => {
        this.#log.error(`${this.#facts.consumer}: the whole batch failed and returns to its queue`, {
          error: describeError(error),
        });
        return new Map(records.map(({ messageId }) => [messageId, { itemIdentifier: messageId }]));
      },
    );
    const settle = async () => {
      const [done, failed]: [string[], string[]] = [[], []];
      for (const { messageId, receiptHandle } of records) {
        const left: UnfinishedMessage | undefined = unfinished.get(messageId);
        if (left === undefined) done.push(receiptHandle);
        else if (left.setAside) this.#queue.setAside(receiptHandle);
        else if (left.postponeSeconds !== undefined)
          this.#queue.postpone(receiptHandle, left.postponeSeconds);
        else failed.push(receiptHandle);
      }
      this.#queue.acknowledge(done);
      if (this.#gates.hasRoom()) this.#queue.release(failed);
      else this.#queue.giveBack(failed);
      return true;
    };
    while ((await this.#withQueue(settle)) === undefined && !this.#stopping);
  }

  /**
   * Logs only the first of several successive faults of the queue.
   *
   * @returns `undefined` after a fault and a pause
   */
  async #withQueue<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      this.#faulty = false;
      return result;
    } catch (error) {
      if (!this.#faulty)
        this.#log.error(`${this.#facts.consumer}: cannot use its queue; trying again every second`, {
          error: describeError(error),
        });
      this.#faulty = true;
      await this.#pause(faultMilliseconds, { ignoreMessages: true });
      return undefined;
    }
  }

  /**
   * Ends early when a message arrives, unless `ignoreMessages`, or with `until`, and always when the consumer
   * stops.
   */
  #pause(
    milliseconds: number,
    { ignoreMessages = false, until }: { ignoreMessages?: boolean; until?: Promise<void> } = {},
  ): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#wake = () => {
        if (!ignoreMessages || this.#stopping) end();
      };
      until?.then(end, end);
    });
  }
}
