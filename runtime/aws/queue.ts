/** The `Queue` port on SQS: the sending side. Lambda's event source mapping is the other. */
import {
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import pLimit from 'p-limit';
import { TransientFault } from '../../core/errors.ts';
import type { Queue } from '../../core/ports/queue.ts';
import { type Backoff, patient } from './backoff.ts';

/** What one SendMessageBatch takes. */
const entriesPerBatch = 10;
/** … and the most that all its bodies together, or a single one, may come to: 256 KB of UTF-8. */
const bytesPerBatch = 256 * 1024;

const batchesAtOnce = 8;

/** A refusal to send that is our own fault: no retry will help. */
export class MessageRefused extends Error {
  override name = 'MessageRefused';
}

export class SqsQueue implements Queue {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #deadUrl: string | undefined;
  readonly #backoff: Backoff;

  /** @param deadUrl of the dead-letter queue; needed by `depth` only */
  constructor(client: SQSClient, urls: { url: string; deadUrl?: string }, backoff: Backoff = patient) {
    this.#client = client;
    this.#url = urls.url;
    this.#deadUrl = urls.deadUrl;
    this.#backoff = backoff;
  }

  /**
   * @throws MessageRefused for a message that SQS does not take (one above 256 KB is found before any is sent)
   * @throws TransientFault where SQS keeps failing some of them
   */
  async send(bodies: readonly string[], options?: { delaySeconds?: number }): Promise<void> {
    const delay = options?.delaySeconds === undefined ? {} : { DelaySeconds: options.delaySeconds };
    const batches = batchesOf(bodies).map((batch) =>
      batch.map((body, i) => ({ Id: String(i), MessageBody: body, ...delay })),
    );
    const limit = pLimit(batchesAtOnce);
    const sent = await Promise.allSettled(batches.map((batch) => limit(() => this.#sendBatch(batch))));
    for (const outcome of sent) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** A batch may fail in part; what failed is sent again. */
  async #sendBatch(entries: SendMessageBatchRequestEntry[]): Promise<void> {
    let left = entries;
    for (let attempt = 1; ; attempt++) {
      const { Failed: failed = [] } = await this.#client.send(
        new SendMessageBatchCommand({ QueueUrl: this.#url, Entries: left }),
      );
      if (failed.length === 0) return;
      const refused = failed.find(
        ({ SenderFault, Code }) => SenderFault === true && !/throttl/i.test(Code ?? ''),
      );
      if (refused !== undefined)
        throw new MessageRefused(
          `SQS does not take the message: ${refused.Code} ${refused.Message ?? ''}`.trim(),
        );
      if (failed.length < left.length) attempt = 1;
      if (attempt >= this.#backoff.attempts) {
        throw new TransientFault(`SQS failed ${failed.length} messages ${attempt} times: ${failed[0]?.Code}`);
      }
      const ids = new Set(failed.map(({ Id }) => Id));
      left = left.filter(({ Id }) => ids.has(Id));
      await this.#backoff.pause(attempt);
    }
  }

  /** Both are approximate, as SQS counts. */
  async depth(): Promise<{ pending: number; dead: number }> {
    if (this.#deadUrl === undefined)
      throw new Error(`the dead-letter queue of ${this.#url} is not known here`);
    const [pending, dead] = await Promise.all([this.#count(this.#url), this.#count(this.#deadUrl)]);
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
function batchesOf(bodies: readonly string[]): string[][] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let bytes = 0;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    if (size > bytesPerBatch)
      throw new MessageRefused(`a message of ${size} bytes: SQS takes ${bytesPerBatch} at most`);
    if (batch.length === 0 || batch.length === entriesPerBatch || bytes + size > bytesPerBatch) {
      batch = [];
      bytes = 0;
      batches.push(batch);
    }
    batch.push(body);
    bytes += size;
  }
  return batches;
}
