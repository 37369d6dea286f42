import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { noUsage } from '../../../../core/cost.ts';
import { SqsQueue } from '../../../../runtime/aws/queue.ts';
import { DynamoTable } from '../../../../runtime/aws/table.ts';
import { UsageMeter } from '../../../../runtime/aws/usage.ts';

const key = { pk: 'p', sk: 's' };

describe('the usage of an execution', () => {
  let answer: { status: number; body: object };
  let asked: Record<string, unknown>;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      asked = body.startsWith('{') ? JSON.parse(body) : {};
      response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer.body));
    });
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());
  beforeEach(() => {
    answer = { status: 200, body: {} };
    asked = {};
  });

  function meter() {
    const settings = {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      forcePathStyle: true,
      maxAttempts: 1,
    };
    const usage = new UsageMeter();
    const table = new DynamoTable(usage.attach(new DynamoDBClient(settings)), 't');
    const sqs = usage.attach(new SQSClient({ ...settings, md5: false }));
    const s3 = usage.attach(new S3Client({ ...settings, responseChecksumValidation: 'WHEN_REQUIRED' }));
    return { usage, table, s3, queue: new SqsQueue(sqs, { url: `${settings.endpoint}/queue` }) };
  }

  it('has the units that DynamoDB reports, of reads and of writes', async () => {
    const { usage, table } = meter();
    answer.body = { ConsumedCapacity: { CapacityUnits: 1.5 } };
    await table.get(key);
    expect(asked.ReturnConsumedCapacity).toBe('TOTAL');
    answer.body = { ConsumedCapacity: { CapacityUnits: 3 } };
    await table.put(key);
    await table.update(key, { a: 1 });
    answer.body = { ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 4 }], Responses: {} };
    await table.batchGet([key]);
    expect(usage.take()).toEqual({ ...noUsage(), readUnits: 7.5, writeUnits: 6 });
    expect(usage.take()).toEqual(noUsage());
  });

  it('has a unit for a write whose condition does not hold, which is charged too', async () => {
    const { usage, table } = meter();
    answer = {
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException', message: 'no' },
    };
    expect(await table.put(key, { attribute: 'token', equals: 1 })).toBe(false);
    expect(usage.take()).toEqual({ ...noUsage(), writeUnits: 1 });
  });

  it('has no unit for a call that DynamoDB refuses', async () => {
    const { usage, table } = meter();
    answer = {
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'no' },
    };
    await expect(table.put(key)).rejects.toThrow();
    expect(usage.take()).toEqual(noUsage());
  });

  it('has the calls of S3 and SQS', async () => {
    const { usage, s3, queue } = meter();
    const object = { Bucket: 'b', Key: 'k' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
    await s3.send(new GetObjectCommand(object));
    await s3.send(new DeleteObjectCommand(object));
    await queue.send(Array.from({ length: 11 }, (_, i) => String(i)));
    expect(usage.take()).toEqual({ ...noUsage(), puts: 1, gets: 1, messages: 2 });
  });
});
