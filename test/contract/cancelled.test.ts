/**
 * Calls that nobody waits for any more: a reader that stops in the middle of an object, an adapter that is
 * closed or cut off while it works. What they leave is whole or absent, and the adapter can be called again.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Objects } from '../../core/ports/objects.ts';
import { clientSettings, timeouts } from '../../runtime/aws/clients.ts';
import { S3Objects } from '../../runtime/aws/objects.ts';
import { SqsQueue } from '../../runtime/aws/queue.ts';
import { DynamoTable } from '../../runtime/aws/table.ts';
import { FolderObjects } from '../../runtime/local/objects.ts';
import { SqliteQueue } from '../../runtime/local/queue.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { DynamoProxy, type WriteFault } from './dynamoProxy.ts';

const large = Buffer.alloc(1_500_000, 'news ');
/** More than the connections that a client has. */
const manyTimes = 60;

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'dateline-cancelled-'));
  closings.push(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A server that answers each request in the same way; `undefined` breaks the connection off. */
async function serve(answer: () => Uint8Array | string | undefined) {
  const requests: string[] = [];
  const server = createServer(async (request, response) => {
    requests.push(Buffer.concat(await Array.fromAsync(request)).toString());
    const body = answer();
    if (body === undefined) return void request.socket.destroy();
    response.writeHead(200, { 'content-length': Buffer.byteLength(body), etag: '"e"' });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'none', secretAccessKey: 'none' };
  const settings = {
    ...clientSettings,
    requestHandler: timeouts,
    endpoint,
    region: 'us-east-1',
    credentials,
  };
  return { requests, settings };
}

describe('a reader that stops in the middle of an object', { timeout: 60_000 }, () => {
  const buckets: Record<string, () => Promise<Objects>> = {
    'in memory': async () => new MemoryObjects(Date.now),
    'in a folder': async () => {
      const objects = new FolderObjects({ folder: folder(), clock: Date.now });
      closings.push(() => objects.close());
      return objects;
    },
    'on S3': async () => {
      const { settings } = await serve(() => large);
      return new S3Objects(new S3Client({ ...settings, forcePathStyle: true }), 'inbox');
    },
  };

  it.each(Object.entries(buckets))('%s keeps nothing from the next', async (_, open) => {
    const objects = await open();
    await objects.put('news.html', large);
    for (let i = 0; i < manyTimes; i++) {
      const object = await objects.get('news.html');
      for await (const chunk of object?.stream() ?? []) if (chunk.byteLength > 0) break;
    }
    expect((await (await objects.get('news.html'))?.bytes())?.byteLength).toBe(large.byteLength);
  });
});

describe('an adapter that is cut off while it works', { timeout: 60_000 }, () => {
  let proxy: DynamoProxy;
  beforeAll(async () => {
    proxy = await DynamoProxy.open({});
  });
  afterAll(() => proxy?.close());

  it.each<[WriteFault, boolean]>([
    ['answer lost', true],
    ['throttled', false],
  ])('in DynamoDB leaves a whole item or none: %s', async (fault, happened) => {
    const table = new DynamoTable(proxy.client, 'dateline');
    const item = { pk: `P#${fault}`, sk: 'META', token: 1, list: ['a', { b: 2 }], text: 'x'.repeat(50_000) };
    proxy.nextWrites.push(...Array.from({ length: clientSettings.maxAttempts }, () => fault));
    await expect(table.put(item)).rejects.toThrow();
    expect(await table.get(item, { consistent: true })).toEqual(happened ? item : undefined);
    expect(await table.put({ ...item, token: 2 })).toBe(true);
    expect(await table.get(item, { consistent: true })).toEqual({ ...item, token: 2 });
  });

  it('in S3 and SQS throws after its attempts, and works again', async () => {
    let cut = true;
    const { requests, settings } = await serve(() => (cut ? undefined : '{}'));
    const objects = new S3Objects(new S3Client({ ...settings, forcePathStyle: true }), 'inbox');
    const queue = new SqsQueue(new SQSClient(settings), { url: `${settings.endpoint}/1/q` });
    await expect(objects.put('a', 'news')).rejects.toThrow();
    await expect(queue.send(['a'])).rejects.toThrow();
    expect(requests).toHaveLength(2 * clientSettings.maxAttempts);
    cut = false;
    await objects.put('a', 'news');
    await queue.send(['a']);
  });
});

describe('an adapter on one machine that is closed while it works', () => {
  it('leaves objects that are whole or absent', async () => {
    const place = folder();
    const open = () => new FolderObjects({ folder: place, clock: Date.now });
    const bodies = Array.from({ length: 8 }, (_, i) => Buffer.alloc(300_000, `${i}`));
    const closed = open();
    const outcomes = bodies.map((body, i) => closed.put(`key ${i}`, body));
    await Promise.race(outcomes.map((each) => each.catch(() => {})));
    closed.close();
    const done = (await Promise.allSettled(outcomes)).map(({ status }) => status === 'fulfilled');
    const objects = open();
    closings.push(() => objects.close());
    for (const [i, body] of bodies.entries()) {
      const bytes = await (await objects.get(`key ${i}`))?.bytes();
      expect(bytes === undefined ? undefined : Buffer.compare(bytes, body)).toBe(done[i] ? 0 : undefined);
      await objects.put(`key ${i}`, 'again');
      expect((await objects.listVersions(`key ${i}`)).items).toHaveLength(done[i] ? 2 : 1);
    }
    expect(done).toContain(true);
  });

  it('leaves messages of a batch that were all sent, or none', async () => {
    const database = path.join(folder(), 'queues.sqlite');
    const options = { database, name: 'uploads', maxReceives: 3, visibilitySeconds: 720, clock: Date.now };
    const closed = new SqliteQueue(options);
    const batches = Array.from({ length: 5 }, (_, i) => Array.from({ length: 20 }, () => `batch ${i}`));
    const sending = batches.map((bodies) => closed.send(bodies));
    closed.close();
    const done = (await Promise.allSettled(sending)).map(({ status }) => status === 'fulfilled');
    const queue = new SqliteQueue(options);
    closings.push(() => queue.close());
    const received = queue.receive(1000).map(({ body }) => body);
    for (const [i, bodies] of batches.entries())
      expect(received.filter((body) => body === bodies[0])).toHaveLength(done[i] ? bodies.length : 0);
    await queue.send(['again']);
    expect(queue.receive(10).map(({ body }) => body)).toEqual(['again']);
  });

  it('waits for the lock of another process, as DynamoDB throttles', async () => {
    const file = path.join(folder(), 'table.sqlite');
    const table = new SqliteTable(file);
    closings.push(() => table.close());
    const holder = new Worker(holdsLock, { eval: true, workerData: file });
    closings.push(() => holder.terminate());
    await once(holder, 'message');
    holder.postMessage('let go');
    expect(await table.put({ pk: 'P', sk: 'S', token: 1 }, { attribute: 'token', absentOrAtMost: 1 })).toBe(
      true,
    );
    expect(await table.get({ pk: 'P', sk: 'S' })).toEqual({ pk: 'P', sk: 'S', token: 1 });
  });
});

const holdsLock = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(workerData);
  database.exec('BEGIN IMMEDIATE');
  parentPort.once('message', () => setTimeout(() => database.exec('COMMIT'), 50));
  parentPort.postMessage('holds');
`;
