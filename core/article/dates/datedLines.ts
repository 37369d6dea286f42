/** Finds the lines of a page that have a date, and whether each is the date of the story's publication. */

import { dayMilliseconds, existsInCalendar } from '../../dates/calendar.ts';
import { type DayMonthOrder, type WrittenDate, writtenDates } from '../../dates/writtenDate.ts';
import type { HtmlPage } from '../../markup/htmlTree.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { anyOf } from '../../text/anyOf.ts';
import { isByline } from '../../text/byline/byline.ts';
import type { Block } from '../blocks.ts';
import { commentsHeadingAt } from '../foreign/commentSection.ts';
import { headlineIndex, type StoryContext } from '../storyContext.ts';
import { publicationWords, updateWords } from './dateLabels.ts';
import { purposeOf } from './datePurpose.ts';
import { dateOf, isNamedForUpdate, timeOf, timesIn } from './timeElements.ts';

export interface DatedLine {
  date?: WrittenDate;
  /** The date of a `time` element. */
  time?: string;
  /** Whether the line is near the story. */
  near: boolean;
  /** Whether it is between the headline and the first lines of the story, or one of these. */
  underHeadline: boolean;
  /** Whether its element or text marks it as a date of publication. */
  labelled: boolean;
  /** Whether its text marks it as the date of an update, or its element does beside a date of publication. */
  updated: boolean;
  /** Whether the names of its element say that it is the date of an update. */
  namedUpdate: boolean;
  /** Whether it may belong to something else: in a box, a teaser or the like, or a sentence of the story. */
  elsewhere: boolean;
  /** How many blocks it is away from the start or the end of the story. */
  distance: number;
}

const maxLineLength = 200;
/** Characters beside the date of a line that nothing marks as the story's: a caption has more. */
const maxBesideDate = 45;
/** A label of the date of an update. */
export const updatedLabel = new RegExp(`${updateWords}|更新|수정`, 'i');
const publicationLabels = `${publicationWords}|${anyOf`
  date\b, datum, stand\b, 掲載, 公開, 发布, 發布, 입력, 등록, نشر
`}`;
const publishedLabel = new RegExp(publicationLabels, 'iu');
/** The same just before a date. */
const labelBeforeDate = new RegExp(
  String.raw`(?:${publicationLabels})\p{L}{0,20}(?:\s(?:on|am|le|el|il|em|op|den))?\s?:?\s*$`,
  'iu',
);
/** Alone, the state of a text is its publication; beside that, it is an update. */
const stateLabel = /(?<!\p{L})stand:?\s*$/iu;
/** What archives of pages say of when they took a page. */
const captureWords = anyOf`
  captures?, snapshots?, cached?, saved from, archived (?:on|from|at), retrieved (?:on|from),
  archiviert am, archivée? le, archivad[oa] el, archiviat[oa] il
`;
const captureLine = new RegExp(String.raw`(?<!\p{L})(?:${captureWords})(?!\p{L})`, 'iu');
/** Blocks before a date that may say so. */
const blocksOfCapture = 2;
/** The web had no news before. */
const firstWebYear = 1995;
/** Blocks before and after the story that are near it. */
const blocksNear = 8;
/** How many blocks before the headline a line still belongs to it, whatever names its elements have. */
const blocksAtHeadline = 3;

/** The short lines of the page that have a date, in page order. */
export function datedLines(page: HtmlPage, context: StoryContext, order: DayMonthOrder): DatedLine[] {
  const { visibleBlocks, story } = context;
  const times = timesIn(page);
  const comments = commentsHeadingAt(visibleBlocks, story.first);
  const headline = headlineIndex(visibleBlocks, story);
  const start = story.first < 0 ? headline : Math.min(headline < 0 ? story.first : headline, story.first);
  const read = comments < 0 ? visibleBlocks : visibleBlocks.slice(0, comments);
  const lines = read.flatMap(({ text, element }, i) => {
    const inner = times.get(element);
    const time = timeOf(element, () => text) ?? (inner && dateOf(inner));
    const inStory = i > story.first + 2 && i < story.last;
    if (time !== undefined || (text.length <= maxLineLength && !inStory)) {
      const dates = text.length > maxLineLength ? [] : writtenDates(text, order, context.language);
      return withSecondDate(datedLine(context, order, { i, start, time, inStory, dates }), text, dates);
    }
    const opensStory = i >= story.first && i <= story.first + 2;
    return opensStory ? leadDate(text, i === story.first, order, context.language) : [];
  });
  // Many pages name their only date so.
  const isPublished = lines.some((line) => line.underHeadline && !line.updated && !line.namedUpdate);
  return isPublished ? lines.map((line) => (line.namedUpdate ? { ...line, updated: true } : line)) : lines;
}

/** The line as found, and as that of its second date if labels say that one of the two is of an update. */
function withSecondDate(
  line: DatedLine | undefined,
  text: string,
  [, date]: readonly WrittenDate[],
): DatedLine[] {
  if (line?.date === undefined || date === undefined) return line ? [line] : [];
  const { time: _, ...printed } = line;
  const between = text.slice(line.date.index + line.date.length, date.start);
  const updated = updatedLabel.test(between);
  const isUpdate = line.updated || stateLabel.test(text.slice(0, line.date.start));
  const isOther = isUpdate ? !updated && labelBeforeDate.test(between) : updated;
  if (!isOther) return [line];
  const near = updated || line.distance <= blocksNear;
  return [
    { ...line, updated: isUpdate },
    { ...printed, date, near, labelled: true, updated },
  ];
}

