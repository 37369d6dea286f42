/** Declares the two feeds of a list of documents, `feed.atom` and `feed.json`. */
import type { Context } from 'hono';
import * as z from 'zod';
import type { StoredDocument } from '../../core/queries/documents.ts';
import type { ApiDeps } from '../deps.ts';
import { jsonResponse, textResponse } from '../http/response.ts';
import { type Route, route } from '../http/route.ts';
import { atomMediaType, type DocumentFeed, jsonFeed, jsonFeedMediaType, toAtom, toJsonFeed } from './feed.ts';

interface FeedFacts<S extends z.ZodRawShape> {
  /** The path of the list; the feeds are below it. */
  path: string;
  /** Completes the sentences "As an Atom feed: …" and "As a JSON Feed: …". */
  what: string;
  parameters: S;
}

type FeedContent = Pick<DocumentFeed, 'title'> & { documents: readonly StoredDocument[] };

export function feedRoutes<D extends ApiDeps, S extends z.ZodRawShape>(
  { path, what, parameters }: FeedFacts<S>,
  read: (c: Context, params: z.output<z.ZodObject<S>>, deps: D) => Promise<FeedContent>,
): Route<D>[] {
  const toFeed = (c: Context, content: FeedContent, { origin: originOf }: D): DocumentFeed => {
    const { pathname, search } = new URL(c.req.url);
    const origin = originOf(c);
    return { ...content, self: origin + pathname + search, origin };
  };
  return [
    route(
      {
        path: `${path}/feed.atom`,
        summary: `As an Atom feed: ${what}`,
        parameters,
        responses: { [atomMediaType]: z.string() },
      },
      async (c, params, deps: D) =>
        textResponse(c, atomMediaType, toAtom(toFeed(c, await read(c, params, deps), deps))),
    ),
    route(
      {
        path: `${path}/feed.json`,
        summary: `As a JSON Feed: ${what}`,
        parameters,
        responses: { [jsonFeedMediaType]: jsonFeed },
      },
      async (c, params, deps: D) => {
        const feed = toJsonFeed(toFeed(c, await read(c, params, deps), deps));
        return jsonResponse(c, jsonFeed, feed, { type: jsonFeedMediaType });
      },
    ),
  ];
}
