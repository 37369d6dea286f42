/** An entry as every feed format yields it, and the content that is built from it. */

import { parseMoment } from '../../dates/moment.ts';
import { buildContent } from '../../document/buildContent.ts';
import { type Content, type Moment, type Paragraph, unknownSource } from '../../document/record.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { parseBody, withoutShortcodes } from '../../markup/bodyFragment.ts';
import { parseFragment } from '../../markup/htmlFragment.ts';
import type { XmlElement } from '../../markup/xmlElement.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { anyOf } from '../../text/anyOf.ts';
import { authorsOrText } from '../../text/byline/names.ts';
import { declaredLanguage } from '../../text/language.ts';
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import { tidy } from '../../text/tidy.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { linesToParagraphs, splitLines } from '../plain/paragraphs.ts';
import { flagsOfStatus } from '../unpublished.ts';
import type { FeedNames } from './feedIdentity.ts';

/** Text of an entry: escaped HTML, parsed elements, or plain text. */
export type FeedText = { html: string } | { element: XmlElement } | { plain: string };

/** What a feed states about itself before its first entry. */
export interface FeedHeader extends FeedNames {
  language: string | undefined;
  usageTerms: string | undefined;
  authors: readonly string[];
  /** The names of authors by those of their accounts, in an export. */
  accounts?: ReadonlyMap<string, string>;
}

export interface FeedEntry {
  title: string;
  /** Its permanent id: guid, atom:id, rdf:about, or else its address. */
  guid: string | undefined;
  url: string | undefined;
  canonicalUrl?: string | undefined;
  content: FeedText | undefined;
  summary: FeedText | undefined;
  /** Captions of pictures and other media. */
  captions: readonly string[];
  authors: readonly string[];
  published: Moment | undefined;
  /** What it states as its date cannot be read. */
  hasUnreadDate?: boolean;
  modified: Moment | undefined;
  language: string | undefined;
  subjects: readonly string[];
  /** What its content system says of it, in an export. */
  status?: string | undefined;
  /** The name of the publication. */
  source: string | undefined;
  usageTerms: string | undefined;
}

/**
 * Builds the content of an entry; or a refusal if it has neither title nor text, or its text is too complex.
 */
export function buildEntryContent(
  entry: FeedEntry,
  { extractor, flags }: { extractor: string; flags: readonly string[] },
): Content | Refusal {
  const { title } = entry;
  const full = readFeedText(entry.content, title);
  const summary = readFeedText(entry.summary, title);
  const body = !('code' in full) && full.length > 0 ? full : summary;
  // A refusal of one text matters only if the other is missing.
  if ('code' in body) return body;
  if (body.length === 0 && 'code' in full) return full;
  const isSummary = body === summary && !isStory(summary);
  const paragraphs = withCaptions(body, entry.captions);
  if (paragraphs.length === 0 && title === '')
    return refuse('extract.no_content', 'the entry has no title and no text');
  const standfirst = body === summary || 'code' in summary ? undefined : standfirstOf(summary, body);
  return buildContent({
    title,
    standfirst,
    paragraphs,
    authors: [...new Set(entry.authors.flatMap(authorsOrText))],
    published: entry.published,
    modified: entry.modified,
    language: declaredLanguage(entry.language),
    source: sourceOf(entry),
    subjects: [...new Set(entry.subjects)],
    extractor,
    confidence: paragraphs.length === 0 ? 0.3 : isSummary ? 0.6 : 1,
    flags: [
      ...flags,
      ...flagsOfStatus(entry.status),
      ...(entry.hasUnreadDate ? ['date-unread'] : []),
      ...(paragraphs.length === 0 ? ['title-only'] : isSummary ? ['summary-only'] : []),
    ],
  });
}

function sourceOf({ source, url, canonicalUrl, guid, usageTerms }: FeedEntry): Content['source'] {
  return { name: source ?? unknownSource, ...omitUndefined({ url, canonicalUrl, guid, usageTerms }) };
}

