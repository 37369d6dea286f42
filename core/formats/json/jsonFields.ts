/** Fields of JSON objects as programs write them: a name in many shapes, a moment in several. */

import { parseMoment } from '../../dates/moment.ts';
import type { Content, Moment, Paragraph } from '../../document/record.ts';
import type { Refusal } from '../../errors.ts';
import { isMarkup, lineOfMarkup, parseFragment } from '../../markup/htmlFragment.ts';
import { authorsInByline } from '../../text/byline.ts';
import { languageTag } from '../../text/language.ts';
import { tidy } from '../../text/tidy.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import { linesOf, paragraphsOf } from '../plain/paragraphs.ts';

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Longer lists than these are cut: no story has as many authors or subjects. */
const longestList = 100;

/** `null` counts as absent. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value)
    ? value.slice(0, longestList)
    : value === undefined || value === null
      ? []
      : [value];
}

/** Where an object stands for its text: a name, a value, HTML that a content system rendered, MongoDB's extended JSON. */
const textFields = ['name', 'value', 'rendered', '$oid', '$date', '@value'];

function rawText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (!isObject(value)) return undefined;
  const found = textFields
    .map((field) => value[field])
    .find((each) => typeof each === 'string' || typeof each === 'number');
  return found === undefined ? undefined : String(found);
}

/** A text, a number as it is written, or what an object is called; tidied. Nothing for white space. */
export function textOf(value: unknown): string | undefined {
  const raw = rawText(value);
  const text = raw === undefined ? '' : tidy(raw).trim();
  return text === '' ? undefined : text;
}

/** The first of the names that holds a text. */
export function textUnder(record: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(record[name]);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The same in one line without tags: headlines and summaries come with them. */
export function lineUnder(record: JsonObject, names: readonly string[]): string | undefined {
  const text = textUnder(record, names);
  const line = text === undefined ? '' : lineOfMarkup(text).replace(/\s+/g, ' ').trim();
  return line === '' ? undefined : line;
}

/** What a list, or a text with commas, names; each once. */
export function namesUnder(record: JsonObject, fields: readonly string[]): string[] {
  const value = fields.map((field) => record[field]).find((found) => found !== undefined && found !== null);
  const list = typeof value === 'string' ? value.split(',') : listOf(value);
  return [...new Set(list.flatMap((each) => textOf(each) ?? []))].slice(0, longestList);
}

/** As RFC 3339 and the other ways of `parseMoment`, or as seconds or milliseconds since 1970 (ten or thirteen digits: 2001 to 2286). */
export function momentUnder(
  record: JsonObject,
  fields: readonly string[],
  source: string,
): Moment | undefined {
  for (const field of fields) {
    const text = textOf(record[field]);
    const found = text === undefined ? undefined : parseMoment(sinceEpoch(text) ?? text, source);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sinceEpoch(text: string): string | undefined {
  if (!/^[1-9]\d{9}(?:\d{3})?$/.test(text)) return undefined;
  const time = new Date(text.length === 10 ? Number(text) * 1000 : Number(text));
  return time.toISOString().replace('.000Z', 'Z');
}

export function languageUnder(
  record: JsonObject,
  fields: readonly string[],
): Content['language'] | undefined {
  const tag = languageTag(textUnder(record, fields));
  return tag === undefined ? undefined : { tag, source: 'document', confidence: 0.9 };
}

/** A body in plain text or HTML, which is told by its tags. Its limits are those of a page. */
export function bodyOf(text: string, shown: readonly (string | undefined)[]): Paragraph[] | Refusal {
  if (!isMarkup(text)) return paragraphsOf(linesOf(text), { markdown: false });
  const page = parseFragment(text);
  return 'code' in page ? page : paragraphsOfPage(page, shown);
}

/** The names in a byline that is one text or several; one that names nobody for certain is taken at its word. */
export function bylineOf(list: readonly string[]): { byline?: string; authors: string[] } {
  if (list.length === 0) return { authors: [] };
  const authors = list.flatMap((each) => (authorsInByline(each).length > 0 ? authorsInByline(each) : [each]));
  return { byline: list.join(', '), authors: [...new Set(authors)] };
}
