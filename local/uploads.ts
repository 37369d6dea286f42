/** Uploads on one machine: places on this server, which put what comes into the local bucket as S3 would. */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Mounted } from '../api/app.ts';
import { limits } from '../core/formats/limits.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Objects } from '../core/ports/objects.ts';
import { type PlaceUpload, type Upload, uploadSeconds } from '../core/ports/uploads.ts';

/** Places that are open at once; of more, the oldest are closed. */
const placesAtMost = 10_000;

export function localUploads(inbox: Objects, clock: Clock): { place: PlaceUpload; mounted: Mounted } {
  const open = new Map<string, Upload & { until: number }>();
  const place: PlaceUpload = async (upload, origin) => {
    const ticket = randomBytes(24).toString('base64url');
    const until = clock() + uploadSeconds * 1000;
    open.set(ticket, { ...upload, until });
    for (const old of open.keys()) if (open.size > placesAtMost) open.delete(old);
    const headers: Record<string, string> =
      upload.contentType === undefined ? {} : { 'content-type': upload.contentType };
    return { url: `${origin}/v1/uploads/${ticket}`, headers, expires: new Date(until).toISOString() };
  };
  const uploads = new Hono();
  uploads.put('/v1/uploads/:ticket', async (c) => {
    const problem = (status: 403 | 413, title: string, detail: string) =>
      c.json({ type: 'about:blank', title, status, detail }, status, {
        'content-type': 'application/problem+json',
      });
    const upload = open.get(c.req.param('ticket'));
    if (upload === undefined || upload.until < clock())
      return problem(403, 'Forbidden', 'This place is closed: ask POST /v1/uploads for another.');
    const body = await whole(c.req.raw);
    if (body === undefined)
      return problem(413, 'Content Too Large', `A file may have ${limits.container} bytes.`);
    open.delete(c.req.param('ticket'));
    const { key, contentType, metadata } = upload;
    await inbox.put(key, body, { metadata, ...(contentType !== undefined && { contentType }) });
    return c.body(null, 200);
  });
  return { place, mounted: (app) => app.route('/', uploads) };
}

/** `undefined` where it is more than any file may have. */
async function whole({ body }: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limits.container) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
