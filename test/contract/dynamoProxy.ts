/**
 * A DynamoDB at its worst, for the contract suites: dynalite behind a proxy that answers stale unless a read
 * is consistent, cuts pages short, leaves keys of a batch unprocessed, and loses the answers of writes.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { clientSettings, timeouts } from '../../runtime/aws/clients.ts';
import { tableSchema } from './tableSchema.ts';

export interface ProxyFaults {
  /** Reads that do not ask to be consistent see the table as it was when `catchUp` was called last. */
  stale?: boolean;
  /** A page of a query or scan has at most this many items. */
  pageItems?: number;
  /** A batch read processes only half of its keys. */
  halfBatches?: boolean;
}

/** What becomes of one write. */
export type WriteFault = 'answer lost' | 'applied when released' | 'throttled';

interface Target {
  port: number;
  close(): Promise<void>;
}

export class DynamoProxy {
  readonly client: DynamoDBClient;
  readonly faults: ProxyFaults;
  /** The faults of the next writes, in turn; then writes go through. */
  readonly nextWrites: (WriteFault | undefined)[] = [];
  /** How many writes arrived. */
  writes = 0;
  readonly #server: Server;
  readonly #table: Target;
  /** A second table, which gets the writes late. */
  readonly #past: Target;
  readonly #late: { headers: IncomingMessage['headers']; body: string }[] = [];
  #held: (() => Promise<void>)[] = [];

  private constructor(server: Server, [table, past]: [Target, Target], faults: ProxyFaults) {
    this.#server = server;
    this.#table = table;
    this.#past = past;
    this.faults = faults;
    this.client = clientOf(portOf(server), { requestTimeout: 400 });
  }

  static async open(faults: ProxyFaults): Promise<DynamoProxy> {
    const targets: [Target, Target] = [await openTarget(), await openTarget()];
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const proxy = new DynamoProxy(server, targets, faults);
    server.on('request', async (incoming, response) => {
      const body = await textOf(incoming);
      const answer = await proxy.#answer(incoming.headers, body).catch(() => undefined);
      if (answer === undefined) return void incoming.socket.destroy();
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
    return proxy;
  }

  /** Shows the writes of before to reads that are not consistent. */
  async catchUp(): Promise<void> {
    for (const { headers, body } of this.#late.splice(0)) await send(this.#past.port, headers, body);
  }

  /** Applies the writes that were held back. */
  async release(): Promise<void> {
    for (const apply of this.#held.splice(0)) await apply();
  }

  async close(): Promise<void> {
    this.client.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    for (const target of [this.#table, this.#past]) await target.close();
  }

  /** @returns `undefined` to break the connection off */
  async #answer(headers: IncomingMessage['headers'], body: string): Promise<Answer | undefined> {
    const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
    if (/^(Put|Update|Delete)Item$/.test(operation)) return this.#write(headers, body);
    const asked = JSON.parse(body) as Record<string, unknown>;
    const stale = this.faults.stale === true && asked.ConsistentRead !== true;
    if (operation === 'BatchGetItem') return this.#batch(headers, asked);
    const { pageItems } = this.faults;
    if (pageItems !== undefined && (operation === 'Query' || operation === 'Scan'))
      asked.Limit = Math.min(Number(asked.Limit ?? pageItems), pageItems);
    return send(stale ? this.#past.port : this.#table.port, headers, JSON.stringify(asked));
  }

  async #write(headers: IncomingMessage['headers'], body: string): Promise<Answer | undefined> {
    this.writes++;
    const apply = async () => {
      const answer = await send(this.#table.port, headers, body);
      if (this.faults.stale === true && answer.status === 200) this.#late.push({ headers, body });
      return answer;
    };
    switch (this.nextWrites.shift()) {
      case 'answer lost':
        await apply();
        return undefined;
      case 'applied when released':
        this.#held.push(async () => void (await apply()));
        return new Promise<undefined>((resolve) => setTimeout(resolve, 5_000, undefined).unref());
      case 'throttled':
        return {
          status: 400,
          headers: {},
          body: JSON.stringify({ __type: throttling, message: 'slow down' }),
        };
      default:
        return apply();
    }
  }

  async #batch(headers: IncomingMessage['headers'], asked: Record<string, unknown>): Promise<Answer> {
    const [[name, { Keys: keys }] = ['', { Keys: [] as object[] }]] = Object.entries(
      asked.RequestItems as Record<string, { Keys: object[] }>,
    );
    const count = this.faults.halfBatches === true ? Math.ceil(keys.length / 2) : keys.length;
    const request = { ...asked, RequestItems: { [name]: { Keys: keys.slice(0, count) } } };
    const answer = await send(this.#table.port, headers, JSON.stringify(request));
    const left = keys.slice(count);
    if (left.length === 0 || answer.status !== 200) return answer;
    const output = { ...(JSON.parse(answer.body) as object), UnprocessedKeys: { [name]: { Keys: left } } };
    return { ...answer, headers: {}, body: JSON.stringify(output) };
  }
}

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const throttling = 'com.amazonaws.dynamodb.v20120810#ThrottlingException';

async function openTarget(): Promise<Target> {
  const server: Server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = clientOf(portOf(server));
  await client.send(new CreateTableCommand(tableSchema('dateline')));
  const patience = { client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.5 };
  await waitUntilTableExists(patience, { TableName: 'dateline' });
  client.destroy();
  return {
    port: portOf(server),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function clientOf(
  port: number,
  patience: Partial<typeof timeouts> | { requestTimeout: number } = {},
): DynamoDBClient {
  return new DynamoDBClient({
    ...clientSettings,
    requestHandler: { ...timeouts, ...patience },
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
}

async function send(port: number, headers: IncomingMessage['headers'], body: string): Promise<Answer> {
  const { 'x-amz-target': target, 'content-type': type, authorization, 'x-amz-date': date } = headers;
  const sent = { 'x-amz-target': target, 'content-type': type, authorization, 'x-amz-date': date };
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const outgoing = request({ port, host: '127.0.0.1', method: 'POST', headers: { ...sent, ...length } });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 500, headers: {}, body: await textOf(response) };
}

async function textOf(message: IncomingMessage): Promise<string> {
  return Buffer.concat(await Array.fromAsync(message)).toString();
}
