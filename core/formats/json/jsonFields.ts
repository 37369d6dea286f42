/** Reads fields of JSON objects in the shapes in which programs write texts, names, dates and bodies. */

import { parseMoment, withCentury } from '../../dates/moment.ts';
import { detectDayMonthOrder, momentFromWritten, writtenDates } from '../../dates/writtenDate.ts';
import type { Content, Moment, Paragraph } from '../../document/record.ts';
import type { Refusal } from '../../errors.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { parseBody, withoutShortcodes } from '../../markup/bodyFragment.ts';
import { isMarkup, lineOfMarkup } from '../../markup/htmlFragment.ts';
import { authorsOrText } from '../../text/byline/names.ts';
import { declaredLanguage } from '../../text/language.ts';
import { tidy } from '../../text/tidy.ts';
import { wordList } from '../../text/wordSet.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { linesToParagraphs, splitLines } from '../plain/paragraphs.ts';

/** Longer lists of authors or subjects are cut. */
const longestList = 100;

/** A value as a list; `null` and `undefined` are an empty list. */
export function asList(value: unknown): unknown[] {
  return Array.isArray(value)
    ? value.slice(0, longestList)
    : value === undefined || value === null
      ? []
      : [value];
}

/**
 * Fields of an object that contain its text: names, values, HTML rendered by content systems, MongoDB's
 * extended JSON, the accounts of social networks, the headlines of newspapers.
 */
const textFields = wordList`
  name display_name displayName value rendered $oid $date @value username handle main basic original
`;

function rawText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (!isObject(value)) return undefined;
  const found = textFields
    .map((field) => value[field])
    .find((each) => (typeof each === 'string' && each.trim() !== '') || typeof each === 'number');
  return found === undefined ? undefined : String(found);
}

/** What pandas, databases and spreadsheets write for a value that is missing. */
const missing = /^(?:nan|NaN|None|null|NULL|\\N|#?N\/A|n\/a|undefined)?$/;

/** A text, a number, or the name of an object, as tidied text. Returns `undefined` if there is none. */
export function textOfValue(value: unknown): string | undefined {
  const raw = rawText(value);
  const text = raw === undefined ? '' : tidy(raw).trim();
  return missing.test(text) ? undefined : text;
}

/** Like `textOfValue`, in one line and without the tags that headlines, names and summaries can contain. */
export function lineOfValue(value: unknown): string | undefined {
  const line = lineOfMarkup(textOfValue(value) ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? undefined : line;
}

/** The text of the first of these fields that has one. */
export function textField(record: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOfValue(record[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The line (`lineOfValue`) of the first of these fields that has one. */
export function lineField(record: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const line = lineOfValue(record[name]);
    if (line !== undefined) return line;
  }
  return undefined;
}

/**
 * The names in a list, or in a text with commas or semicolons, without duplicates. A number is the key of a
 * name in a database.
 */
export function namesField(record: JsonObject, fields: readonly string[]): string[] {
  const value = fields.map((field) => record[field]).find((found) => found !== undefined && found !== null);
  const list = typeof value === 'string' ? value.split(/,|(?<!&[\w#]{1,8});/, longestList) : asList(value);
  const names = list.flatMap((each) =>
    typeof each === 'number' ? [] : (lineOfValue(valueOfPair(each)) ?? []),
  );
  return [...new Set(names)];
}

/** Of a keyword with its kind, `{"name": "subject", "value": "Harbors"}`, the keyword. */
const valueOfPair = (keyword: unknown): unknown =>
  isObject(keyword) && typeof keyword.name === 'string' && typeof keyword.value === 'string'
    ? keyword.value
    : keyword;

/**
 * The first of these fields that has a date: one that `parseMoment` reads, or seconds or milliseconds since
 * 1970 (ten or thirteen digits: 2001 to 2286).
 */
export function momentField(
  record: JsonObject,
  fields: readonly string[],
  source: string,
): Moment | undefined {
  for (const field of fields) {
    const text = textOfValue(record[field]);
    const found = text === undefined ? undefined : parseMoment(epochToIso(text) ?? text, source);
    if (found !== undefined) return field.endsWith('_gmt') ? inUtc(found) : found;
  }
  return undefined;
}

/** WordPress says the zone of "date_gmt" by its name. */
function inUtc(moment: Moment): Moment {
  const { value, tzKnown } = moment;
  return tzKnown || !value.includes('T') ? moment : { ...moment, value: `${value}Z`, tzKnown: true };
}

/** What helps to read a date such as 03/05/2021. */
export interface DateContext {
  /** The record's language tag. */
  language: string | undefined;
  domain: string | undefined;
}

/**
 * Like `momentField`, and also reads dates as people write them ("3. Mai 2021", "25/03/2021"). A date in
 * which either number may be the day is not guessed: the record stays undated, and `ambiguous` is true.
 * `unread` is true if a date is stated that is in no known form.
 */
export function dateField(
  record: JsonObject,
  fields: readonly string[],
  { language, domain }: DateContext,
): { moment?: Moment; ambiguous?: boolean; unread?: boolean } {
  const moment = momentField(record, fields, 'document');
  if (moment !== undefined) return { moment };
  const order = detectDayMonthOrder([], language, domain);
  let unread = false;
  for (const field of fields) {
    const text = withCentury(textOfValue(record[field]) ?? '');
    if (text.length > maxDateLength) continue;
    const [date] = writtenDates(text, order, language);
    if (date?.swappable) return { ambiguous: true };
    if (date !== undefined) return { moment: momentFromWritten(date, 'document') };
    unread ||= !noDate.test(text);
  }
  return { unread };
}
/** What programs write where there is no date. */
const noDate = /^(?:[\s0:./TZ-]*|null|none|na[nt]|n\/?a|undefined|unknown)$/i;
const maxDateLength = 64;

function epochToIso(text: string): string | undefined {
  if (!/^[1-9]\d{9}(?:\d{3})?$/.test(text)) return undefined;
  const time = new Date(text.length === 10 ? Number(text) * 1000 : Number(text));
  return time.toISOString().replace('.000Z', 'Z');
}

/** The language that the first of the fields states; `undefined` if none is a language tag. */
export function languageField(
  record: JsonObject,
  fields: readonly string[],
): Content['language'] | undefined {
  return declaredLanguage(textField(record, fields));
}

/**
 * The paragraphs of a body in plain text or HTML. HTML has the limits of a page.
 *
 * @param shown texts that the record has elsewhere (title, standfirst); they are not repeated
 */
export function bodyParagraphs(text: string, shown: readonly (string | undefined)[]): Paragraph[] | Refusal {
  if (!isMarkup(text)) return linesToParagraphs(splitLines(withoutShortcodes(text)));
  const page = parseBody(text);
  return 'code' in page ? page : paragraphsOfPage(page, shown);
}

/**
 * Byline and authors from one text or several. A text in which no name is recognised counts as a name itself.
 */
export function bylineFields(list: readonly string[]): { byline?: string; authors: string[] } {
  if (list.length === 0) return { authors: [] };
  return { byline: list.join(', '), authors: [...new Set(list.flatMap(authorsOrText))] };
}
