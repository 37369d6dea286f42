/**
 * A small S3 in memory that counts its requests, for LanceDB: it calls S3 by itself, behind the port
 * `Search`, so nothing else can see its requests. It keeps one version of each object and believes every
 * signature.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** S3 charges a PUT, POST or LIST twelve times as much as a GET or HEAD; a DELETE is free. */
export interface Requests {
  puts: number;
  lists: number;
  gets: number;
}

interface Stored {
  body: Buffer;
  etag: string;
  modified: Date;
}

const pageSize = 1000;

export class CountingS3 {
  readonly requests: Requests = { puts: 0, lists: 0, gets: 0 };
  readonly #objects = new Map<string, Stored>();
  readonly #parts = new Map<string, Map<number, Buffer>>();
  readonly #server: Server;
  #uploads = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
  }

  static async open(): Promise<CountingS3> {
    const made = new CountingS3();
    made.#server.listen(0, '127.0.0.1');
    await once(made.#server, 'listening');
    return made;
  }

  /** For LanceDB, in the bucket `bucket`. */
  get storageOptions(): Record<string, string> {
    const { port } = this.#server.address() as AddressInfo;
    return {
      aws_endpoint: `http://127.0.0.1:${port}`,
      aws_access_key_id: 'none',
      aws_secret_access_key: 'none',
      aws_region: 'us-east-1',
      allow_http: 'true',
      aws_virtual_hosted_style_request: 'false',
    };
  }

  /** The requests that `work` makes. */
  async count(work: () => Promise<unknown>): Promise<Requests> {
    const before = { ...this.requests };
    await work();
    const { puts, lists, gets } = this.requests;
    return { puts: puts - before.puts, lists: lists - before.lists, gets: gets - before.gets };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, ...path] = decodeURIComponent(url.pathname).slice(1).split('/');
    const key = path.join('/');
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const { method } = request;
    if (method === 'GET' && (key === '' || url.searchParams.has('list-type'))) {
      this.requests.lists++;
      return this.#list(url.searchParams, response);
    }
    if (method === 'GET' || method === 'HEAD') {
      this.requests.gets++;
      return this.#read(key, request, response);
    }
    if (method === 'DELETE') return this.#delete([key], response);
    this.requests.puts++;
    if (method === 'PUT') return this.#put(key, body, request, url.searchParams, response);
    if (url.searchParams.has('delete')) {
      this.requests.puts--;
      return this.#delete(
        [...body.toString().matchAll(/<Key>(.*?)<\/Key>/g)].map(([, name = '']) => name),
        response,
      );
    }
    return this.#multipart(key, url.searchParams, response);
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter')];
    const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
    const folders = new Set<string>();
    const contents: string[] = [];
    let last = '';
    for (const key of keys) {
      if (contents.length + folders.size >= pageSize) break;
      last = key;
      const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
      if (end >= 0) folders.add(key.slice(0, end + 1));
      else contents.push(key);
    }
    const more = last !== '' && last !== keys.at(-1);
    const items = contents.map((key) => {
      const { body, etag, modified } = this.#objects.get(key) as Stored;
      return (
        `<Contents><Key>${key}</Key><Size>${body.length}</Size><ETag>"${etag}"</ETag>` +
        `<LastModified>${modified.toISOString()}</LastModified></Contents>`
      );
    });
    const prefixes = [...folders].map((each) => `<CommonPrefixes><Prefix>${each}</Prefix></CommonPrefixes>`);
    const next = more ? `<NextContinuationToken>${last}</NextContinuationToken>` : '';
    response.end(
      `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}` +
        `${items.join('')}${prefixes.join('')}</ListBucketResult>`,
    );
  }

  #read(key: string, request: IncomingMessage, response: ServerResponse): void {
    const found = this.#objects.get(key);
    if (found === undefined) {
      response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    const { body, etag, modified } = found;
    const headers = { etag: `"${etag}"`, 'last-modified': modified.toUTCString() };
    const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) {
      response.writeHead(200, { ...headers, 'content-length': body.length });
      response.end(request.method === 'HEAD' ? undefined : body);
      return;
    }
    const start = from === '' ? Math.max(0, body.length - Number(to)) : Number(from);
    const end = from === '' || to === '' ? body.length - 1 : Math.min(Number(to), body.length - 1);
    response.writeHead(206, {
      ...headers,
      'content-range': `bytes ${start}-${end}/${body.length}`,
      'content-length': end - start + 1,
    });
    response.end(body.subarray(start, end + 1));
  }

  #put(
    key: string,
    body: Buffer,
    request: IncomingMessage,
    query: URLSearchParams,
    response: ServerResponse,
  ) {
    const upload = query.get('uploadId');
    if (upload !== null) {
      this.#parts.get(upload)?.set(Number(query.get('partNumber')), body);
      response.writeHead(200, { etag: '"part"' }).end();
      return;
    }
    if (request.headers['if-none-match'] === '*' && this.#objects.has(key)) {
      response.writeHead(412).end('<Error><Code>PreconditionFailed</Code></Error>');
      return;
    }
    const source = request.headers['x-amz-copy-source'];
    const copied = this.#objects.get(
      decodeURIComponent(String(source ?? ''))
        .split('/')
        .slice(1)
        .join('/'),
    );
    const stored = this.#store(key, source === undefined ? body : (copied?.body ?? body));
    response.writeHead(200, { etag: `"${stored.etag}"` }).end();
  }

  #multipart(key: string, query: URLSearchParams, response: ServerResponse): void {
    const upload = query.get('uploadId');
    if (upload === null) {
      const id = `u${++this.#uploads}`;
      this.#parts.set(id, new Map());
      response.end(
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
      return;
    }
    const parts = [...(this.#parts.get(upload) ?? [])].sort(([a], [b]) => a - b).map(([, part]) => part);
    const { etag } = this.#store(key, Buffer.concat(parts));
    response.end(`<CompleteMultipartUploadResult><ETag>"${etag}"</ETag></CompleteMultipartUploadResult>`);
  }

  #store(key: string, body: Buffer): Stored {
    const stored = { body, etag: createHash('md5').update(body).digest('hex'), modified: new Date() };
    this.#objects.set(key, stored);
    return stored;
  }

  #delete(keys: readonly string[], response: ServerResponse): void {
    for (const key of keys) this.#objects.delete(key);
    const deleted = keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('');
    response.end(`<?xml version="1.0"?><DeleteResult>${deleted}</DeleteResult>`);
  }
}
