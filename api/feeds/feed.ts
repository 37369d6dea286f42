/** Documents as a feed: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), for readers and other programs. */
import * as z from 'zod';
import { momentOf } from '../../core/dates/range.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { StoredDocument } from '../../core/queries/documents.ts';
import { xml } from '../http/xmlEscape.ts';

export const atomMediaType = 'application/atom+xml';
export const jsonFeedMediaType = 'application/feed+json';

export interface Feed {
  title: string;
  /** The feed's own address. */
  self: string;
  /** Of this server: addresses here begin with it. */
  origin: string;
  documents: readonly StoredDocument[];
}

export function toAtom({ title, self, origin, documents }: Feed): string {
  const updated =
    documents
      .map(({ ingested }) => ingested)
      .sort()
      .at(-1) ?? '1970-01-01T00:00:00Z';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>${xml(self)}</id>`,
    `<title>${xml(title)}</title>`,
    `<link rel="self" type="${atomMediaType}" href="${xml(self)}"/>`,
    `<updated>${updated}</updated>`,
    '<generator>Dateline</generator>',
    ...documents.map((document) => entryOf(document, origin)),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf(document: StoredDocument, origin: string): string {
  const { content, ingested, language, entities, url } = document;
  const here = hereOf(document, origin);
  const published = publishedAt(document);
  return [
    `<entry xml:lang="${xml(language)}">`,
    `<id>${xml(here)}</id>`,
    `<title>${xml(content.title)}</title>`,
    `<link rel="alternate" href="${xml(url ?? here)}"/>`,
    `<updated>${ingested}</updated>`,
    ...(published === undefined ? [] : [`<published>${published}</published>`]),
    ...writersOf(document).map((name) => `<author><name>${xml(name)}</name></author>`),
    ...(content.standfirst === undefined ? [] : [`<summary>${xml(content.standfirst)}</summary>`]),
    ...entities.map(({ id, name }) => `<category term="${xml(id)}" label="${xml(name)}"/>`),
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
      /** The standfirst, else the title: the whole text is at `url`. */
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

export function toJsonFeed({ title, self, origin, documents }: Feed): z.infer<typeof jsonFeed> {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: self,
    items: documents.map((document) => {
      const { content, ingested, language, entities, url } = document;
      const here = hereOf(document, origin);
      return omitUndefined({
        id: here,
        url: url ?? here,
        title: content.title,
        content_text: content.standfirst ?? content.title,
        summary: content.standfirst,
        date_published: publishedAt(document),
        date_modified: ingested,
        authors: writersOf(document).map((name) => ({ name })),
        language,
        tags: entities.map(({ name }) => name),
      });
    }),
  };
}

function hereOf({ doc }: StoredDocument, origin: string): string {
  return `${origin}/v1/documents/${doc}`;
}

/** Both formats know exact times only: a date that is known to the day is left out rather than made more exact. */
function publishedAt({ content: { published } }: StoredDocument): string | undefined {
  const exact = published?.tzKnown && (published.precision === 'minute' || published.precision === 'second');
  return exact ? new Date(momentOf(published.value)).toISOString() : undefined;
}

/** Whoever wrote it, as far as that is known. */
function writersOf({ content, source }: StoredDocument): string[] {
  return content.authors.length > 0 ? content.authors : [source];
}
