/**
 * When a story was published and when it was changed: said for machines (JSON-LD, meta, microdata), in `time` elements, in the address, or
 * printed near the story. The first of these that says a date is believed, and named as its source.
 */

import { momentInPath, parseMoment } from '../dates/moment.ts';
import {
  momentFromWritten,
  type DayMonthOrder,
  detectDayMonthOrder,
  type WrittenDate,
  writtenDates,
} from '../dates/writtenDate.ts';
import type { Moment } from '../document/record.ts';
import { type Element, elementsUnder, isBlock, lineOf, type HtmlPage } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';
import { purposeNames, purposeBits } from './purposes.ts';
import type { PageMetadata } from './metadata.ts';
import { publishedInScripts } from './scriptData.ts';
import type { StoryBlocks } from './selectStory.ts';

export interface PublicationDates {
  published?: Moment;
  modified?: Moment;
  /** Day and month may be meant the other way round, so that only the year is told. */
  ambiguous: boolean;
}

export interface StoryContext {
  shown: readonly Block[];
  story: StoryBlocks;
  url: string | undefined;
  domain: string | undefined;
  language: string | undefined;
}

const publishedNames = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'date',
  'dc.date',
  'dc:date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.date',
  'dcterms.issued',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'publication_date',
  'sw-pubdate',
  'parsely-pub-date',
  'sailthru.date',
  'article.published',
  'citation_publication_date',
  'citation_date',
  'bepress_citation_date',
  'originalpublicationdate',
];
const modifiedNames = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'dcterms.modified',
  'lastmod',
  'last-modified',
];

export function publicationDates(page: HtmlPage, metadata: PageMetadata, printed: StoryContext): PublicationDates {
  const order = detectDayMonthOrder(
    printed.shown.map(({ text }) => text),
    printed.language,
    printed.domain,
  );
  const read = (text: string | undefined, source: string) => momentIn(text, source, order, printed.language);
  const lines = datedLines(printed, order);
  const near = lines.filter(({ near }) => near);
  const published =
    read(metadata.article?.datePublished, 'json-ld') ??
    firstOf(publishedNames, (name) => read(metadata.meta.get(name), 'meta')) ??
    firstOf(marked(page), (text) => read(text, 'microdata')) ??
    read(metadata.pagePublished, 'json-ld') ??
    firstOf(
      near.filter(({ time, updated }) => time !== undefined && !updated),
      ({ time }) => read(time, 'time'),
    ) ??
    momentInPath(URL.parse(printed.url ?? '')?.pathname ?? '', 'url') ??
    printedDate(near) ??
    printedDate(lines.filter(({ labelled }) => labelled)) ??
    inTitle(metadata, order, printed.language) ??
    firstOf(publishedInScripts(page.scripts), (text) => read(text, 'script')) ??
    firstOf(lines, ({ time, updated }) => (updated ? undefined : read(time, 'time')));
  const modified =
    read(metadata.article?.dateModified, 'json-ld') ??
    firstOf(modifiedNames, (name) => read(metadata.meta.get(name), 'meta')) ??
    firstOf(near, ({ updated, time, date }) =>
      updated ? (read(time, 'time') ?? (date && certain(date))) : undefined,
    );
  const ambiguous = published?.precision === 'year' && near.some(({ date }) => date?.swappable);
  return {
    ...(published === undefined ? {} : { published }),
    ...(modified === undefined ? {} : { modified }),
    ambiguous,
  };
}

