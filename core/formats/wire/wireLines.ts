/** The lines around the stories that agencies transmit in plain text: how a message begins and ends. */

import { parseMoment } from '../../dates/moment.ts';
import { momentFromWritten, writtenDates } from '../../dates/writtenDate.ts';
import type { Moment } from '../../document/record.ts';

/** Telegraphs begin and end a message so; a header may follow on the same line, but no sentence. */
const opening = /^ZCZC(?=[\s\d]|$)(?!.{0,200}(?: \p{Ll}{2,20}){3})\s?/u;
export const isOpening = (line: string): boolean => opening.test(line);
export const closing = /(?:^|\s)NNNN$/;

/** IPTC 7901, with sender and number, priority, category and words: "bdt0123 4 pl 231  dpa 0456". */
const iptc =
  /^(?<sender>[A-Za-z]{3,4})\d{3,4} (?<priority>[1-9]) [A-Za-z]{1,3} \d{1,5}(?: +(?<info>\S.{0,99}))?$/;
/** ANPA 1312, with priority, category, keyword, day and words: "r a BC-HarborFire 05-03 0231". */
const anpa = /^(?<priority>[a-z]) [a-z]{1,2} ?(?:AM|PM|BC|AP)-\S.{0,99} \d{1,2}-\d{1,2}(?: \d{1,5})?$/i;
const anpaWithoutPriority = /^(?:AM|PM|BC)-\S.{0,99} (?:0?\d|1[0-2])-[0-3]?\d (?!(?:19|20)\d\d$)\d{3,5}$/i;
/** The line above: service and number, "a0123-----". */
const service = /^[A-Za-z]\d{4}[\w -]{0,20}$/;
/** Flash, bulletin, urgent, regular, deferred. */
const priorities = 'fburd';

export type WireLayout = 'iptc' | 'anpa' | 'telegraph';

export interface WireHeader {
  layout: WireLayout;
  urgency?: number;
  /** Words among which may be the agency's name. */
  senders: string[];
}

/** What a header says; `undefined` if the line is none. */
export function headerOf(written: string): WireHeader | undefined {
  const line = written.replace(opening, '');
  const { sender, priority, info = '' } = iptc.exec(line)?.groups ?? {};
  if (sender !== undefined)
    return { layout: 'iptc', urgency: Number(priority), senders: [...info.split(/[ -]/, 2), sender] };
  const found = anpa.exec(line) ?? anpaWithoutPriority.exec(line);
  if (found === null) return undefined;
  const place = priorities.indexOf(found.groups?.priority?.toLowerCase() ?? ' ');
  return { layout: 'anpa', senders: [], ...(place >= 0 && { urgency: place + 1 }) };
}

/** Whether the line stands above a header. */
export const isAboveHeader = (line: string, next: string): boolean =>
  service.test(line.replace(opening, '')) && headerOf(next)?.layout === 'anpa';

/**
 * A keyword line without a header begins a message only if it has what no headline has: the sign of a line,
 * the number of words, the version, or a keyword in capitals.
 */
const keywordLines = [
  /^\^(?:AM|PM|BC|AP)-\S/,
  /^(?:AM|PM|BC)-[^.!?]{1,99},(?!(?:19|20)\d\d)\d{2,4}<?$/,
  /^(?:AM|PM|BC)-[^.!?]{1,99}, (?:\d\w\w Ld|Advisory|ADVISORY)/,
  /^(?:AM|PM|BC)-[A-Z](?:[^a-z\s]{3,79}$|[A-Z\d]{2,}[-:](?!\s))/,
];
export const isKeywordLine = (line: string): boolean => keywordLines.some((keywords) => keywords.test(line));

/** Whether a header begins at a line. */
export const hasHeader = (line: string, next: string): boolean =>
  headerOf(line) !== undefined || isAboveHeader(line, next);

/** Whether the first message of a file, or the one after another, begins at a line. */
export const beginsMessage = (line: string, next: string): boolean =>
  isOpening(line) || hasHeader(line, next) || isKeywordLine(line);

const clock = String.raw`(?<hour>\d\d):?(?<minute>\d\d)`;
const zone = '(?<zone>[A-Z]{2,4})';
const sender = '(?<sender>[A-Z]{2,5})';
const stamps = [
  // IPTC 7901: "031530 GMT Mai 21".
  String.raw`(?:${sender} )?(?<day>\d\d)${clock} (?:${zone} )?(?<month>\p{L}{3,9})\.? (?<year>\d\d|\d{4})`,
  // ANPA 1312: "AP-WF-05-03-21 1419GMT".
  String.raw`${sender}-[A-Z]{2,3}-(?<number>\d\d)-(?<day>\d\d)-(?<year>\d\d) ${clock}${zone}`,
  String.raw`(?<day>\d\d)-(?<month>\p{L}{3,4})-(?<year>\d\d) ${clock}`,
  String.raw`[A-Z]{2,5}\d{3,5} +(?<year>\d{4})-(?<number>\d\d)-(?<day>\d\d)/${clock}`,
  // Which number is the day is not known.
  String.raw`[A-Z]{2,5}-\d\d:\d\d-\d\d-\d\d-\d\d`,
].map((stamp) => new RegExp(`^${stamp}$`, 'u'));
const longestStamp = 40;

/** A last line without the signs that end it. */
export const withoutEnd = (line: string): string => line.replace(closing, '').replace(/<$/, '').trim();

/** Whether a line is the last one of a message: its time, or "NNNN". */
export function isEnd(line: string): boolean {
  const text = line.length > longestStamp ? '' : withoutEnd(line);
  return closing.test(line) || stamps.some((stamp) => stamp.test(text));
}

/** When and by whom a message was sent; `undefined` if the line is no stamp. */
export function stampOf(line: string): { sent?: Moment; sender?: string } | undefined {
  if (line.length > longestStamp) return undefined;
  const found = stamps.map((stamp) => stamp.exec(line)).find((match) => match !== null);
  if (found === undefined) return undefined;
  const { day, month, number, year = '', hour, minute, zone = '', sender: by } = found.groups ?? {};
  const inFull = year.length > 2 ? year : `${Number(year) < 70 ? 20 : 19}${year}`;
  const date = month === undefined ? `${inFull}-${number}-${day}` : dayNamed(`${day} ${month} ${inFull}`);
  const time = `${date} ${hour}:${minute}`;
  const sent = parseMoment(`${time} ${zone}`, 'text') ?? parseMoment(time, 'text');
  return { ...(sent && { sent }), ...(by && { sender: by }) };
}

/** English first: in all languages together "Mar" is no month. */
function dayNamed(day: string): string | undefined {
  const [date] = writtenDates(day);
  return (parseMoment(day, '') ?? (date && momentFromWritten(date, '')))?.value;
}
