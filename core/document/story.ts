/** A story whose title and paragraphs are known, as a record: what its first lines still tell (byline, dateline) is read from them. */

import { omitUndefined } from '../omitUndefined.ts';
import { authorsOf, isByline } from '../text/byline.ts';
import { datelineOf } from '../text/dateline.ts';
import { headlineFrom } from '../text/headline.ts';
import { undetermined } from '../text/language.ts';
import type { Content, Moment, Paragraph } from './record.ts';
import { unknownSource } from './record.ts';

export interface StoryFields {
  /** '' where nothing names one: then it is the first sentence, with the flag `title-derived`. */
  title: string;
  kicker?: string | undefined;
  standfirst?: string | undefined;
  /** At least one. */
  paragraphs: readonly Paragraph[];
  /** As printed; where the format has none, a line «By Jane Doe» at the head of the text. */
  byline?: string | undefined;
  /** Where the format names none, those in the byline. */
  authors?: readonly string[];
  published?: Moment | undefined;
  modified?: Moment | undefined;
  language?: Content['language'] | undefined;
  source?: Content['source'];
  subjects?: readonly string[];
  genre?: string | undefined;
  /** 1 (most urgent) to 9; anything else is left out. */
  urgency?: number | undefined;
  /** Where the text does not begin with a dateline, the place that the format names. */
  located?: string | undefined;
  extractor: string;
  confidence: number;
  flags: readonly string[];
}

export function storyOf(told: StoryFields): Content {
  const { title, standfirst, extractor, confidence } = told;
  const unrepeated = [
    ...told.paragraphs.slice(0, 3).filter(({ text }) => text !== title && text !== standfirst),
    ...told.paragraphs.slice(3),
  ];
  const { byline, paragraphs } =
    told.byline === undefined ? bylined(unrepeated) : { byline: told.byline, paragraphs: unrepeated };
  const lead = paragraphs.find(({ role }) => role === 'text')?.text ?? paragraphs[0]?.text ?? '';
  const found = datelineOf(lead);
  const { located } = told;
  const named = told.authors ?? [];
  return {
    schema: 'news.doc/1',
    title: title === '' ? headlineFrom(lead) : title,
    ...omitUndefined({ kicker: told.kicker, standfirst, byline }),
    paragraphs,
    authors: named.length > 0 || byline === undefined ? [...named] : authorsOf(byline),
    ...omitUndefined({
      dateline: found?.dateline ?? (located === undefined ? undefined : { text: located, place: located }),
      published: told.published ?? found?.published,
      modified: told.modified,
    }),
    language: told.language ?? undetermined(),
    source: told.source ?? { name: unknownSource },
    subjects: [...(told.subjects ?? [])],
    ...omitUndefined({ genre: told.genre, urgency: urgencyOf(told.urgency) }),
    quality: { extractor, confidence, flags: [...told.flags, ...(title === '' ? ['title-derived'] : [])] },
  };
}

/** 1–9 as the wire formats count it, or nothing. */
export function urgencyOf(urgency: number | undefined): number | undefined {
  return urgency !== undefined && Number.isInteger(urgency) && urgency >= 1 && urgency <= 9
    ? urgency
    : undefined;
}

/** «By Jane Doe» on a line of its own, first or below a subheading that leads the text. */
function bylined(found: readonly Paragraph[]): { byline?: string; paragraphs: Paragraph[] } {
  const at = found.slice(0, 2).findIndex(({ text }) => isByline(text));
  const line = found[at];
  if (line === undefined || found.length < 2) return { paragraphs: [...found] };
  return { byline: line.text, paragraphs: found.filter((_, i) => i !== at) };
}
