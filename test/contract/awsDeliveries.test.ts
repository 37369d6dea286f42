/** What a consumer does with the messages that it received from SQS. */
import {
  ChangeMessageVisibilityBatchCommand,
  type ChangeMessageVisibilityBatchRequestEntry,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { ServiceFault } from '../../core/errors.ts';
import { SqsDeliveries } from '../../runtime/aws/consumer/deliveries.ts';

const sqs = mockClient(SQSClient);
const deliveries = new SqsDeliveries(new SQSClient({ region: 'us-east-1' }), {
  url: 'https://sqs.example/uploads',
  deadLetterUrl: 'https://sqs.example/uploads-dead',
});

beforeEach(() => {
  sqs.reset();
});

const messages = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ receiptHandle: `r${i}`, seconds: i }));

it('postpones messages ten at a time, each by its own time, in whole seconds', async () => {
  sqs.on(ChangeMessageVisibilityBatchCommand).resolves({});
  await deliveries.postpone([...messages(22), { receiptHandle: 'last', seconds: 30.2 }]);
  const inputs = sqs.commandCalls(ChangeMessageVisibilityBatchCommand).map(({ args: [{ input }] }) => input);
  expect(inputs.map(({ QueueUrl, Entries = [] }) => [QueueUrl, Entries.length])).toEqual([
    ['https://sqs.example/uploads', 10],
    ['https://sqs.example/uploads', 10],
    ['https://sqs.example/uploads', 3],
  ]);
  const entries = inputs.flatMap(({ Entries = [] }) => Entries);
  expect(entries.map(({ ReceiptHandle, VisibilityTimeout }) => [ReceiptHandle, VisibilityTimeout])).toEqual([
    ...messages(22).map(({ receiptHandle, seconds }) => [receiptHandle, seconds]),
    ['last', 31],
  ]);
});

it('says that SQS did not postpone some, after it has tried all', async () => {
  const fails = ({ Entries = [] }: { Entries?: ChangeMessageVisibilityBatchRequestEntry[] | undefined }) =>
    Entries.some(({ ReceiptHandle }) => ReceiptHandle === 'r3')
      ? { Failed: [{ Id: '3', Code: 'ReceiptHandleIsInvalid', SenderFault: true }] }
      : {};
  sqs.on(ChangeMessageVisibilityBatchCommand).callsFake(fails);
  await expect(deliveries.postpone(messages(15))).rejects.toThrow(
    new ServiceFault('SQS could not postpone 1 messages: ReceiptHandleIsInvalid'),
  );
  expect(sqs.commandCalls(ChangeMessageVisibilityBatchCommand)).toHaveLength(2);
});

it('puts what is given up into the dead-letter queue', async () => {
  sqs.on(SendMessageBatchCommand).resolves({});
  await deliveries.bury('{"hint":"key/1","key":"a"}');
  expect(sqs.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input)).toMatchObject([
    {
      QueueUrl: 'https://sqs.example/uploads-dead',
      Entries: [{ MessageBody: '{"hint":"key/1","key":"a"}' }],
    },
  ]);
});
