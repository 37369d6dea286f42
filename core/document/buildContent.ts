/**
 * Builds a content record from a story's title and paragraphs; reads byline and dateline from its first
 * lines.
 */

import { omitUndefined } from '../omitUndefined.ts';
import { isByline } from '../text/byline/byline.ts';
import { authorsInByline } from '../text/byline/names.ts';
import { datelineOf } from '../text/dateline.ts';
import { deriveHeadline } from '../text/headline.ts';
import { undetermined } from '../text/language.ts';
import { type Content, type Moment, type Paragraph, publishedDay, unknownSource } from './record.ts';

export interface ContentFields {
  /** If '', the title is derived from the first sentence, with the flag `title-derived`. */
  title: string;
  kicker?: string | undefined;
  standfirst?: string | undefined;
  /** At least one. */
  paragraphs: readonly Paragraph[];
  /**
   * As printed. If absent, a line such as "By Jane Doe" at the head of the text becomes the byline; else the
   * line is left out if it names authors alone that are known.
   */
  byline?: string | undefined;
  /** If absent or empty, the names in the byline. */
  authors?: readonly string[];
  published?: Moment | undefined;
  modified?: Moment | undefined;
  /** Left out if it is known only to the month or year. */
  embargoedUntil?: Moment | undefined;
  language?: Content['language'] | undefined;
  source?: Content['source'];
  subjects?: readonly string[];
  genre?: string | undefined;
  /** 1 (most urgent) to 9; other values are dropped. */
  urgency?: number | undefined;
  /** The place that the format names; used if the text does not begin with a dateline. */
  located?: string | undefined;
  extractor: string;
  confidence: number;
  flags: readonly string[];
}

/**
 * The record with everything the fields leave open: title, byline, authors, dateline and date from the
 * text.
 */
export function buildContent(fields: ContentFields): Content {
  const { title, extractor, confidence } = fields;
  const standfirst = fields.standfirst === title ? undefined : fields.standfirst;
  const unrepeated = [
    ...fields.paragraphs.slice(0, 3).filter(({ text }) => text !== title && text !== standfirst),
    ...fields.paragraphs.slice(3),
  ];
  const named = fields.authors ?? [];
  const taken = takeByline(unrepeated);
  const repeats = authorsInByline(taken.byline ?? '').every((author) => named.includes(author));
  const paragraphs = fields.byline === undefined || repeats ? taken.paragraphs : unrepeated;
  const byline = fields.byline ?? taken.byline;
  const lead = paragraphs.find(({ role }) => role === 'text')?.text ?? paragraphs[0]?.text ?? '';
  const found = datelineOf(paragraphs);
  const { located } = fields;
  return {
    schema: 'news.doc/1',
    title: title === '' ? deriveHeadline(lead) : title,
    ...omitUndefined({ kicker: fields.kicker, standfirst, byline }),
    paragraphs,
    authors: named.length > 0 || byline === undefined ? [...named] : authorsInByline(byline),
    ...omitUndefined({
      dateline: found?.dateline ?? (located === undefined ? undefined : { text: located, place: located }),
      published: fields.published ?? found?.published,
      modified: fields.modified,
      embargoedUntil: knownToTheDay(fields.embargoedUntil),
    }),
    language: fields.language ?? undetermined(),
    source: fields.source ?? { name: unknownSource },
    subjects: [...(fields.subjects ?? [])],
    ...omitUndefined({ genre: fields.genre, urgency: urgencyOf(fields.urgency) }),
    quality: { extractor, confidence, flags: [...fields.flags, ...(title === '' ? ['title-derived'] : [])] },
  };
}

/** A moment that says at least the day. */
function knownToTheDay(moment: Moment | undefined): Moment | undefined {
  return publishedDay(moment) === undefined ? undefined : moment;
}

/** The urgency if it is 1 to 9, the scale of the wire formats; otherwise `undefined`. */
export function urgencyOf(urgency: number | undefined): number | undefined {
  return urgency !== undefined && Number.isInteger(urgency) && urgency >= 1 && urgency <= 9
    ? urgency
    : undefined;
}

/** Short paragraphs that may stand above a byline: a standfirst, which comes first, and points. */
const aboveByline = { paragraphs: 4, standfirst: 320, point: 200 };

/** Of a mail that the text quotes: "Von: …", and what is below that. */
const sender = /^von\s?:/i;
const belowSender = /^(?:gesendet|datum|an|betreff)\s?:/i;

/** Takes a byline off the head of the text, where it is on a line of its own. */
function takeByline(all: readonly Paragraph[]): { byline?: string; paragraphs: Paragraph[] } {
  const head = all.slice(0, aboveByline.paragraphs + 1);
  const { standfirst, point } = aboveByline;
  const long = head.findIndex(({ text }, i) => text.length > (i === 0 ? standfirst : point));
  const line = head
    .slice(0, long < 0 ? head.length : long)
    .find(
      ({ text }, i) => isByline(text) && !(sender.test(text) && belowSender.test(all[i + 1]?.text ?? '')),
    );
  if (line === undefined || all.length < 2) return { paragraphs: [...all] };
  return { byline: line.text, paragraphs: all.filter((paragraph) => paragraph !== line) };
}
