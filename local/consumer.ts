/**
 * Consumes a queue as Lambda's event source mapping does on AWS: receives batches, passes them to a stage as
 * an `SQSEvent`, and returns the messages that the stage reports as failed to the queue.
 */
import type { SQSRecord } from 'aws-lambda';
import type { Log } from '../core/ports/log.ts';
import { describeError, type Stage } from '../core/protocol/stage.ts';
import type { QueueFacts } from '../core/protocol/topology.ts';
import type { SqliteQueue } from '../runtime/local/queue.ts';

/**
 * Messages sent by this process wake the consumer; polling finds those of other processes (the command line).
 */
const pollMilliseconds = 250;
/**
 * How often the consumer checks whether its batch has filled while it waits for the batching window to end.
 */
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

  /** Finishes the current batch and receives no more. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const records = await this.#receiveBatch();
      if (records.length > 0) await this.#handle(records);
      else await this.#pause(pollMilliseconds);
    }
  }

  /**
   * Receives a full batch at once, and a smaller one only if the last batch is at least one window old. So a
   * single message is handled without delay, and a stream of messages is handled in batches.
   */
  async #receiveBatch(): Promise<SQSRecord[]> {
    const { batch, window } = this.#facts;
    const until = this.#lastBatch + window.local * 1000;
    while (!this.#stopping && performance.now() < until && this.#queue.visible() < batch) {
      await this.#pause(Math.max(1, Math.min(windowPollMilliseconds, until - performance.now())), {
        ignoreMessages: true,
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
        this.#log.error(`${this.#facts.consumer}: the whole batch failed and returns to its queue`, {
          error: describeError(error),
        });
        return new Set(records.map(({ messageId }) => messageId));
      },
    );
    const receipts = (ofFailed: boolean) =>
      records
        .filter(({ messageId }) => failed.has(messageId) === ofFailed)
        .map(({ receiptHandle }) => receiptHandle);
    this.#queue.acknowledge(receipts(false));
    this.#queue.release(receipts(true));
  }

  /** Ends early when a message arrives, unless `ignoreMessages`, and always when the consumer stops. */
  #pause(milliseconds: number, { ignoreMessages = false } = {}): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        if (ignoreMessages && !this.#stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
