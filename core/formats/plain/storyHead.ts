/**
 * Reads the short lines that press offices and word processors set above a text: what kind of release it is,
 * an embargo, and a date on a line of its own.
 */

import { dayOf, daysAfter } from '../../dates/interval.ts';
import { buildContent, type ContentFields } from '../../document/buildContent.ts';
import type { Content, Moment, Paragraph } from '../../document/record.ts';
import { isByline } from '../../text/byline/byline.ts';
import { bylineBehindDate, momentBehindByline, momentOfLine, updateOfLine } from './dateLine.ts';
import { type Embargo, embargoInHeadline, embargoOfLine, withEmbargo } from './embargo.ts';
import { flagsOfHeadline } from './notices.ts';
import { behindReleaseLabel, letterheadLength } from './releaseLabel.ts';
import { dayOfRunningHead } from './runningHead.ts';

type HeadLine = Pick<Paragraph, 'role' | 'text'>;

export interface StoryHead<Line> {
  /** "FOR IMMEDIATE RELEASE" */
  kicker?: string;
  published?: Moment;
  /** Where another date is that of publication. */
  modified?: Moment;
  /** A line with a day that is still to come, which stays in the text. */
  ahead?: Line;
  embargo?: Embargo;
  /** The lines without those that say this. */
  rest: Line[];
}

/** The lines of a head, and the characters of each. */
const mostLines = 8;
const longestLine = 120;
/** The first lines that may say what kind of release it is. */
const mostReleases = 3;
/** Lines below the head among which another date shows a chronology. */
const mostBelow = 200;

/** A day further ahead, which nothing labels, is when something will take place. */
const mostDaysAhead = 3;

/**
 * What the lines at the head of a text say about it. A line that says it is taken out.
 * @param given the lines of the text, or its paragraphs
 * @param put when the text was put, in milliseconds since 1970
 * @param known the text's date, if something else says it: then a line with a date stays
 */
export function readHead<Line extends HeadLine>(
  given: readonly Line[],
  put: number,
  known?: Moment,
): StoryHead<Line> {
  const lines = [...given.slice(0, mostLines).flatMap(withBylineApart), ...given.slice(mostLines)];
  const end = lines.findIndex(({ text }, i) => i >= mostLines || text.length > longestLine);
  const head = end < 0 ? lines : lines.slice(0, end);
  const letterhead = head.slice(0, letterheadLength(head.map(({ text }) => text)));
  if (letterhead.length > 0)
    return belowLetterhead(letterhead, readHead(lines.slice(letterhead.length), put, known));
  const below = lines.slice(head.length);
  const found: Omit<StoryHead<Line>, 'rest'> = {};
  const near = known?.value ?? dayOf(put);
  const last = daysAfter(dayOf(put), mostDaysAhead);
  const datesStay = known !== undefined || isChronology(lines.slice(0, head.length + mostBelow));
  const rest = head.filter((line, i) => {
    if (takeEmbargo(found, line, near) || (i < mostReleases && takeRelease(found, line))) return false;
    if (!datesStay && takeUpdate(found, line, last)) return false;
    const date = datesStay ? undefined : dateOfLine(lines, i);
    return date === undefined || !takeDate(found, line, date, { last, isOnly: head.length === 1 });
  });
  if (found.published === undefined && found.modified !== undefined) {
    found.published = found.modified;
    delete found.modified;
  }
  const { embargo, published } = found;
  if (embargo !== undefined && published !== undefined)
    found.embargo = { ...embargo, until: embargoOfLine(embargo.line, published.value) ?? embargo.until };
  return rest.length + below.length === 0 ? { rest: [...lines] } : { ...found, rest: [...rest, ...below] };
}

/** The letterhead stands before what kind of release it is. */
function belowLetterhead<Line extends HeadLine>(
  letterhead: readonly Line[],
  head: StoryHead<Line>,
): StoryHead<Line> {
  if (head.kicker === undefined) return { ...head, rest: [...letterhead, ...head.rest] };
  const sender = letterhead.map(({ text }) => text).join(' · ');
  return { ...head, kicker: `${sender} · ${head.kicker}` };
}

/** "Posted on 3 May 2004 by Jane Doe" are two lines in one. */
function withBylineApart<Line extends HeadLine>(line: Line): Line[] {
  const byline = bylineBehindDate(line.text);
  if (byline === undefined) return [line];
  return [line.text.slice(0, -byline.length).trimEnd(), byline].map((text) => ({ ...line, text }));
}

type FoundInHead = Omit<StoryHead<HeadLine>, 'rest'>;

