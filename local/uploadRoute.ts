/**
 * Uploads on one machine: `POST /v1/uploads` hands out one-time addresses on this server, as it does S3's on
 * AWS.
 */
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import type { Mounted } from '../api/app.ts';
import { limits } from '../core/formats/limits.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Objects } from '../core/ports/objects.ts';
import { type CreateUploadTarget, type UploadRequest, uploadSeconds } from '../core/ports/uploads.ts';

/** How many upload addresses are open at once; beyond that, the oldest are closed. */
const maximumOpen = 10_000;

export function localUploads(inbox: Objects, clock: Clock): { place: CreateUploadTarget; mounted: Mounted } {
  const open = new Map<string, UploadRequest & { until: number }>();
  const place: CreateUploadTarget = async (upload, origin) => {
    const ticket = randomBytes(24).toString('base64url');
    const until = clock() + uploadSeconds * 1000;
    open.set(ticket, { ...upload, until });
    for (const old of open.keys()) if (open.size > maximumOpen) open.delete(old);
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
      return problem(
        403,
        'Forbidden',
        'This upload address is invalid or expired; POST /v1/uploads gives another.',
      );
    const body = await readBody(c.req.raw);
    if (body === undefined)
      return problem(413, 'Content Too Large', `A file may have at most ${limits.container} bytes.`);
    open.delete(c.req.param('ticket'));
    const { key, contentType, metadata } = upload;
    await inbox.put(key, body, { metadata, ...(contentType !== undefined && { contentType }) });
    return c.body(null, 200);
  });
  return { place, mounted: (app) => app.route('/', uploads) };
}

/** @returns `undefined` if the body is larger than any file may be */
async function readBody({ body }: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limits.container) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
