/** Tables in JSON by their columns, as programs for data write them. */

import type { TextSource } from '../../charset/textDecoding.ts';
import { isObject, type JsonObject } from '../../jsonObject.ts';
import { bufferOf } from '../bytes.ts';
import { fieldNames } from './fieldNames.ts';
import { wrapperFields } from './jsonArticle.ts';
import type { JsonElement } from './jsonElements.ts';
import { textField } from './jsonFields.ts';
import { listNames } from './jsonList.ts';
import { parseJson } from './jsonText.ts';

const texts: ReadonlySet<string> = new Set([...fieldNames.text, ...fieldNames.standfirst]);
/** Characters of a column's name. Each row repeats the names, so a long one would take much memory. */
const longestName = 100;
/** An object whose first field is an object or a list: few articles are. */
const mayBeTable = /^\s*\{\s*"[^"]{0,500}"\s*:\s*[[{]|"content(?:_elements)?"\s*:\s*\[/;

/**
 * The rows of a table, each as an element: of `{"title": {"0": …}, "text": {"0": …}}`, of the same with
 * lists, of `{"0": {"title": …, "text": …}}`, also under the name of a list, or of `{"columns": […],
 * "data": [[…], …]}`; or the stories in an answer that has them where a story has its text. Returns
 * `undefined` for any other value. A row takes as long as it has cells, however many columns are named.
 */
export function rowsOfTable(
  { bytes, offset }: JsonElement,
  { decode }: TextSource,
): Iterable<JsonElement> | undefined {
  if (!mayBeTable.test(bufferOf(bytes.subarray(0, 1000)).toString('latin1'))) return undefined;
  const parsed = parseJson(bytes, decode);
  const records = 'code' in parsed || !isObject(parsed.value) ? undefined : recordsOf(parsed.value);
  return records?.map((record) => ({ offset, bytes: Buffer.from(JSON.stringify(record)) }));
}

function recordsOf(table: JsonObject): JsonObject[] | undefined {
  return rowsUnderColumns(table) ?? storiesInContent(table) ?? namedRecords(table) ?? rowsOfFields(table);
}

function rowsUnderColumns({ columns, data }: JsonObject): JsonObject[] | undefined {
  if (!Array.isArray(columns) || !Array.isArray(data)) return undefined;
  const names = columns.map((name) => String(name).slice(0, longestName));
  return data.map((row: unknown) =>
    Object.fromEntries(
      Array.isArray(row) ? row.slice(0, names.length).map((cell, i) => [names[i], cell]) : [],
    ),
  );
}

const hasTitle = (record: JsonObject): boolean => textField(record, fieldNames.title) !== undefined;
const hasText = (names: readonly string[]): boolean => names.some((name) => texts.has(name));

function storiesInContent(table: JsonObject): JsonObject[] | undefined {
  const stories = [table.content_elements, table.content].find(Array.isArray) ?? [];
  const isNamed = hasTitle(table) || textField(table, fieldNames.name) !== undefined;
  const areStories = stories.every((each) => isObject(each) && hasTitle(each));
  return stories.length > 0 && !isNamed && areStories ? stories : undefined;
}

/** Records under names of their own, at the top or under the name of a list. */
function namedRecords(table: JsonObject): JsonObject[] | undefined {
  const names = Object.keys(table);
  const isOne = names.length < 2 || names.some((name) => wrapperFields.includes(name));
  const records = isOne ? undefined : recordsByName(table);
  if (records !== undefined || hasTitle(table) || hasText(names)) return records;
  const lists = names.filter((name) => listNames.has(name)).map((name) => recordsByName(table[name]));
  return lists.find((found) => found !== undefined);
}

function rowsOfFields(table: JsonObject): JsonObject[] | undefined {
  const fields = Object.entries(table);
  const [first] = fields;
  if (first === undefined || fields.length < 2 || !hasText(Object.keys(table))) return undefined;
  if (!fields.every(([, column]) => isObject(column) || Array.isArray(column))) return undefined;
  // The names of rows are numbers: what is "rendered" or in "en" is one article.
  const rows = Object.keys(first[1] as object);
  const isTable =
    rows.every((row) => /^\d+$/.test(row)) &&
    fields.every(([, column]) => Object.keys(column as object).length === rows.length);
  if (!isTable) return undefined;
  return rows.map((row) =>
    Object.fromEntries(
      fields.map(([name, column]) => [name.slice(0, longestName), (column as JsonObject)[row]]),
    ),
  );
}

/** The values of an object that has records alone, under the names of a database. */
function recordsByName(object: unknown): JsonObject[] | undefined {
  const values = isObject(object) ? Object.values(object) : [];
  const records = values.filter(isObject);
  const areRecords = records.every((record) => hasText(Object.keys(record)));
  return records.length > 0 && records.length === values.length && areRecords ? records : undefined;
}
