/**
 * Uploads on one machine: `POST /v1/uploads` hands out one-time addresses on this server, as it does S3's on
 * AWS.
 */
import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { Mounted } from '../api/app.ts';
import { HttpProblem } from '../api/http/problem.ts';
import { limits } from '../core/formats/limits.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Objects } from '../core/ports/objects.ts';
import { type CreateUploadTarget, type UploadRequest, uploadSeconds } from '../core/ports/uploads.ts';
import { isDiskFull } from '../runtime/local/store.ts';

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

/**
 * @param hasRoom whether the disk has room for another file
 * @param mostHeld most bytes of uploads in progress; what would exceed them is to be sent again later
 */
export function localUploads(
  inbox: Objects,
  clock: Clock,
  hasRoom = () => true,
  mostHeld = mostHeldBytes,
): { place: CreateUploadTarget; mounted: Mounted } {
  const open = new Map<string, OpenUpload>();
  /** Keys to which a file is being written. */
  const writing = new Set<string>();
  let held = 0;
  const place: CreateUploadTarget = async (upload, origin) => {
    const ticket = randomBytes(24).toString('base64url');
    const until = clock() + uploadSeconds * 1000;
    open.set(ticket, { ...upload, until });
    for (const old of open.keys()) if (open.size > maximumOpen) open.delete(old);
    return {
      url: `${origin}/v1/uploads/${ticket}`,
      headers: headersOf(upload),
      expires: new Date(until).toISOString(),
    };
  };
  const receive = async (c: Context, upload: OpenUpload): Promise<void> => {
    if (!hasRoom()) throw diskFull();
    let own = 0;
    const hold = (bytes: number) => {
      own += bytes;
      held += bytes;
      if (held > mostHeld) throw tooManyUploads();
    };
    try {
      await put(upload, await readBody(c.req.raw, upload.bytes, hold));
    } finally {
      held -= own;
    }
  };
  const put = async ({ key, contentType, metadata, replaces }: OpenUpload, body: Uint8Array) => {
    // Only one of two uploads to the same key may find the version that it is to replace.
    if (writing.has(key)) throw replaced(key);
    writing.add(key);
    try {
      if ((await inbox.head(key))?.etag !== replaces) throw replaced(key);
      await inbox.put(key, body, { metadata, ...(contentType !== undefined && { contentType }) });
    } finally {
      writing.delete(key);
    }
  };
  const uploads = new Hono();
  uploads.put('/v1/uploads/:ticket', async (c) => {
    const ticket = c.req.param('ticket');
    const upload = open.get(ticket);
    // Removed before the first `await`, so that only one of several concurrent requests can use the address.
    open.delete(ticket);
    if (upload === undefined || upload.until < clock())
      throw new HttpProblem(403, {
        detail: 'This upload address is invalid, used or expired; POST /v1/uploads gives another.',
      });
    try {
      await receive(c, upload);
    } catch (error) {
      open.set(ticket, upload); // nothing was stored, so the client may try again
      throw isDiskFull(error) ? diskFull() : error;
    }
    return c.body(null, 200);
  });
  return { place, mounted: (app) => app.route('/', uploads) };
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
async function readBody(
  { body, headers }: Request,
  bytes: number,
  hold: (bytes: number) => void,
): Promise<Uint8Array> {
  const announced = headers.get('content-length');
  if (announced !== null && Number(announced) !== bytes) throw wrongLength(Number(announced), bytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
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