function firstOf<Item>(items: Iterable<Item>, read: (item: Item) => Moment | undefined): Moment | undefined {
  for (const item of items) {
    const moment = read(item);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

/** A value that is a date and little more. */
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

const certain = (date: WrittenDate): Moment | undefined =>
  date.swappable ? undefined : momentFromWritten(date, 'text');

/** What the page marks as its own date: microdata, RDFa and microformats. */
function* marked(page: HtmlPage): Generator<string> {
  for (const element of elementsUnder(page.root)) {
    const { itemprop, property, pubdate, datetime, content, title, class: names } = element.attributes;
    const says = /^(?:schema:)?datepublished$/i.test(itemprop ?? property ?? '') || pubdate !== undefined;
    if (says && element.tag !== 'meta') yield datetime ?? content ?? lineOf(element);
    else if (element.tag === 'abbr' && title !== undefined && /\bpublished\b/.test(names ?? '')) yield title;
  }
}

interface DatedLine {
  date?: WrittenDate;
  /** Of a `time` element. */
  time?: string;
  near: boolean;
  /** Its element or the text says that it is a date of publication. */
  labelled: boolean;
  updated: boolean;
}

const longestLine = 200;
const updatedWords =
  /updated|modified|aktualisiert|geändert|änderung|mis à jour|modifié|actualizad|modificad|aggiornat|atualizad|bijgewerkt|uppdaterad|oppdatert|opdateret|päivitetty|zaktualizowan|aktualizováno|обновлен|更新|수정/i;
const publishedWords =
  /publi|posted|written|created|date\b|datum|veröffentlicht|erstellt|erschienen|stand\b|geplaatst|publicerad|publisert|udgivet|julkaistu|opublikowan|zveřejněno|dodano|megjelen|közzé|objavljeno|опубликован|掲載|公開|发布|發布|입력|등록|نشر/i;
/** Lines of these parts of a page date something else. */
const elsewhere = ['comment', 'related', 'side', 'advert', 'newsletter'].map(
  (name) => 1 << purposeNames.indexOf(name as (typeof purposeNames)[number]),
);
const dated = 1 << purposeNames.indexOf('about');

/** The short lines of the page that have a date, those around the story first to last. */
function datedLines({ shown, story, language }: StoryContext, order: DayMonthOrder): DatedLine[] {
  const headline = shown.findLastIndex(
    ({ element }, i) => element.tag === 'h1' && i <= Math.max(0, story.first),
  );
  const start = story.first < 0 ? headline : Math.min(headline < 0 ? story.first : headline, story.first);
  return shown.flatMap((block, i): DatedLine[] => {
    const { text, element } = block;
    const time = timeAround(element, text);
    const inStory = i > story.first + 2 && i < story.last;
    if ((text.length > longestLine || inStory) && time === undefined)
      return i === story.first ? leadDate(text, order, language) : [];
    const date = text.length > longestLine ? undefined : writtenDates(text, order, language)[0];
    if (date === undefined && time === undefined) return [];
    const { hints, isElsewhere } = saidOf(element);
    if (isElsewhere) return [];
    const isNear = start >= 0 && i >= start - 8 && i <= story.last + 8 && !inStory;
    const before = text.slice(0, date?.index ?? text.length);
    const labelled =
      hints || publishedWords.test(before) || (date !== undefined && text.length - date.length < 12);
    const near = isNear && (labelled || text.length < 100);
    return [
      {
        ...(date && { date }),
        ...(time !== undefined && { time }),
        near,
        labelled,
        updated: updatedWords.test(before),
      },
    ];
  });
}

/** «27.1.2022 - At the memorial …»: a story that begins with its date. */
function leadDate(text: string, order: DayMonthOrder, language: string | undefined): DatedLine[] {
  const date = writtenDates(text.slice(0, 60), order, language)[0];
  if (
    date === undefined ||
    date.index > 25 ||
    !/^\W{0,3}\s?[-–—:|(]/.test(text.slice(date.index + date.length))
  )
    return [];
  return [{ date, near: true, labelled: true, updated: false }];
}

/** What the `time` element says that the line is in or has in it. */
function timeAround(element: Element, text: string): string | undefined {
  if (element.tag === 'time') return element.attributes.datetime ?? text;
  for (const inner of element.children) {
    if (typeof inner === 'string' || isBlock(inner)) continue;
    const time =
      inner.tag === 'time' ? (inner.attributes.datetime ?? lineOf(inner)) : timeAround(inner, text);
    if (time !== undefined) return time;
  }
  return undefined;
}

const farthest = 6;

function saidOf(element: Element): { hints: boolean; isElsewhere: boolean } {
  let hints = false;
  let up = 0;
  for (let at: Element | undefined = element; at !== undefined && up < farthest; at = at.parent, up++) {
    const { class: names = '', id = '' } = at.attributes;
    if (at.tag === 'article' || at.tag === 'main' || at.tag === 'body') break;
    if (at.tag === 'aside' || at.tag === 'nav' || at.tag === 'form') return { hints, isElsewhere: true };
    if (names === '' && id === '') continue;
    const bits = purposeBits(`${names} ${id}`);
    if (elsewhere.some((bit) => bits & bit)) return { hints, isElsewhere: true };
    if (up < 3 && bits & dated) hints = true;
  }
  return { hints, isElsewhere: false };
}

/** The best of printed lines: one that calls itself the date of publication, else the first that is no update. */
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

function inTitle(
  { pageTitle, meta }: PageMetadata,
  order: DayMonthOrder,
  language: string | undefined,
): Moment | undefined {
  return firstOf([pageTitle, meta.get('og:title')], (title) => {
    const written = writtenDates(title ?? '', order, language)[0];
    return written && certain(written);
  });
}
