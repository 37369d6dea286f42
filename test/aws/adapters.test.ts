/**
 * The contracts of the ports, for the adapters of S3 and SQS and for LanceDB on S3, against moto. `npm run
 * test:aws` starts moto and sets its address in DATELINE_TEST_ENDPOINT.
 */
import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { s3Client, sqsClient } from '../../runtime/aws/clients.ts';
import { S3Objects } from '../../runtime/aws/objects.ts';
import { SqsQueue } from '../../runtime/aws/queue.ts';
import { searchFromEnvironment } from '../../runtime/aws/searchTable.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { objectsContract } from '../contract/suites/objects.ts';
import { queueContract } from '../contract/suites/queue.ts';
import { searchContract } from '../contract/suites/search.ts';

const endpoint = process.env.DATELINE_TEST_ENDPOINT;
if (endpoint === undefined)
  throw new Error('DATELINE_TEST_ENDPOINT is not set: run these tests with "npm run test:aws".');

// Lambda sets these. The adapters and LanceDB read them.
Object.assign(process.env, {
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'adapters',
  AWS_SECRET_ACCESS_KEY: 'none',
});

const s3 = s3Client();
const sqs = sqsClient();
const close = async () => {};

async function bucket(versioned: boolean): Promise<string> {
  const name = `adapters-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  if (versioned)
    await s3.send(
      new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }),
    );
  return name;
}

objectsContract('the bucket on S3', async () => ({
  objects: new S3Objects(s3, await bucket(true)),
  quirks: ['takes keys of any length', 'calls the first version of every page the latest'],
  close,
}));

searchContract('the search table on S3', async () => {
  const environment = { ...process.env, DATELINE_SEARCH_URI: `s3://${await bucket(false)}/search` };
  const atOnce = { freshMilliseconds: 0 };
  const ports = { table: new MemoryTable(), clock: Date.now };
  return {
    // Else a query may miss for ten seconds what another process merged.
    search: await searchFromEnvironment(ports, { create: true, ...atOnce }, environment),
    another: () => searchFromEnvironment(ports, atOnce, environment),
    close,
  };
});

queueContract('the queue on SQS', async () => {
  const name = randomUUID();
  const maxReceives = 3;
  const deadLetterUrl = await makeQueue(`${name}-dead`, {});
  const { Attributes: dead } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: deadLetterUrl, AttributeNames: ['QueueArn'] }),
  );
  const redrive = { deadLetterTargetArn: dead?.QueueArn, maxReceiveCount: maxReceives };
  const url = await makeQueue(name, { RedrivePolicy: JSON.stringify(redrive), VisibilityTimeout: '720' });
  return {
    queue: new SqsQueue(sqs, { url, deadLetterUrl }),
    maxReceives,
    // Behaves like Lambda's event source mapping, except that a failed message returns at once.
    async consume(handler) {
      for (const records of await receiveAll(url)) {
        const everything = {
          batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
        };
        const { batchItemFailures } = await handler({ Records: records }).catch(() => everything);
        const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
        for (const { messageId, receiptHandle } of records) {
          const message = { QueueUrl: url, ReceiptHandle: receiptHandle };
          if (failed.has(messageId))
            await sqs.send(new ChangeMessageVisibilityCommand({ ...message, VisibilityTimeout: 0 }));
          else await sqs.send(new DeleteMessageCommand(message));
        }
      }
    },
    close,
  };
});

async function makeQueue(name: string, attributes: Record<string, string>): Promise<string> {
  const { QueueUrl: url } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
  );
  if (url === undefined) throw new Error(`no URL for the queue ${name}`);
  return url;
}

/** Receives all visible messages, in batches, before any of them becomes visible again. */
async function receiveAll(url: string): Promise<SQSRecord[][]> {
  const batches: SQSRecord[][] = [];
  for (;;) {
    // `AttributeNames` is the older name of `MessageSystemAttributeNames`; moto knows only the older one.
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 0,
        AttributeNames: ['All'],
      }),
    );
    if (messages.length === 0) return batches;
    batches.push(messages.map(record));
  }
}

/** A message in the format of Lambda's events. */
function record(message: Message): SQSRecord {
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    md5OfBody: message.MD5OfBody ?? '',
    attributes: message.Attributes as unknown as SQSRecord['attributes'],
    messageAttributes: {},
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: 'us-east-1',
  };
}
