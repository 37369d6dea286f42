/**
 * What Lambda's event source mapping is on AWS: takes batches from a queue, hands them to a stage as the same `SQSEvent`, and lets the
 * messages that the stage names come back.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Log } from '../core/ports/log.ts';
import { describeError, type Stage } from '../core/protocol/stage.ts';
import type { QueueFacts } from '../core/protocol/topology.ts';
import type { SqliteQueue } from '../runtime/local/queue.ts';

/** Messages of this process wake the consumer at once; those that another process sent (the command line) are found within this time. */
const pollMilliseconds = 250;
/** How often a window looks whether its batch is full by now. */
const windowPollMilliseconds = 50;

export class Consumer {
  readonly #queue: SqliteQueue;
  readonly #facts: QueueFacts;
  readonly #stage: Stage;
  readonly #log: Log;
  #stopping = false;
  #lastBatch = Number.NEGATIVE_INFINITY;
  #wake: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(queue: SqliteQueue, facts: QueueFacts, stage: Stage, log: Log) {
    this.#queue = queue;
    this.#facts = facts;
    this.#stage = stage;
    this.#log = log;
    queue.listen(() => this.#wake());
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Finishes the batch in hand, and takes no other. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const records = await this.#batch();
      if (records.length > 0) await this.#handle(records);
      else await this.#pause(pollMilliseconds);
    }
  }

  /** A full batch at once; a smaller one when the last is a window ago, so what comes alone does not wait and a stream is bundled. */
  async #batch(): Promise<SQSRecord[]> {
    const { batch, window } = this.#facts;
    const until = this.#lastBatch + window.local * 1000;
    while (!this.#stopping && performance.now() < until && this.#queue.visible() < batch) {
      await this.#pause(Math.max(1, Math.min(windowPollMilliseconds, until - performance.now())), {
        deaf: true,
      });
    }
    const records = this.#queue.receive(batch);
    if (records.length > 0) this.#lastBatch = performance.now();
    return records;
  }

  async #handle(records: SQSRecord[]): Promise<void> {
    const failed = await this.#stage({ Records: records }).then(
      (response) => new Set(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
      (error) => {
        this.#log.error(`${this.#facts.consumer}: the whole batch goes back to its queue`, {
          error: describeError(error),
        });
        return new Set(records.map(({ messageId }) => messageId));
      },
    );
    this.#queue.acknowledge(
      records.filter(({ messageId }) => !failed.has(messageId)).map(({ receiptHandle }) => receiptHandle),
    );
    this.#queue.release(
      records.filter(({ messageId }) => failed.has(messageId)).map(({ receiptHandle }) => receiptHandle),
    );
  }

  /** `deaf`: whatever is sent meanwhile does not end it. */
  #pause(milliseconds: number, { deaf = false } = {}): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (deaf && !this.#stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
