/**
 * The messages that a consumer has received from SQS. Lambda's event source mapping receives and deletes
 * them.
 */
import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ServiceFault } from '../../../core/errors.ts';
import { groupsOf } from '../../../core/groupsOf.ts';
import type { Deliveries } from '../../../core/ports/deliveries.ts';
import { mapConcurrent } from '../../../core/protocol/mapConcurrent.ts';
import type { QueueName } from '../../../core/protocol/topology.ts';
import { sqsClient } from '../clients.ts';
import { queueUrls } from '../environment.ts';
import { SqsQueue } from '../queue.ts';
import type { UsageMeter } from '../usage.ts';

/** The limit of one ChangeMessageVisibilityBatch. */
const entriesPerBatch = 10;
const batchesAtOnce = 8;

/** How messages of an SQS queue are postponed or given up. */
export class SqsDeliveries implements Deliveries {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #deadLetters: SqsQueue;

  constructor(client: SQSClient, { url, deadLetterUrl }: { url: string; deadLetterUrl: string }) {
    this.#client = client;
    this.#url = url;
    this.#deadLetters = new SqsQueue(client, { url: deadLetterUrl });
  }

  /** @throws ServiceFault if some of the messages keep their visibility timeout */
  async postpone(messages: readonly { receiptHandle: string; seconds: number }[]): Promise<void> {
    const batches = groupsOf(messages, entriesPerBatch);
    const failed = await mapConcurrent(batchesAtOnce, batches, async (batch) => {
      const { Failed = [] } = await this.#client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl: this.#url,
          Entries: batch.map(({ receiptHandle, seconds }, i) => ({
            Id: String(i),
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: Math.ceil(seconds),
          })),
        }),
      );
      return Failed;
    });
    const [first, ...more] = failed.flat();
    if (first !== undefined)
      throw new ServiceFault(`SQS could not postpone ${1 + more.length} messages: ${first.Code}`);
  }

  bury(body: string): Promise<void> {
    return this.#deadLetters.send([body]);
  }
}

/**
 * @param usage counts the requests
 * @throws EnvironmentFault
 */
export function deliveriesFromEnvironment(
  queue: QueueName | 'exports',
  usage?: Pick<UsageMeter, 'attach'>,
): Deliveries {
  return new SqsDeliveries(usage?.attach(sqsClient()) ?? sqsClient(), queueUrls(queue));
}
