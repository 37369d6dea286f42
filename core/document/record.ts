/**
 * `news.doc/1`, the record of one news document: its content and where it came from
 * (provenance). Field names follow IPTC ninjs where it has a term (byline, language, located, subject,
 * genre, urgency, usageterms).
 *
 * The archive stores only the content, named by its hash, so that the same text under another key or in
 * another feed snapshot is the same payload. The document's FROM rows store the provenance (ADR 3).
 */
import * as z from 'zod';

const paragraphRoles = ['text', 'subheading', 'quote', 'list', 'caption', 'correction'] as const;

const paragraph = z.object({ role: z.enum(paragraphRoles), text: z.string().min(1) });
export type Paragraph = z.infer<typeof paragraph>;

/**
 * A point in time, as precise as its source. `value`: YYYY, YYYY-MM, YYYY-MM-DD, or RFC 3339 for minute and
 * second.
 */
export const moment = z.object({
  value: z.string().regex(/^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/),
  precision: z.enum(['year', 'month', 'day', 'minute', 'second']),
  /** Whether the source named the time zone; otherwise a time of day is local time at an unknown place. */
  tzKnown: z.boolean(),
  /** Where the date was found: `uploader`, `text`, `key`, `meta`, `json-ld`, `time`, `url` … */
  source: z.string(),
});
export type Moment = z.infer<typeof moment>;

export const content = z.object({
  schema: z.literal('news.doc/1'),
  title: z.string(),
  kicker: z.string().optional(),
  standfirst: z.string().optional(),
  paragraphs: z.array(paragraph),
  /** The byline as printed; `authors` are the names in it. */
  byline: z.string().optional(),
  authors: z.array(z.string()),
  /** "LONDON, May 3 (Reuters) —": the place and agency before the first sentence. */
  dateline: z
    .object({ text: z.string(), place: z.string().optional(), agency: z.string().optional() })
    .optional(),
  published: moment.optional(),
  modified: moment.optional(),
  /** The end of an embargo (flag `embargoed`), known at least to the day. */
  embargoedUntil: moment.optional(),
  language: z.object({
    tag: z.string(),
    source: z.enum(['uploader', 'document', 'detected', 'none']),
    confidence: z.number().min(0).max(1),
  }),
  source: z.object({
    name: z.string(),
    domain: z.string().optional(),
    url: z.string().optional(),
    canonicalUrl: z.string().optional(),
    guid: z.string().optional(),
    publisher: z.string().optional(),
    usageTerms: z.string().optional(),
  }),
  subjects: z.array(z.string()),
  genre: z.string().optional(),
  urgency: z.number().int().min(1).max(9).optional(),
  /** MinHash of the text's 4-word shingles (128 × 32 bits, base64), for near-duplicates. */
  signature: z.string().optional(),
  quality: z.object({
    extractor: z.string(),
    confidence: z.number().min(0).max(1),
    flags: z.array(z.string()),
  }),
});
export type Content = z.infer<typeof content>;

export const provenance = z.object({
  key: z.string(),
  /** The object version that the document was read from. */
  version: z.string(),
  /** Path inside a container; '' if the object is the document. */
  part: z.string(),
  format: z.string(),
  charset: z.string(),
  bytes: z.number().int().nonnegative(),
  /**
   * When the page was fetched from the web, according to the file; `source` is `warc` (a crawl) or `mhtml`
   * (a saved page).
   */
  retrieved: moment.optional(),
});
export type Provenance = z.infer<typeof provenance>;

export const newsDocument = content.extend({ id: z.string(), provenance });

/**
 * The text that `/text` serves and that all offsets refer to: title, standfirst and body, joined by blank
 * lines.
 */
export function textOf(document: TextFields): string {
  return partsOfText(document).join(betweenParts);
}

/** The first UTF-16 units of `textOf`, without making all of it. */
export function beginningOfText(document: TextFields, length: number): string {
  // No paragraph is empty.
  const first = document.paragraphs.slice(0, length);
  const parts = partsOfText({ ...document, paragraphs: first }).map((part) => part.slice(0, length));
  return parts.join(betweenParts).slice(0, length);
}

/** The length of `textOf`, in UTF-16 units, without making it. */
export function textLength(document: TextFields): number {
  let length = 0;
  const add = (part: string) => {
    if (part !== '') length += part.length + (length > 0 ? betweenParts.length : 0);
  };
  add(document.title);
  add(document.standfirst ?? '');
  for (const { text } of document.paragraphs) add(text);
  return length;
}

type TextFields = Pick<Content, 'title' | 'standfirst' | 'paragraphs'>;

const betweenParts = '\n\n';

const partsOfText = ({ title, standfirst = '', paragraphs }: TextFields): string[] =>
  [title, standfirst, ...paragraphs.map(({ text }) => text)].filter((part) => part !== '');

/** The day of publication (YYYY-MM-DD); `undefined` if it is unknown or known only to the month. */
export function publishedDay(published: Moment | undefined): string | undefined {
  return published === undefined || published.value.length < 10 ? undefined : published.value.slice(0, 10);
}

/** The name for a source that the document does not name. */
export const unknownSource = 'unknown';
