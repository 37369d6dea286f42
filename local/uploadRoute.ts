/**
 * Uploads on one machine: `POST /v1/uploads` hands out one-time addresses on this server, as it does S3's on
 * AWS.
 */
import { randomBytes } from 'node:crypto';
import type { Mounted } from '../api/app.ts';
import { bodyChunks } from '../api/http/body.ts';
import { HttpProblem } from '../api/http/problem.ts';
import { limits } from '../core/formats/limits.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Objects } from '../core/ports/objects.ts';
import { type CreateUploadTarget, type UploadRequest, uploadSeconds } from '../core/ports/uploads.ts';
import { isDiskFull } from '../runtime/local/diskFull.ts';

/** How many upload addresses are open at once; beyond that, the oldest are closed. */
const maximumOpen = 10_000;

/**
 * Most bytes of uploads in progress: each is held in memory until it is stored. One of the largest files fits
 * beside smaller ones.
 */
export const mostHeldBytes = 1.25 * limits.container;

interface OpenUpload extends UploadRequest {
  /** Milliseconds since 1970. */
  until: number;
}

export interface LocalUploadsOptions {
  inbox: Objects;
  clock: Clock;
  /** Whether the disk has room for another file. */
  hasRoom?: () => boolean;
  /** Most bytes of uploads in progress; what would exceed them is to be sent again later. */
  mostHeld?: number;
}

/** The upload addresses that are open, and what comes to them. */
export class LocalUploads {
  readonly #inbox: Objects;
  readonly #clock: Clock;
  readonly #hasRoom: () => boolean;
  readonly #mostHeld: number;
  readonly #open = new Map<string, OpenUpload>();
  /** Keys to which a file is being written. */
  readonly #writing = new Set<string>();
  #held = 0;

  constructor({ inbox, clock, hasRoom = () => true, mostHeld = mostHeldBytes }: LocalUploadsOptions) {
    this.#inbox = inbox;
    this.#clock = clock;
    this.#hasRoom = hasRoom;
    this.#mostHeld = mostHeld;
  }

  /** Opens an address for one file. */
  readonly place: CreateUploadTarget = async (upload, origin) => {
    const ticket = randomBytes(24).toString('base64url');
    const until = this.#clock() + uploadSeconds * 1000;
    this.#open.set(ticket, { ...upload, until });
    for (const old of this.#open.keys()) if (this.#open.size > maximumOpen) this.#open.delete(old);
    return {
      url: `${origin}/v1/uploads/${ticket}`,
      headers: headersOf(upload),
      expires: new Date(until).toISOString(),
    };
  };

  /** Serves the addresses. */
  readonly mounted: Mounted = (app) =>
    app.put('/v1/uploads/:ticket', async (c) => {
      await this.#receive(c.req.param('ticket'), c.req.raw);
      return c.body(null, 200);
    });

  async #receive(ticket: string, request: Request): Promise<void> {
    const upload = this.#open.get(ticket);
    // Removed before the first `await`, so that only one of several concurrent requests can use the address.
    this.#open.delete(ticket);
    if (upload === undefined || upload.until < this.#clock())
      throw new HttpProblem(403, {
        detail: 'This upload address is invalid, used or expired; POST /v1/uploads gives another.',
      });
    try {
      await this.#store(upload, request);
    } catch (error) {
      this.#open.set(ticket, upload); // nothing was stored, so the client may try again
      throw isDiskFull(error) ? diskFull() : error;
    }
  }

  async #store(upload: OpenUpload, request: Request): Promise<void> {
    if (!this.#hasRoom()) throw diskFull();
    let own = 0;
    const hold = (bytes: number) => {
      own += bytes;
      this.#held += bytes;
      if (this.#held > this.#mostHeld) throw tooManyUploads();
    };
    try {
      await this.#put(upload, await readBody(request, upload.bytes, hold));
    } finally {
      this.#held -= own;
    }
  }

  async #put({ key, contentType, metadata, replaces }: OpenUpload, body: Uint8Array): Promise<void> {
    // Only one of two uploads to the same key may find the version that it is to replace.
    if (this.#writing.has(key)) throw replaced(key);
    this.#writing.add(key);
    try {
      if ((await this.#inbox.head(key))?.etag !== replaces) throw replaced(key);
      await this.#inbox.put(key, body, { metadata, ...(contentType !== undefined && { contentType }) });
    } finally {
      this.#writing.delete(key);
    }
  }
}

/** The headers that S3 would require. */
function headersOf({ contentType, replaces }: UploadRequest): Record<string, string> {
  return {
    ...(replaces === undefined ? { 'if-none-match': '*' } : { 'if-match': replaces }),
    ...(contentType !== undefined && { 'content-type': contentType }),
  };
}

function replaced(key: string): HttpProblem {
  return new HttpProblem(412, {
    detail: 'Another file was stored under this key since the address was made; POST /v1/uploads again.',
    parameter: 'key',
    got: key,
  });
}

function diskFull(): HttpProblem {
  const detail = 'The disk of this machine is full; try the same address again when there is room.';
  return new HttpProblem(507, { detail });
}

function tooManyUploads(): HttpProblem {
  const detail = 'Too many files are being uploaded; try the same address again when others have ended.';
  return new HttpProblem(503, { detail }, { 'retry-after': '10' });
}

/**
 * Reads a file of exactly this length. What is announced to be longer is refused before any of it is read.
 *
 * @param hold called with the size of each piece that is now in memory
 * @throws HttpProblem 400, 413, or what `hold` throws
 */
async function readBody(request: Request, bytes: number, hold: (bytes: number) => void): Promise<Uint8Array> {
  const announced = request.headers.get('content-length');
  if (announced !== null && Number(announced) !== bytes) throw wrongLength(Number(announced), bytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyChunks(request)) {
    size += chunk.length;
    if (size > bytes) throw wrongLength(size, bytes);
    hold(chunk.length);
    chunks.push(chunk);
  }
  if (size < bytes) throw wrongLength(size, bytes);
  return Buffer.concat(chunks);
}

function wrongLength(got: number, bytes: number): HttpProblem {
  const detail = `This address is for a file of ${bytes} bytes; a file may have at most ${limits.container}.`;
  return new HttpProblem(got > bytes ? 413 : 400, { detail, parameter: 'bytes', got: String(got) });
}
