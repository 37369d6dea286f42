/** What the entries of all feeds have in common, and the record that is made of it. */

import { parseMoment } from '../../dates/moment.ts';
import { buildContent } from '../../document/buildContent.ts';
import type { Content, Moment, Paragraph } from '../../document/record.ts';
import { unknownSource } from '../../document/record.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { parseFragment } from '../../markup/htmlFragment.ts';
import type { Element } from '../../markup/htmlTree.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { authorsInByline } from '../../text/byline.ts';
import { languageTag } from '../../text/language.ts';
import { tidy } from '../../text/tidy.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { linesOf, paragraphsOf } from '../plain/paragraphs.ts';
import type { FeedNames } from './feedIdentity.ts';

/** HTML as text, HTML as elements, or plain text. */
export type Markup = { html: string } | { element: Element } | { plain: string };

/** What a feed says of itself before its first entry. */
export interface Feed extends FeedNames {
  language: string | undefined;
  usageTerms: string | undefined;
  authors: readonly string[];
}

export interface Entry {
  title: string;
  /** What names it for good: guid, atom:id, rdf:about, else its address. */
  guid: string | undefined;
  url: string | undefined;
  canonicalUrl?: string | undefined;
  content: Markup | undefined;
  summary: Markup | undefined;
  /** Of pictures and the like. */
  captions: readonly string[];
  authors: readonly string[];
  published: Moment | undefined;
  modified: Moment | undefined;
  language: string | undefined;
  subjects: readonly string[];
  /** The name of what published it. */
  source: string | undefined;
  usageTerms: string | undefined;
}

export function contentOf(
  entry: Entry,
  { extractor, flags }: { extractor: string; flags: readonly string[] },
): Content | Refusal {
  const { title } = entry;
  const whole = paragraphsIn(entry.content, title);
  const brief = paragraphsIn(entry.summary, title);
  const read = !('code' in whole) && whole.length > 0 ? whole : brief;
  // A fault of one of them matters only where the other says nothing.
  if ('code' in read) return read;
  if (read.length === 0 && 'code' in whole) return whole;
  const isBrief = read === brief && !isStory(brief);
  const paragraphs = withCaptions(read, entry.captions);
  if (paragraphs.length === 0 && title === '')
    return refuse('extract.no_content', 'an entry without a title and without text');
  const standfirst = read === brief || 'code' in brief ? undefined : standfirstOf(brief, read);
  const tag = languageTag(entry.language);
  return buildContent({
    title,
    standfirst,
    paragraphs,
    authors: [...new Set(entry.authors.flatMap(namesIn))],
    published: entry.published,
    modified: entry.modified,
    language: tag === undefined ? undefined : { tag, source: 'document', confidence: 0.9 },
    source: sourceOf(entry),
    subjects: [...new Set(entry.subjects)],
    extractor,
    confidence: paragraphs.length === 0 ? 0.3 : isBrief ? 0.6 : 1,
    flags: [...flags, ...(paragraphs.length === 0 ? ['title-only'] : isBrief ? ['summary-only'] : [])],
  });
}

function sourceOf({ source, url, canonicalUrl, guid, usageTerms }: Entry): Content['source'] {
  return { name: source ?? unknownSource, ...omitUndefined({ url, canonicalUrl, guid, usageTerms }) };
}

/** «Jane Doe and John Roe» are two; a name that is not written like a person's stays as it is. */
function namesIn(author: string): string[] {
  const names = authorsInByline(author);
  return names.length > 0 ? names : [author];
}

/** Paragraphs of marked-up text; the title is not repeated. */
function paragraphsIn(markup: Markup | undefined, title: string): Paragraph[] | Refusal {
  if (markup === undefined) return [];
  if ('element' in markup) return paragraphsOfPage({ root: markup.element }, [title]);
  if ('plain' in markup || !/[<&]/.test(markup.html))
    return plainParagraphs('plain' in markup ? markup.plain : markup.html, title);
  const page = parseFragment(markup.html);
  if ('code' in page) return page;
  return /<[a-z]/i.test(markup.html)
    ? paragraphsOfPage(page, [title])
    : plainParagraphs(page.root.children.join(''), title);
}

function plainParagraphs(text: string, title: string): Paragraph[] {
  return paragraphsOf(linesOf(tidy(text)), { markdown: false }).filter(
    (paragraph) => paragraph.text !== title,
  );
}

/** RSS has summaries and whole stories in the same element; what runs over several paragraphs is no summary. */
const shortestStory = { paragraphs: 3, characters: 800 };

function isStory(paragraphs: readonly Paragraph[]): boolean {
  const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  return paragraphs.length >= shortestStory.paragraphs && length >= shortestStory.characters;
}

/** What is compared, in characters: a search takes the product of both at worst. */
const compared = { summary: 2_000, story: 20_000 };

/** A summary of its own words; the beginning of the story over again is none. */
function standfirstOf(brief: readonly Paragraph[], story: readonly Paragraph[]): string | undefined {
  const summary = joined(brief);
  const whole = summary.replace(
    /(?:\[?(?:…|\.\.\.)\]?|\(more\)|(?:read more|continue reading).{0,300})\s*$/i,
    '',
  );
  const start = letters(whole.slice(0, compared.summary));
  return start === '' || letters(joined(story).slice(0, compared.story)).includes(start)
    ? undefined
    : summary;
}

function joined(paragraphs: readonly Paragraph[]): string {
  return paragraphs.map(({ text }) => text).join(' ');
}

const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** Captions below the text, unless the text has them. */
function withCaptions(paragraphs: readonly Paragraph[], captions: readonly string[]): Paragraph[] {
  const there = new Set(paragraphs.map(({ text }) => text));
  const more = [...new Set(captions)].filter((text) => !there.has(text));
  return [...paragraphs, ...more.map((text): Paragraph => ({ role: 'caption', text }))];
}

/** RFC 822, which RSS prescribes, has years of two digits; RFC 5322 (section 4.3) says which they are. */
export function feedMoment(text: string | undefined): Moment | undefined {
  if (text === undefined) return undefined;
  const whole = text.replace(
    /^((?:[A-Za-z]{3,9},\s{1,5})?\d{1,2}\s{1,5}[A-Za-z]{3,9}\s{1,5})(\d{2})(?=\s|$)/,
    (_, before: string, year: string) => `${before}${Number(year) < 50 ? '20' : '19'}${year}`,
  );
  return parseMoment(whole, 'feed');
}
