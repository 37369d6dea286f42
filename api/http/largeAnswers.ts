/** Answers that are too large for a Lambda function: a redirect leads to where they lie. */
import type { Hono } from 'hono';
import type { PlaceLargeAnswer } from '../../core/ports/largeAnswers.ts';
import { redirectResponse } from './response.ts';

/**
 * A Lambda function may answer with 6 MB. The runtime writes a body as a JSON string, in which quotes and
 * line feeds take two bytes, so half of that always fits.
 */
export const largestAnswerBytes = 3_000_000;

/** Answers a GET with a 303 if its body is larger than a function may return. Mounted before the routes. */
export const redirectLargeAnswers = (place: PlaceLargeAnswer) => (app: Hono) =>
  app.use(async (c, next) => {
    await next();
    if (c.req.method !== 'GET' || c.res.status !== 200) return;
    // A UTF-16 unit takes at most three bytes of UTF-8, so most bodies need not be measured.
    const body = await c.res.clone().text();
    if (body.length * 3 <= largestAnswerBytes || Buffer.byteLength(body) <= largestAnswerBytes) return;
    const type = c.res.headers.get('content-type') ?? 'application/octet-stream';
    const location = await place({ body, type });
    c.res = undefined;
    c.res = redirectResponse(c, location, 303);
  });
