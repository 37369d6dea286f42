/** The sending side of the `Queue` port on SQS. Lambda's event source mapping is the receiving side. */
import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import { ServiceFault } from '../../core/errors.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { type Backoff, jitteredBackoff } from './backoff.ts';

/** The limits of one SendMessageBatch; a single message may be as large as a whole batch. */
const entriesPerBatch = 10;
const maxBatchBytes = 256 * 1024;

const batchesAtOnce = 8;

/** SQS refused a message for a reason that no retry will cure. */
export class MessageRefused extends Error {
  override name = 'MessageRefused';
}

export interface SqsQueueUrls {
  url: string;
  /** Only `depth` needs it. */
  deadLetterUrl?: string;
}

/** A queue of SQS, in batches of ten; what a batch left out is sent again. */
export class SqsQueue implements Queue {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #deadLetterUrl: string | undefined;
  readonly #backoff: Backoff;

  constructor(client: SQSClient, { url, deadLetterUrl }: SqsQueueUrls, backoff: Backoff = jitteredBackoff) {
    this.#client = client;
    this.#url = url;
    this.#deadLetterUrl = deadLetterUrl;
    this.#backoff = backoff;
  }

  /**
   * @throws MessageRefused for a message that SQS refuses; one above 256 KB fails before anything is sent
   * @throws ServiceFault when SQS keeps failing some of the messages
   */
  async send(bodies: readonly string[], options?: { delaySeconds?: number }): Promise<void> {
    const delay = options?.delaySeconds === undefined ? {} : { DelaySeconds: options.delaySeconds };
    const batches = splitIntoBatches(bodies).map((batch) =>
      batch.map((body, i) => ({ Id: String(i), MessageBody: body, ...delay })),
    );
    const limit = pLimit(batchesAtOnce);
    const outcomes = await Promise.allSettled(batches.map((batch) => limit(() => this.#sendBatch(batch))));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** A batch may fail in part; the failed messages are sent again. */
  async #sendBatch(entries: SendMessageBatchRequestEntry[]): Promise<void> {
    let unsent = entries;
    for (let attempt = 1; ; attempt++) {
      const { Failed: failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({ QueueUrl: this.#url, Entries: unsent }),
      );
      if (failed.length === 0) return;
      const refused = failed.find(
        ({ SenderFault, Code }) => SenderFault === true && !/throttl/i.test(Code ?? ''),
      );
      if (refused !== undefined)
        throw new MessageRefused(`SQS refused a message: ${refused.Code} ${refused.Message ?? ''}`.trim());
      if (failed.length < unsent.length) attempt = 1;
      if (attempt >= this.#backoff.attempts) {
        throw new ServiceFault(`SQS failed ${failed.length} messages ${attempt} times: ${failed[0]?.Code}`);
      }
      const ids = new Set(failed.map(({ Id }) => Id));
      unsent = unsent.filter(({ Id }) => ids.has(Id));
      await this.#backoff.pause(attempt);
    }
  }

  /** Approximate, as SQS's own counts are. */
  async depth(): Promise<{ pending: number; dead: number }> {
    if (this.#deadLetterUrl === undefined)
      throw new Error(`${this.#url} was opened without the URL of its dead-letter queue`);
    const [pending, dead] = await Promise.all([this.#count(this.#url), this.#count(this.#deadLetterUrl)]);
    return { pending, dead };
  }

  async #count(url: string): Promise<number> {
    const { Attributes: counts = {} } = await this.#client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    return Object.values(counts).reduce((sum, count) => sum + Number(count), 0);
  }
}

/** Groups that each fit one request, in order. */
function splitIntoBatches(bodies: readonly string[]): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (size > maxBatchBytes)
      throw new MessageRefused(`a message of ${size} bytes; SQS accepts at most ${maxBatchBytes}`);
    if (batch.length === 0 || batch.length === entriesPerBatch || bytes + size > maxBatchBytes) {
      batch = [];
      bytes = 0;
      batches.push(batch);
    }
    batch.push(body);
    bytes += size;
  }
  return batches;
}
