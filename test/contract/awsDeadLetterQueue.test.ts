/** The reader of a dead-letter queue on SQS. */
import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { queueNames } from '../../core/protocol/topology.ts';
import { deadLetterQueuesFromEnvironment, SqsDeadLetterQueue } from '../../runtime/aws/deadLetterQueue.ts';

const sqs = mockClient(SQSClient);
const url = 'https://sqs.example/uploads-dead';
const queue = new SqsDeadLetterQueue(new SQSClient({ region: 'us-east-1' }), url);

beforeEach(() => {
  sqs.reset();
});

it('knows what SQS moved by its source, which no message has that was sent to the queue', async () => {
  sqs.on(ReceiveMessageCommand).resolves({
    Messages: [
      {
        Body: 'moved',
        ReceiptHandle: 'r1',
        Attributes: {
          ApproximateReceiveCount: '1001',
          DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:123456789012:uploads',
        },
      },
      { Body: 'sent', ReceiptHandle: 'r2', Attributes: { ApproximateReceiveCount: '1' } },
    ],
  });
  expect(await queue.receive()).toEqual([
    { body: 'moved', receiptHandle: 'r1', receives: 1001, moved: true },
    { body: 'sent', receiptHandle: 'r2', receives: 1, moved: false },
  ]);
  expect(sqs.commandCalls(ReceiveMessageCommand)[0]?.args[0].input).toMatchObject({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: 60,
    MessageSystemAttributeNames: expect.arrayContaining(['DeadLetterQueueSourceArn']),
  });
});

it('finds nothing in an empty queue', async () => {
  sqs.on(ReceiveMessageCommand).resolves({});
  expect(await queue.receive()).toEqual([]);
});

it('puts the copy there before it deletes the message', async () => {
  sqs.on(SendMessageBatchCommand).rejectsOnce(new Error('out of reach')).resolves({});
  sqs.on(DeleteMessageCommand).resolves({});
  const message = { body: 'moved', receiptHandle: 'r1', receives: 1001, moved: true };
  await expect(queue.replace(message)).rejects.toThrow('out of reach');
  expect(sqs.commandCalls(DeleteMessageCommand)).toEqual([]);
  await queue.replace(message);
  expect(sqs.commandCalls(SendMessageBatchCommand).at(-1)?.args[0].input).toMatchObject({
    QueueUrl: url,
    Entries: [{ MessageBody: 'moved' }],
  });
  expect(sqs.commandCalls(DeleteMessageCommand).map(({ args: [{ input }] }) => input)).toEqual([
    { QueueUrl: url, ReceiptHandle: 'r1' },
  ]);
});

it('is opened for each queue, and misses any that the environment does not name well', () => {
  const names = [...queueNames, 'exports'];
  const all = Object.fromEntries(names.map((name) => [`DATELINE_DEAD_${name.toUpperCase()}`, url]));
  expect(Object.keys(deadLetterQueuesFromEnvironment(all))).toEqual(names);
  expect(() => deadLetterQueuesFromEnvironment({ ...all, DATELINE_DEAD_TOUCHED: undefined })).toThrow(
    'DATELINE_DEAD_TOUCHED is not set',
  );
  expect(() => deadLetterQueuesFromEnvironment({ ...all, DATELINE_DEAD_TOUCHED: 'touched' })).toThrow(
    'DATELINE_DEAD_TOUCHED is not the URL of a queue',
  );
});
