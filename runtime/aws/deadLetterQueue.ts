/**
 * The `DeadLetterQueue` port on SQS. SQS names the source of a message that it moved by itself; what was sent
 * to the dead-letter queue has no source.
 */
import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetterQueue, DeadMessage } from '../../core/ports/deadLetterQueue.ts';
import { type QueueName, queueNames } from '../../core/protocol/topology.ts';
import { type Environment, sqsClient } from './clients.ts';
import { checkEnvironment, queueUrl } from './environment.ts';
import { SqsQueue } from './queue.ts';
import { deadLetterQueueVariable } from './variables.ts';

/** The limit of one ReceiveMessage. */
const messagesPerReceive = 10;
/** Longer than a reader takes for a queue, and shorter than the alarm's period. */
const hiddenSeconds = 60;

/** Reads and replaces the messages of a dead-letter queue. */
export class SqsDeadLetterQueue implements DeadLetterQueue {
  readonly #client: SQSClient;
  readonly #url: string;
  readonly #queue: SqsQueue;

  constructor(client: SQSClient, url: string) {
    this.#client = client;
    this.#url = url;
    this.#queue = new SqsQueue(client, { url });
  }

  async receive(): Promise<DeadMessage[]> {
    const { Messages = [] } = await this.#client.send(
      new ReceiveMessageCommand({
        QueueUrl: this.#url,
        MaxNumberOfMessages: messagesPerReceive,
        VisibilityTimeout: hiddenSeconds,
        // A short poll asks a part of SQS's servers only, and may miss messages.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['ApproximateReceiveCount', 'DeadLetterQueueSourceArn'],
      }),
    );
    return Messages.map(({ Body = '', ReceiptHandle = '', Attributes = {} }) => ({
      body: Body,
      receiptHandle: ReceiptHandle,
      receives: Number(Attributes.ApproximateReceiveCount),
      moved: Attributes.DeadLetterQueueSourceArn !== undefined,
    }));
  }

  async replace({ body, receiptHandle }: DeadMessage): Promise<void> {
    await this.#queue.send([body]);
    await this.#client.send(new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle: receiptHandle }));
  }
}

/** @throws EnvironmentFault */
export function deadLetterQueuesFromEnvironment(
  environment: Environment = process.env,
): Record<QueueName | 'exports', DeadLetterQueue> {
  const names = [...queueNames, 'exports'] as const;
  const shape = Object.fromEntries(names.map((name) => [deadLetterQueueVariable(name), queueUrl]));
  const values = checkEnvironment(shape, environment);
  const client = sqsClient();
  const open = (name: (typeof names)[number]): DeadLetterQueue =>
    new SqsDeadLetterQueue(client, values[deadLetterQueueVariable(name)] ?? '');
  return Object.fromEntries(names.map((name) => [name, open(name)])) as Record<
    (typeof names)[number],
    DeadLetterQueue
  >;
}
