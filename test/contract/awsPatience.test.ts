/**
 * The functions' own clients against a server that is slow, busy or gone: what they retry and when they
 * throw.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { clientSettings, timeouts } from '../../runtime/aws/clients.ts';
import { S3Objects } from '../../runtime/aws/objects.ts';
import { SqsQueue } from '../../runtime/aws/queue.ts';
import { DynamoTable } from '../../runtime/aws/table.ts';

/** The response to one request; `undefined`: the server never responds. */
type Answer = { status: number; body: string; breaksOff?: boolean } | undefined;

let server: Server | undefined;
let requests = 0;

/**
 * Starts a server that gives the responses in turn and repeats the last one; returns client settings for it.
 */
async function serve(...answers: Answer[]) {
  requests = 0;
  server = createServer((request, response) => {
    request.resume();
    const answer = answers[Math.min(requests++, answers.length - 1)];
    if (answer === undefined) return;
    response.writeHead(answer.status, {
      'content-length': String(Buffer.byteLength(answer.body) + (answer.breaksOff ? 100 : 0)),
    });
    response.write(answer.body);
    if (!answer.breaksOff) response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...clientSettings,
    requestHandler: { ...timeouts, requestTimeout: 50, socketTimeout: 50 },
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  };
}

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await (server && once(server, 'close'));
});

const key = { pk: 'p', sk: 's' };
const fault = (type: string, status = 400): Answer => ({
  status,
  body: JSON.stringify({ __type: type, message: 'slow down' }),
});
const slowDown: Answer = {
  status: 503,
  body: '<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>',
};

describe('throttling', () => {
  const busy = fault('com.amazonaws.dynamodb.v20120810#ThrottlingException');

  it('is retried until it passes', async () => {
    const item = { pk: { S: 'p' }, sk: { S: 's' }, token: { N: '7' } };
    const table = new DynamoTable(
      new DynamoDBClient(await serve(busy, busy, { status: 200, body: JSON.stringify({ Item: item }) })),
      't',
    );
    expect(await table.get(key, { consistent: true })).toEqual({ ...key, token: 7 });
    expect(requests).toBe(3);
  });

  it('is thrown if it does not pass', async () => {
    const table = new DynamoTable(new DynamoDBClient(await serve(busy)), 't');
    await expect(table.put({ ...key, token: 1 }, { attribute: 'token', equals: 1 })).rejects.toThrow(
      'slow down',
    );
    expect(requests).toBe(clientSettings.maxAttempts);
  });

  it('by S3 does not count as a missing object', async () => {
    const objects = new S3Objects(
      new S3Client({ ...(await serve(slowDown)), maxAttempts: 2, forcePathStyle: true }),
      'inbox',
    );
    await expect(objects.get('a')).rejects.toMatchObject({ name: 'SlowDown' });
    expect(requests).toBe(2);
  });
});

describe('a server that does not answer', () => {
  it('gets a retry', async () => {
    const table = new DynamoTable(
      new DynamoDBClient(await serve(undefined, { status: 200, body: '{}' })),
      't',
    );
    expect(await table.get(key)).toBeUndefined();
    expect(requests).toBe(2);
  });

  it('is a fault in the end', async () => {
    const configuration = await serve(undefined);
    const queue = new SqsQueue(new SQSClient(configuration), { url: `${configuration.endpoint}/1/q` });
    await expect(queue.send(['a'])).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(requests).toBe(clientSettings.maxAttempts);
  });

  it('in the middle of a body is a fault, not a shorter object', async () => {
    const objects = new S3Objects(
      new S3Client({
        ...(await serve({ status: 200, body: 'half', breaksOff: true })),
        forcePathStyle: true,
      }),
      'b',
    );
    await expect((await objects.get('a'))?.bytes()).rejects.toThrow();
    const streamed = async () => Array.fromAsync((await objects.get('a'))?.stream() ?? []);
    await expect(streamed()).rejects.toThrow();
  });
});
