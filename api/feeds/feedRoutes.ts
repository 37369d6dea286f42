/** Declares the two feeds of a list of documents, `feed.atom` and `feed.json`. */
import type { Context } from 'hono';
import * as z from 'zod';
import { publishableFrom } from '../../core/document/heldBack.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { feedKeyParameter } from '../http/admission.ts';
import { type limitParameter, textParameter } from '../http/parameterSchemas.ts';
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

/** The admission checks it. */
const keyParameter = {
  [feedKeyParameter]: textParameter(200, 'an API key with the scope feed').optional(),
};

/** Documents of the list that are read if some of them are held back. */
const mostLookedAt = 300;

/** @param read the first `limit` documents of the list; those that are held back are left out after it */
export function feedRoutes<
  D extends ApiDependencies & { clock: () => number },
  S extends z.ZodRawShape & { limit: typeof limitParameter },
>(
  { path, what, parameters }: FeedFacts<S>,
  read: (c: Context, params: z.output<z.ZodObject<S>>, dependencies: D) => Promise<FeedContent>,
): Route<D>[] {
  type Parameters = z.output<z.ZodObject<S>> & { limit: number };
  const readPublished = async (c: Context, params: Parameters, dependencies: D): Promise<FeedContent> => {
    const first = await read(c, params, dependencies);
    const published = whatMayBePublished(first, dependencies.clock());
    if (published.documents.length === first.documents.length) return published;
    const more = whatMayBePublished(
      await read(c, { ...params, limit: mostLookedAt }, dependencies),
      dependencies.clock(),
    );
    return { ...more, documents: more.documents.slice(0, params.limit) };
  };
  const toFeed = (c: Context, content: FeedContent, { origin: originOf }: D): DocumentFeed => {
    const address = new URL(c.req.url);
    // The address is part of the feed, which may be passed on.
    if (address.searchParams.has(feedKeyParameter)) address.searchParams.delete(feedKeyParameter);
    const origin = originOf(c);
    return { ...content, self: origin + address.pathname + address.search, origin };
  };
  return [
    route(
      {
        path: `${path}/feed.atom`,
        summary: `As an Atom feed: ${what}`,
        scope: 'feed',
        parameters: { ...parameters, ...keyParameter },
        responses: { [atomMediaType]: z.string() },
      },
      async (c, params, dependencies: D) => {
        const content = await readPublished(c, params as Parameters, dependencies);
        const options = { lastModified: lastModified(content, dependencies.clock()) };
        return textResponse(c, atomMediaType, toAtom(toFeed(c, content, dependencies)), options);
      },
    ),
    route(
      {
        path: `${path}/feed.json`,
        summary: `As a JSON Feed: ${what}`,
        scope: 'feed',
        parameters: { ...parameters, ...keyParameter },
        responses: { [jsonFeedMediaType]: jsonFeed },
      },
      async (c, params, dependencies: D) => {
        const content = await readPublished(c, params as Parameters, dependencies);
        const options = {
          type: jsonFeedMediaType,
          lastModified: lastModified(content, dependencies.clock()),
        };
        return jsonResponse(c, jsonFeed, toJsonFeed(toFeed(c, content, dependencies)), options);
      },
    ),
  ];
}

/** A feed publishes: it leaves out what its provider holds back. */
function whatMayBePublished(content: FeedContent, now: number): FeedContent {
  return {
    ...content,
    documents: content.documents.filter(({ heldBack }) => publishableFrom(heldBack) <= now),
  };
}

/** A document that was stored at about the same time may still come, with an earlier time. */
const settledMilliseconds = 180_000;

/**
 * When the documents of a feed were stored, or when their embargo ended, in milliseconds since 1970;
 * `undefined` while an earlier one may still come. A document that was removed changes the feed without
 * changing this, and is in no feed again.
 */
function lastModified({ documents }: FeedContent, now: number): number | undefined {
  const latest = Math.max(
    0,
    ...documents.map(({ changed, ingested, heldBack }) =>
      Math.max(changed ?? Date.parse(ingested), publishableFrom(heldBack)),
    ),
  );
  return latest === 0 || latest > now - settledMilliseconds ? undefined : latest;
}
