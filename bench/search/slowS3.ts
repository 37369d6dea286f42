/**
 * Serves a folder as an S3 bucket that answers as slowly as S3 does, and counts the requests. LanceDB's own
 * client talks to it, so what it asks for is what it would ask S3 for. It knows only the calls that merges
 * and queries make: no uploads in parts, no signatures.
 */
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

/** As measured between Lambda and S3 in one region. */
const milliseconds = { PUT: 30, GET: 20, HEAD: 20, LIST: 50, DELETE: 20 };

export type RequestKind = keyof typeof milliseconds;

export interface Requests extends Record<RequestKind, number> {
  bytesRead: number;
}

const none = (): Requests => ({ PUT: 0, GET: 0, HEAD: 0, LIST: 0, DELETE: 0, bytesRead: 0 });

export class SlowS3 {
  readonly #folder: string;
  readonly #slowdown: number;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  #requests = none();

  private constructor(folder: string, slowdown: number) {
    this.#folder = folder;
    this.#slowdown = slowdown;
  }

  /** @param slowdown how many times slower than S3 it answers */
  static async start(folder: string, slowdown: number): Promise<SlowS3> {
    const server = new SlowS3(folder, slowdown);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  /** Options of LanceDB's object store for this server; the bucket is called `bench`. */
  get storageOptions(): Record<string, string> {
    return {
      aws_endpoint: `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
      aws_access_key_id: 'bench',
      aws_secret_access_key: 'bench',
      aws_region: 'us-east-1',
      aws_virtual_hosted_style_request: 'false',
      allow_http: 'true',
    };
  }

  /** The requests since the last call. */
  take(): Requests {
    const taken = this.#requests;
    this.#requests = none();
    return taken;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const key = decodeURIComponent(url.pathname).split('/').slice(2).join('/');
    const isList = request.method === 'GET' && url.searchParams.has('list-type');
    const kind = (isList ? 'LIST' : request.method) as RequestKind;
    const body = Buffer.concat(await Array.fromAsync(request));
    this.#requests[kind]++;
    await new Promise((resolve) => setTimeout(resolve, this.#slowdown * milliseconds[kind]));
    const file = join(this.#folder, key);
    if (kind === 'LIST') response.end(this.#list(url.searchParams));
    else if (kind === 'PUT') this.#put(file, body, request, response);
    else if (kind === 'DELETE') {
      rmSync(file, { force: true });
      response.writeHead(204).end();
    } else this.#get(file, request, response);
  }

  #put(file: string, body: Buffer, request: IncomingMessage, response: ServerResponse): void {
    if (request.headers['if-none-match'] === '*' && existsSync(file)) {
      response.writeHead(412).end();
      return;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
    response.writeHead(200, { etag: '"1"' }).end();
  }

  #get(file: string, request: IncomingMessage, response: ServerResponse): void {
    if (!existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const { size, mtime } = statSync(file);
    const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = from ? Number(from) : to ? Math.max(0, size - Number(to)) : 0;
    const end = from && to ? Math.min(size, Number(to) + 1) : size;
    const headers = {
      'content-length': end - start,
      'last-modified': mtime.toUTCString(),
      etag: '"1"',
      ...(request.headers.range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
    };
    response.writeHead(request.headers.range ? 206 : 200, headers);
    if (request.method === 'HEAD' || start >= end) {
      response.end();
      return;
    }
    this.#requests.bytesRead += end - start;
    // Only what is asked for: an index has tens of megabytes, and a query reads it in dozens of pieces.
    createReadStream(file, { start, end: end - 1 })
      .on('error', () => response.destroy())
      .pipe(response);
  }

  /** One page with everything. */
  #list(parameters: URLSearchParams): string {
    const prefix = parameters.get('prefix') ?? '';
    const after = parameters.get('start-after') ?? '';
    const folder = join(this.#folder, prefix);
    const deep = parameters.get('delimiter') === null;
    const entries = existsSync(folder) ? readdirSync(folder, { recursive: deep, withFileTypes: true }) : [];
    const keys = entries.map((entry) => ({
      key: join(entry.parentPath, entry.name).slice(this.#folder.length + 1),
      isFolder: entry.isDirectory(),
    }));
    const files = keys.filter(({ key, isFolder }) => !isFolder && key > after);
    const folders = deep ? [] : keys.filter(({ isFolder }) => isFolder);
    const content = files.map(({ key }) => {
      const { size, mtime } = statSync(join(this.#folder, key));
      const facts = `<LastModified>${mtime.toISOString()}</LastModified><ETag>"1"</ETag><Size>${size}</Size>`;
      return `<Contents><Key>${key}</Key>${facts}</Contents>`;
    });
    const common = folders.map(({ key }) => `<CommonPrefixes><Prefix>${key}/</Prefix></CommonPrefixes>`);
    const page = `<KeyCount>${files.length}</KeyCount><IsTruncated>false</IsTruncated>`;
    const found = [...content.sort(), ...common].join('');
    return `<ListBucketResult><Name>bench</Name><Prefix>${prefix}</Prefix>${page}${found}</ListBucketResult>`;
  }
}