/** The paragraphs of a text, without the title and a line of where it comes from. */
function readFeedText(text: FeedText | undefined, title: string): Paragraph[] | Refusal {
  const paragraphs = paragraphsIn(text, title);
  return 'code' in paragraphs ? paragraphs : withoutOrigin(paragraphs, title);
}

function paragraphsIn(text: FeedText | undefined, title: string): Paragraph[] | Refusal {
  if (text === undefined) return [];
  if ('element' in text) return paragraphsOfPage({ root: text.element }, [title]);
  if ('plain' in text || !/[<&]/.test(text.html))
    return plainParagraphs('plain' in text ? text.plain : withoutShortcodes(text.html), title);
  const hasTags = /<[a-z]/i.test(text.html);
  const page = hasTags ? parseBody(text.html) : parseFragment(withoutShortcodes(text.html));
  if ('code' in page) return page;
  return hasTags ? paragraphsOfPage(page, [title]) : plainParagraphs(page.root.children.join(''), title);
}

/** What WordPress sets below each item of a feed, in the languages of the larger press, around the title. */
const origin = new RegExp(
  `^(?:${anyOf`
    the post, der beitrag, l[’']article, la entrada, l[’']articolo, het bericht, o post, inlägget, artykuł
  `}) .{1,400} (?:${anyOf`
    first appeared on, appeared first on, erschien zuerst auf, est apparu en premier sur,
    se publicó primero en, proviene da, verscheen eerst op, apareceu primeiro em, dök först upp på,
    pochodzi z serwisu
  `}) .{1,200}$`,
  'iu',
);

/** Without a last paragraph such as "The post … first appeared on …". */
function withoutOrigin(paragraphs: Paragraph[], title: string): Paragraph[] {
  const last = paragraphs.at(-1)?.text ?? '';
  const isOrigin = origin.test(last) && lettersAndDigits(last).includes(lettersAndDigits(title));
  return isOrigin ? paragraphs.slice(0, -1) : paragraphs;
}

function plainParagraphs(text: string, title: string): Paragraph[] {
  return linesToParagraphs(splitLines(tidy(text))).filter((paragraph) => paragraph.text !== title);
}

/** RSS puts summaries and full stories in the same element. A text of at least this size is a story. */
const minStory = { paragraphs: 3, characters: 800 };

function isStory(paragraphs: readonly Paragraph[]): boolean {
  const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  return paragraphs.length >= minStory.paragraphs && length >= minStory.characters;
}

/** Characters to compare: the search takes the product of both in the worst case. */
const maxCompared = { summary: 2_000, story: 20_000 };

/** Characters at the end of a summary in which a teaser is looked for. */
const longestTeaser = 320;

/**
 * The summary, unless it only repeats a part of the story, perhaps with a teaser such as "read more" at its
 * end.
 */
function standfirstOf(summary: readonly Paragraph[], story: readonly Paragraph[]): string | undefined {
  const line = joinParagraphs(summary);
  const trimmed = line.trimEnd();
  const end = trimmed.slice(-longestTeaser);
  const withoutTeaser =
    trimmed.slice(0, -end.length) +
    end.replace(/(?:\[?(?:…|\.\.\.)\]?|\(more\)|(?:read more|continue reading).{0,300})$/i, '');
  const start = lettersAndDigits(withoutTeaser.slice(0, maxCompared.summary));
  return start === '' || lettersAndDigits(joinParagraphs(story).slice(0, maxCompared.story)).includes(start)
    ? undefined
    : line;
}

function joinParagraphs(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text }) => text).join(' ');
}

/** Adds the captions that the text does not contain yet. */
function withCaptions(paragraphs: readonly Paragraph[], captions: readonly string[]): Paragraph[] {
  const present = new Set(paragraphs.map(({ text }) => text));
  const more = [...new Set(captions)].filter((text) => !present.has(text));
  return [...paragraphs, ...more.map((text): Paragraph => ({ role: 'caption', text }))];
}

/** The moment of a feed's date. */
export const feedMoment = (text: string | undefined): Moment | undefined =>
  text === undefined ? undefined : parseMoment(text, 'feed');
