/** A list of documents as two routes, `feed.atom` and `feed.json`. */
import type { Context } from 'hono';
import * as z from 'zod';
import type { StoredDocument } from '../../core/queries/documents.ts';
import type { ApiDeps } from '../deps.ts';
import { answer, answerText } from '../http/answer.ts';
import { type Route, route } from '../http/route.ts';
import { atomMediaType, type Feed, jsonFeed, jsonFeedMediaType, toAtom, toJsonFeed } from './feed.ts';

interface FeedFacts<S extends z.ZodRawShape> {
  /** Of the list: the feeds lie under it. */
  path: string;
  /** What is in it, for a sentence that begins with «As a feed: ». */
  what: string;
  parameters: S;
}

type Newest = { title: string; documents: readonly StoredDocument[] };

export function feedRoutes<D extends ApiDeps, S extends z.ZodRawShape>(
  { path, what, parameters }: FeedFacts<S>,
  read: (c: Context, asked: z.output<z.ZodObject<S>>, deps: D) => Promise<Newest>,
): Route<D>[] {
  const feedOf = (c: Context, newest: Newest): Feed => ({
    ...newest,
    self: c.req.url,
    origin: new URL(c.req.url).origin,
  });
  return [
    route(
      {
        path: `${path}/feed.atom`,
        summary: `As an Atom feed: ${what}`,
        parameters,
        answers: { [atomMediaType]: z.string() },
      },
      async (c, asked, deps: D) =>
        answerText(c, atomMediaType, toAtom(feedOf(c, await read(c, asked, deps)))),
    ),
    route(
      {
        path: `${path}/feed.json`,
        summary: `As a JSON Feed: ${what}`,
        parameters,
        answers: { [jsonFeedMediaType]: jsonFeed },
      },
      async (c, asked, deps: D) =>
        answer(c, jsonFeed, toJsonFeed(feedOf(c, await read(c, asked, deps))), { type: jsonFeedMediaType }),
    ),
  ];
}