/** A line of the page, by its place. */
interface PlacedLine {
  /** Which of the visible blocks it is. */
  i: number;
  /** The block with which the headline or the story begins; negative if none does. */
  start: number;
  /** The date of the `time` element that is or contains it. */
  time: string | undefined;
  inStory: boolean;
  /** Those in its text; none in a text that is no line. */
  dates: readonly WrittenDate[];
}

/** The line, if it has a date that may be the story's. */
function datedLine(
  { visibleBlocks, story, language, put }: StoryContext,
  order: DayMonthOrder,
  { i, start, time, inStory, dates }: PlacedLine,
): DatedLine | undefined {
  const { text, element } = visibleBlocks[i] as Block;
  const opensStory = start >= 0 && i <= story.first + 1;
  const atHeadline = opensStory && i >= start - blocksAtHeadline;
  const mayBeShort = atHeadline && text.length <= maxLineLength;
  const date = dates[0] ?? (mayBeShort ? shortDate(text, put, order, language) : undefined);
  if (date === undefined && time === undefined) return undefined;
  const { isPublicationDate, isElsewhere, isComment, isPicture } = purposeOf(element);
  const before = text.slice(0, date?.start ?? text.length);
  const isLabelledTime = atHeadline && time !== undefined && endsInLabel(before);
  if (isComment || (isPicture && !isLabelledTime)) return undefined;
  if (isRange(text, dates) || isCapture(visibleBlocks, i)) return undefined;
  const beside = text.length - (date?.length ?? 0);
  const labelled = isPublicationDate || publishedLabel.test(before) || (date !== undefined && beside < 12);
  // "The act was signed into law on August 14, 1935"; archives have "By Jane Doe, March 3, 1989".
  const isOld = date !== undefined && date.year < firstWebYear && time === undefined;
  if (isOld && !labelled && !isByline(text)) return undefined;
  const isNear = start >= 0 && i >= start - blocksNear && i <= story.last + blocksNear && !inStory;
  return {
    ...omitUndefined({ date, time }),
    near: isNear && (labelled || beside < maxBesideDate),
    underHeadline: opensStory && i >= start,
    labelled,
    updated: updatedLabel.test(before),
    namedUpdate: isNamedForUpdate(element),
    elsewhere: isElsewhere && !atHeadline,
    distance: i < start ? start - i : i > story.last ? i - story.last : 0,
  };
}

/**
 * Whether a label is the last word of a text. It may follow a name directly, as a line joins the texts of its
 * elements: "Jane DoePublished: 3 May 2021".
 */
function endsInLabel(text: string): boolean {
  const label = labelBeforeDate.exec(text);
  if (label === null) return false;
  const [before = '', first = ''] = [text.slice(0, label.index).at(-1), label[0].at(0)];
  return !/\p{L}/u.test(before) || (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(first));
}

/** "28.01.22" */
const shortYear = /(?<![\d.:])(\d{2})\.(\d{2})\.(\d{2})(?![\d:]|\.\d)/;
/** Languages in which the year may come first; an unknown one may be among them. */
const yearFirst = /^(?:ja|ko|zh|hu|lt|und)(?![a-z])/i;

/**
 * The date of a line whose year has two digits, at its start or after a label: others may be versions.
 * @param put when the page was put: it has no later date, except the next day's, which may have begun where
 * it was written
 */
function shortDate(
  text: string,
  put: number,
  order: DayMonthOrder,
  language = 'und',
): WrittenDate | undefined {
  const found = shortYear.exec(text);
  if (found === null || order === 'month-first' || yearFirst.test(language)) return undefined;
  const [day = 0, month = 0, digits = 0] = found.slice(1).map(Number);
  const isFuture = Date.UTC(2000 + digits, month - 1, day) > put + dayMilliseconds;
  const year = digits + (isFuture ? 1900 : 2000);
  const isDate = year >= firstWebYear && existsInCalendar(year, month, day);
  if (!isDate || (found.index > 0 && !endsInLabel(text.slice(0, found.index)))) return undefined;
  const { index } = found;
  return { index, start: index, length: found[0].length, year, month, day, swappable: false };
}

/** Whether the line is a span of time, such as that of an event: "3 February 2012 – 4 May 2019". */
function isRange(text: string, [from, to]: readonly WrittenDate[]): boolean {
  return (
    from !== undefined &&
    to !== undefined &&
    /^ ?[-–—] ?$/.test(text.slice(from.index + from.length, to.index))
  );
}

/** Whether the line, or one just before it, says that an archive took the page then. */
function isCapture(visibleBlocks: readonly Block[], i: number): boolean {
  return visibleBlocks
    .slice(Math.max(0, i - blocksOfCapture), i + 1)
    .some(({ text }) => text.length <= maxLineLength && captureLine.test(text));
}

/**
 * The date at the beginning of a story: "27.1.2022 - At the memorial …". After its standfirst it must begin a
 * paragraph and be cut off from its sentence; as it may still be what the story tells of, it counts only if
 * the page has no other.
 */
function leadDate(
  text: string,
  isFirst: boolean,
  order: DayMonthOrder,
  language: string | undefined,
): DatedLine[] {
  const date = writtenDates(text.slice(0, 60), order, language)[0];
  if (date === undefined || date.index > (isFirst ? 25 : 0)) return [];
  const cut = isFirst ? /^\W{0,3}\s?[-–—:|(]/ : /^\s?[-–—|]\s?\P{L}?\p{Lu}/u;
  if (!cut.test(text.slice(date.index + date.length))) return [];
  const place = {
    near: isFirst,
    underHeadline: isFirst,
    labelled: isFirst,
    elsewhere: !isFirst,
    distance: 0,
  };
  return [{ date, ...place, updated: false, namedUpdate: false }];
}
