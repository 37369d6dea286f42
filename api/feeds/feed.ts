/** Documents as a feed: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
import * as z from 'zod';
import { toMilliseconds } from '../../core/dates/range.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { escapeXml } from '../http/escapeXml.ts';

export const atomMediaType = 'application/atom+xml';
export const jsonFeedMediaType = 'application/feed+json';

export interface DocumentFeed {
  title: string;
  /** The feed's own address. */
  self: string;
  /** The origin of this API's own URLs. */
  origin: string;
  documents: readonly StoredDocument[];
}

/** An Atom feed (RFC 4287) of the documents. */
export function toAtom({ title, self, origin, documents }: DocumentFeed): string {
  const updated =
    documents
      .map(({ ingested }) => ingested)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00Z';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${escapeXml(self)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<link rel="self" type="${atomMediaType}" href="${escapeXml(self)}"/>`,
    `<updated>${updated}</updated>`,
    '<generator>Dateline</generator>',
    ...documents.map((document) => toEntry(document, origin)),
    '</feed>',
    '',
  ].join('\n');
}

function toEntry(document: StoredDocument, origin: string): string {
  const { content, ingested, language, entities, url } = document;
  const uri = documentUri(document, origin);
  const published = exactPublicationTime(document);
  return [
    `<entry xml:lang="${escapeXml(language)}">`,
    `<id>${escapeXml(uri)}</id>`,
    `<title>${escapeXml(content.title)}</title>`,
    `<link rel="alternate" href="${escapeXml(url ?? uri)}"/>`,
    `<updated>${ingested}</updated>`,
    ...(published === undefined ? [] : [`<published>${published}</published>`]),
    ...authorsOf(document).map((name) => `<author><name>${escapeXml(name)}</name></author>`),
    ...(content.standfirst === undefined ? [] : [`<summary>${escapeXml(content.standfirst)}</summary>`]),
    ...entities.map(({ id, name }) => `<category term="${escapeXml(id)}" label="${escapeXml(name)}"/>`),
    '</entry>',
  ].join('\n');
}

export const jsonFeed = z.object({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  feed_url: z.string(),
  items: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      title: z.string(),
      /** The standfirst, or the title without one. The full text is at `url`. */
      content_text: z.string(),
      summary: z.string().optional(),
      date_published: z.string().optional(),
      date_modified: z.string(),
      authors: z.array(z.object({ name: z.string() })),
      language: z.string(),
      tags: z.array(z.string()),
    }),
  ),
});

/** A JSON Feed (version 1.1) of the documents. */
export function toJsonFeed({ title, self, origin, documents }: DocumentFeed): z.infer<typeof jsonFeed> {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: self,
    items: documents.map((document) => {
      const { content, ingested, language, entities, url } = document;
      const uri = documentUri(document, origin);
      return omitUndefined({
        id: uri,
        url: url ?? uri,
        title: content.title,
        content_text: content.standfirst ?? content.title,
        summary: content.standfirst,
        date_published: exactPublicationTime(document),
        date_modified: ingested,
        authors: authorsOf(document).map((name) => ({ name })),
        language,
        tags: entities.map(({ name }) => name),
      });
    }),
  };
}

function documentUri({ doc }: StoredDocument, origin: string): string {
  return `${origin}/v1/documents/${doc}`;
}

/** Both formats have only exact times: a date that is known to the day is left out. */
function exactPublicationTime({ content: { published } }: StoredDocument): string | undefined {
  const exact = published?.tzKnown && (published.precision === 'minute' || published.precision === 'second');
  return exact ? new Date(toMilliseconds(published.value)).toISOString() : undefined;
}

/** The authors, or the source if they are not known. */
function authorsOf({ content, source }: StoredDocument): string[] {
  return content.authors.length > 0 ? content.authors : [source];
}
