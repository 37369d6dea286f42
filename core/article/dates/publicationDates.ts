/**
 * Finds when a story was published and modified: in JSON-LD, `meta` elements, microdata, `time` elements,
 * the address, and text near the story. The first of these with a date wins, and the moment names it as its
 * source.
 */

import { dayMilliseconds } from '../../dates/calendar.ts';
import { momentInPath, parseMoment } from '../../dates/moment.ts';
import {
  type DayMonthOrder,
  detectDayMonthOrder,
  momentFromWritten,
  type WrittenDate,
  writtenDates,
} from '../../dates/writtenDate.ts';
import type { Moment } from '../../document/record.ts';
import { type HtmlPage, lineOf } from '../../markup/htmlTree.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { wordList } from '../../text/wordSet.ts';
import type { PageMetadata } from '../metadata.ts';
import { publishedInScripts } from '../pageData/scriptData.ts';
import type { StoryContext } from '../storyContext.ts';
import { type DatedLine, datedLines } from './datedLines.ts';

export interface PublicationDates {
  published?: Moment;
  modified?: Moment;
  /** Whether day and month may be swapped, so that `published` has only the year. */
  ambiguous: boolean;
}

const publishedNames = wordList`
  article:published_time og:article:published_time datepublished date dc.date dc:date dc.date.issued
  dcterms.created dcterms.date dcterms.issued pubdate publishdate publish-date publish_date publication_date
  sw-pubdate parsely-pub-date sailthru.date article.published citation_publication_date citation_date
  bepress_citation_date originalpublicationdate
`;
const modifiedNames = wordList`
  article:modified_time og:updated_time datemodified dcterms.modified lastmod last-modified
`;

/** The dates of the story on the page. */
export function publicationDates(
  page: HtmlPage,
  metadata: PageMetadata,
  context: StoryContext,
): PublicationDates {
  const order = detectDayMonthOrder(
    context.visibleBlocks.map(({ text }) => text),
    context.language,
    context.domain,
  );
  const read = (text: string | undefined, source: string) => momentIn(text, source, order, context.language);
  const dated = datedLines(page, context, order);
  const lines = dated.filter(({ elsewhere }) => !elsewhere);
  const near = lines.filter(({ near }) => near);
  const declared =
    read(metadata.article?.datePublished, 'json-ld') ??
    firstMoment(publishedNames, (name) => read(metadata.meta.get(name), 'meta')) ??
    firstMoment(microdataDates(page), (text) => read(text, 'microdata')) ??
    read(metadata.pagePublished, 'json-ld') ??
    firstMoment(
      near.filter(({ time, updated }) => time !== undefined && !updated),
      ({ time }) => read(time, 'time'),
    ) ??
    momentInPath(URL.parse(context.url ?? '')?.pathname ?? '', 'url') ??
    // Above the headline, mastheads print the day on which the page was fetched.
    printedDate(near.filter(({ underHeadline }) => underHeadline)) ??
    printedDate(near) ??
    printedDate(lines.filter(({ labelled }) => labelled)) ??
    titleDate(metadata, order, context.language) ??
    firstMoment(publishedInScripts(page.scripts), (text) => read(text, 'script')) ??
    firstMoment(lines, ({ time, updated }) => (updated ? undefined : read(time, 'time'))) ??
    firstMoment(
      dated.toSorted((a, b) => a.distance - b.distance),
      ({ time, date, updated, distance }) =>
        updated || distance > maxDistance ? undefined : (read(time, 'time') ?? (date && unambiguous(date))),
    ) ??
    // Some sites print no other date below the headline; an update is nearly always of the same day.
    firstMoment(near, ({ updated, date, distance }) =>
      updated && distance === 0 && date !== undefined ? unambiguous(date) : undefined,
    );
  const published = declared && localDay(declared, near);
  const modified =
    read(metadata.article?.dateModified, 'json-ld') ??
    firstMoment(modifiedNames, (name) => read(metadata.meta.get(name), 'meta')) ??
    firstMoment(near, ({ updated, time, date }) =>
      updated ? (read(time, 'time') ?? (date && unambiguous(date))) : undefined,
    );
  const ambiguous = published?.precision === 'year' && near.some(({ date }) => date?.swappable);
  return { ...omitUndefined({ published, modified }), ambiguous };
}

/** How many blocks away from the story a date may be that nothing marks as the story's. */
const maxDistance = 30;

/**
 * A moment in UTC as the page's readers know it: if the page prints the day before or after, near the
 * headline, that day is the local one.
 */
function localDay(moment: Moment, near: readonly DatedLine[]): Moment {
  if (!moment.value.includes('T') || !/(?:Z|[+-]00:?00)$/.test(moment.value)) return moment;
  const own = Date.parse(moment.value.slice(0, 10));
  const printed = near.flatMap(({ date, updated }) =>
    date === undefined || updated ? [] : (unambiguous(date) ?? []),
  );
  const days = printed.map(({ value }) => (Date.parse(value.slice(0, 10)) - own) / dayMilliseconds);
  if (days.includes(0)) return moment;
  return printed.find((_, i) => days[i] === 1 || days[i] === -1) ?? moment;
}

function firstMoment<Item>(
  items: Iterable<Item>,
  read: (item: Item) => Moment | undefined,
): Moment | undefined {
  for (const item of items) {
    const moment = read(item);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** The date of a metadata value, if it has a day and no ambiguity. */
function momentIn(
  text: string | undefined,
  source: string,
  order: DayMonthOrder,
  language: string | undefined,
): Moment | undefined {
  if (text === undefined) return undefined;
  const parsed = parseMoment(text, source);
  if (parsed !== undefined)
    return parsed.precision === 'year' || parsed.precision === 'month' ? undefined : parsed;
  const written = text.length > 100 ? undefined : writtenDates(text, order, language)[0];
  return written === undefined || written.swappable ? undefined : momentFromWritten(written, source);
}

const unambiguous = (date: WrittenDate): Moment | undefined =>
  date.swappable ? undefined : momentFromWritten(date, 'text');

/** The page's dates in microdata, RDFa and microformats. */
function* microdataDates(page: HtmlPage): Generator<string> {
  for (const element of page.elements) {
    const { itemprop, property, pubdate, datetime, content, title, class: names } = element.attributes;
    const isDate = /^(?:schema:)?datepublished$/i.test(itemprop ?? property ?? '') || pubdate !== undefined;
    if (isDate && element.tag !== 'meta') yield datetime ?? content ?? lineOf(element);
    else if (element.tag === 'abbr' && title !== undefined && /\bpublished\b/.test(names ?? '')) yield title;
  }
}

/**
 * The best date of the lines: preferably one labelled as the date of publication, never one labelled as an
 * update.
 */
function printedDate(lines: readonly DatedLine[]): Moment | undefined {
  const dates = lines.flatMap(({ date, updated, labelled }) =>
    date === undefined || updated ? [] : [{ date, labelled }],
  );
  const best =
    dates.find(({ labelled, date }) => labelled && !date.swappable) ??
    dates.find(({ date }) => !date.swappable) ??
    dates[0];
  return best && momentFromWritten(best.date, 'text');
}

function titleDate(
  { pageTitle, meta }: PageMetadata,
  order: DayMonthOrder,
  language: string | undefined,
): Moment | undefined {
  return firstMoment([pageTitle, meta.get('og:title')], (title) => {
    const written = writtenDates(title ?? '', order, language)[0];
    return written && unambiguous(written);
  });
}