/** Whether the line states the end of the embargo. */
function takeEmbargo(found: FoundInHead, { text }: HeadLine, near: string): boolean {
  const until = found.embargo === undefined ? embargoOfLine(text, near) : undefined;
  if (until !== undefined) found.embargo = { line: text, until };
  return until !== undefined;
}

/** Whether the line says what kind of release the text is. */
function takeRelease(found: FoundInHead, { text }: HeadLine): boolean {
  const release = releaseOfLine(text);
  if (release === undefined) return false;
  found.kicker = found.kicker === undefined ? text : `${found.kicker} · ${text}`;
  if (found.published === undefined) Object.assign(found, release);
  return true;
}

/** The date of a line of the head, and what the line is that has it. */
interface LineDate {
  moment: Moment;
  kind: 'date' | 'dateline' | 'running head' | 'byline';
}

/**
 * Whether the line says only when the text was published.
 * @param last the last day on which it may have been published
 * @param isOnly whether the head has no other line
 */
function takeDate<Line extends HeadLine>(
  found: Omit<StoryHead<Line>, 'rest'>,
  line: Line,
  { moment, kind }: LineDate,
  { last, isOnly }: { last: string; isOnly: boolean },
): boolean {
  if (found.embargo === undefined && moment.value.slice(0, last.length) > last) {
    found.ahead ??= line;
    return false;
  }
  if (found.published !== undefined) return false;
  found.published = moment;
  // A lone date above a text is its headline.
  return kind === 'running head' || (kind === 'date' && !isOnly);
}

/** Whether the line says when the text was updated, and nothing else but perhaps when it was published. */
function takeUpdate(found: FoundInHead, { text }: HeadLine, last: string): boolean {
  const dates = updateOfLine(text);
  const isAhead = ({ value }: Moment) => value.slice(0, last.length) > last;
  if (dates === undefined || Object.values(dates).some(isAhead)) return false;
  Object.assign(found, { ...dates, ...found });
  return true;
}

function dateOfLine(lines: readonly HeadLine[], i: number): LineDate | undefined {
  const { role, text } = lines[i] as HeadLine;
  const dated = role === 'list' ? undefined : momentOfLine(text);
  if (dated !== undefined) return { moment: dated.moment, kind: dated.hasPlace ? 'dateline' : 'date' };
  const running = i === 0 ? runningDay(lines) : undefined;
  if (running !== undefined) return { moment: running, kind: 'running head' };
  const behind = momentBehindByline(text);
  return behind && { moment: behind, kind: 'byline' };
}

/** A text with several lines of dates is a chronology. */
function isChronology(lines: readonly HeadLine[]): boolean {
  let dates = 0;
  const isDate = (text: string) =>
    momentOfLine(text)?.hasPlace === false && embargoOfLine(text) === undefined;
  return lines.some(({ text }) => isDate(text) && ++dates > 1);
}

/** The content of a text below its head, held back as its head or its headline says. */
export function contentBelowHead(head: StoryHead<unknown>, fields: ContentFields): Content {
  const published = fields.published ?? head.published;
  const [kicker, modified] = [fields.kicker ?? head.kicker, fields.modified ?? head.modified];
  const content = buildContent({ ...fields, kicker, published, modified });
  content.quality.flags.push(...flagsOfHeadline(content.title));
  return withEmbargo(content, head.embargo ?? embargoInHeadline(content.title, published?.value));
}

/** Whether a line of a head is a line of its own, whatever is above and below it. */
export function standsAlone(line: string): boolean {
  return (
    line.length <= longestLine &&
    (isByline(line) ||
      releaseOfLine(line) !== undefined ||
      momentOfLine(line)?.hasPlace === false ||
      updateOfLine(line) !== undefined ||
      bylineBehindDate(line) !== undefined ||
      embargoOfLine(line) !== undefined)
  );
}

/** Whether a line begins with a word in lower case, which goes on with the sentence of the line above. */
export const goesOn = (line: string): boolean => /^\p{Ll}+[ ,]/u.test(line);

/** Whether a line has a place and a day, and nothing else. */
export const isPlaceAndDay = (line: string): boolean => momentOfLine(line)?.hasPlace === true;

/** "Press release" alone or with a date. */
function releaseOfLine(line: string): { published?: Moment } | undefined {
  const rest = behindReleaseLabel(line);
  if (rest === undefined) return undefined;
  if (rest === '') return {};
  const published = momentOfLine(rest)?.moment;
  return published && { published };
}

/** The day of the first line, if that is a running head. Two such lines are rows of a table. */
function runningDay([first, second]: readonly HeadLine[]): Moment | undefined {
  if (first === undefined || second === undefined) return undefined;
  return dayOfRunningHead(second.text) === undefined ? dayOfRunningHead(first.text) : undefined;
}
