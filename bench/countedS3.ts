/**
 * Serves a folder as an S3 bucket and counts the requests. LanceDB calls S3 by itself, behind the port
 * `Search`, so nothing else sees what it asks for. A bucket keeps one version of each object and believes
 * every signature.
 */
import { once } from 'node:events';
import {
  copyFileSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { latency } from './aws/facts.ts';

/** S3 charges a PUT, POST or LIST twelve times as much as a GET or HEAD; a DELETE is free. */
export interface Requests {
  puts: number;
  lists: number;
  gets: number;
  deletes: number;
  bytesRead: number;
}

const { put: puts, list: lists, get: gets } = latency.s3;
const milliseconds = { puts, lists, gets, deletes: gets };

const pageSize = 1000;

interface BucketOptions {
  /** What it serves, and leaves as it is then; without it, an empty folder that goes with it. */
  folder?: string;
  /** How many times slower than S3 it answers; 0 answers at once. */
  slowdown?: number;
}

export class CountedS3 {
  readonly #requests: Requests = { puts: 0, lists: 0, gets: 0, deletes: 0, bytesRead: 0 };
  readonly #folder: string;
  readonly #isOwn: boolean;
  readonly #slowdown: number;
  readonly #parts = new Map<string, Map<number, Buffer>>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
  });
  #uploads = 0;

  private constructor({ folder, slowdown = 0 }: BucketOptions) {
    this.#folder = folder ?? mkdtempSync(path.join(tmpdir(), 'dateline-counted-s3-'));
    this.#isOwn = folder === undefined;
    this.#slowdown = slowdown;
  }

  static async open(options: BucketOptions = {}): Promise<CountedS3> {
    const made = new CountedS3(options);
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
    const before = { ...this.#requests };
    await work();
    const made = { ...this.#requests };
    for (const kind of Object.keys(made) as (keyof Requests)[]) made[kind] -= before[kind];
    return made;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
    if (this.#isOwn) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://s3');
    const [, ...names] = decodeURIComponent(url.pathname).slice(1).split('/');
    const key = names.join('/');
    const body = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const kind = kindOf(request.method ?? 'GET', key, url.searchParams);
    this.#requests[kind]++;
    if (this.#slowdown > 0) await pause(this.#slowdown * milliseconds[kind]);
    if (kind === 'lists') return this.#list(url.searchParams, response);
    if (kind === 'gets') return this.#read(key, request, response);
    if (request.method === 'DELETE') return this.#delete([key], response);
    if (request.method === 'PUT') return this.#put(key, body, request, url.searchParams, response);
    if (kind === 'puts') return this.#multipart(key, url.searchParams, response);
    const keys = [...body.toString().matchAll(/<Key>(.*?)<\/Key>/g)].map(([, each = '']) => each);
    return this.#delete(keys, response);
  }

  #fileOf(key: string): string {
    return path.join(this.#folder, key);
  }

  #list(query: URLSearchParams, response: ServerResponse): void {
    const [prefix, delimiter] = [query.get('prefix') ?? '', query.get('delimiter')];
    const after = query.get('continuation-token') ?? query.get('start-after') ?? '';
    const keys = this.#keysBelow(prefix).filter((key) => key.startsWith(prefix) && key > after);
    const folders = new Set<string>();
    const contents: string[] = [];
    let last = '';
    for (const key of keys.sort()) {
      if (contents.length + folders.size >= pageSize) break;
      last = key;
      const end = delimiter === null ? -1 : key.indexOf(delimiter, prefix.length);
      if (end >= 0) folders.add(key.slice(0, end + 1));
      else contents.push(key);
    }
    const more = last !== '' && last !== keys.at(-1);
    const items = contents.map((key) => {
      const stats = statSync(this.#fileOf(key));
      return (
        `<Contents><Key>${key}</Key><Size>${stats.size}</Size><ETag>${etagOf(stats)}</ETag>` +
        `<LastModified>${stats.mtime.toISOString()}</LastModified></Contents>`
      );
    });
    const prefixes = [...folders].map((each) => `<CommonPrefixes><Prefix>${each}</Prefix></CommonPrefixes>`);
    const next = more ? `<NextContinuationToken>${last}</NextContinuationToken>` : '';
    response.end(
      `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}` +
        `${items.join('')}${prefixes.join('')}</ListBucketResult>`,
    );
  }

  /** The keys of the files below the folder that a prefix names. */
  #keysBelow(prefix: string): string[] {
    const folder = this.#fileOf(prefix.slice(0, prefix.lastIndexOf('/') + 1));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.#folder, path.join(entry.parentPath, entry.name)));
  }

  #read(key: string, request: IncomingMessage, response: ServerResponse): void {
    const stats = statSync(this.#fileOf(key), { throwIfNoEntry: false });
    if (!stats?.isFile()) {
      response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    const { size } = stats;
    const [range, from, to] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = from ? Number(from) : to ? Math.max(0, size - Number(to)) : 0;
    const end = from && to ? Math.min(size, Number(to) + 1) : size;
    response.writeHead(range === undefined ? 200 : 206, {
      etag: etagOf(stats),
      'last-modified': stats.mtime.toUTCString(),
      'content-length': end - start,
      ...(range !== undefined && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
    });
    if (request.method === 'HEAD' || start >= end) {
      response.end();
      return;
    }
    this.#requests.bytesRead += end - start;
    // Only what is asked for: an index has tens of megabytes, and a query reads it in dozens of pieces.
    createReadStream(this.#fileOf(key), { start, end: end - 1 })
      .on('error', () => response.destroy())
      .pipe(response);
  }

  #put(
    key: string,
    body: Buffer,
    { headers }: IncomingMessage,
    query: URLSearchParams,
    response: ServerResponse,
  ): void {
    const upload = query.get('uploadId');
    if (upload !== null) {
      this.#parts.get(upload)?.set(Number(query.get('partNumber')), body);
      response.writeHead(200, { etag: '"part"' }).end();
      return;
    }
    const file = this.#fileOf(key);
    if (headers['if-none-match'] === '*' && statSync(file, { throwIfNoEntry: false }) !== undefined) {
      response.writeHead(412).end('<Error><Code>PreconditionFailed</Code></Error>');
      return;
    }
    const source = headers['x-amz-copy-source'];
    mkdirSync(path.dirname(file), { recursive: true });
    if (source === undefined) writeFileSync(file, body);
    else copyFileSync(this.#fileOf(decodeURIComponent(String(source)).replace(/^\/?[^/]+\//, '')), file);
    response.writeHead(200, { etag: etagOf(statSync(file)) }).end();
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
    this.#parts.delete(upload);
    const file = this.#fileOf(key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat(parts));
    const etag = etagOf(statSync(file));
    response.end(`<CompleteMultipartUploadResult><ETag>${etag}</ETag></CompleteMultipartUploadResult>`);
  }

  #delete(keys: readonly string[], response: ServerResponse): void {
    for (const key of keys) rmSync(this.#fileOf(key), { force: true });
    const deleted = keys.map((key) => `<Deleted><Key>${key}</Key></Deleted>`).join('');
    response.end(`<?xml version="1.0"?><DeleteResult>${deleted}</DeleteResult>`);
  }
}

function kindOf(method: string, key: string, query: URLSearchParams): keyof typeof milliseconds {
  if (method === 'GET' && (key === '' || query.has('list-type'))) return 'lists';
  if (method === 'GET' || method === 'HEAD') return 'gets';
  return method === 'DELETE' || query.has('delete') ? 'deletes' : 'puts';
}

function etagOf({ size, mtimeMs }: Stats): string {
  return `"${size}-${mtimeMs}"`;
}
