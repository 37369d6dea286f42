/**
 * CSV (RFC 4180, also with semicolons, tabs or bars) with one article per row. The first row names the fields
 * as in JSON; every other row is a document. Read as a stream, one row at a time.
 */

import { asUtf8, type Decoded, decode } from '../../charset/charset.ts';
import { type TextSource, textSourceOf } from '../../charset/textDecoding.ts';
import { type Refusal, refuse } from '../../errors.ts';
import type { JsonObject } from '../../jsonObject.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { memberOfRecord } from '../json/jsonMember.ts';
import { normalizedName, shownNames } from '../json/knownFields.ts';
import { keepMembersBeforeError } from '../keepMembersBeforeError.ts';
import { withResolvedDates } from './csvDates.ts';
import { withDoubledQuotes } from './csvEscapes.ts';
import { type BrokenCsvRow, type CsvRow, splitFields, splitRows } from './csvRows.ts';
import { findTable, longestName, type Table } from './csvTable.ts';

export const csv: ContainerFormat = {
  name: 'csv',
  kind: 'container',
  seconds: 5,

  recognises: (head) => findTable(withLineFeeds(asUtf8(head))) !== undefined,

  async read(input) {
    const textSource = withDoubledQuotes(endedByLineFeeds(textSourceOf(input)));
    const table = findTable(textSource.head);
    if (table === undefined) return refuse('csv.malformed', 'no row names a title and a text');
    if (!table.hasTexts)
      return refuse(
        'csv.malformed',
        `no column of texts among those that it names: ${shownNames(table.columns)}`,
      );
    const rows = splitRows(textSource.stream(), table.delimiter.charCodeAt(0));
    return {
      feed: false,
      members: keepMembersBeforeError(readRows(rows, table, textSource, input.info.modified)),
    };
  },
};

/** Spreadsheets of the Macintosh end rows by a carriage return alone. */
function endedByLineFeeds(source: TextSource): TextSource {
  const { head, stream } = source;
  if (!endsRowsByReturns(head)) return source;
  return {
    ...source,
    head: withLineFeeds(head),
    async *stream() {
      for await (const chunk of stream()) yield chunk.map(lineFeedOf);
    },
    // Of a few words nothing else shows Mac Roman.
    decode(bytes) {
      const decoded = source.decode(bytes);
      const mac = decoded?.charset === 'windows-1252' ? decode(bytes, 'macintosh') : undefined;
      return mac === undefined ? decoded : { ...mac, flags: ['charset-guessed'] };
    },
  };
}

const withLineFeeds = (head: Uint8Array): Uint8Array =>
  endsRowsByReturns(head) ? head.map(lineFeedOf) : head;
const lineFeedOf = (byte: number): number => (byte === 0x0d ? 0x0a : byte);

/** Whether the first row, in which no cell has several lines, ends so. */
function endsRowsByReturns(head: Uint8Array): boolean {
  const end = head.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  const next = head[end + 1];
  return head[end] === 0x0d && next !== undefined && next !== 0x0a && next !== 0x0d;
}

async function* readRows(
  rows: AsyncIterable<CsvRow | BrokenCsvRow>,
  table: Table,
  textSource: TextSource,
  put: number,
): AsyncGenerator<DocumentMember | RefusedMember> {
  for await (const row of withResolvedDates(decodedRows(rows, table, textSource), table.columns, put))
    yield memberOf(row, table.columns);
}

/** A row as text, or why it is refused. */
type DecodedRow = { part: string; offset: number; bytes: Uint8Array } & (
  | { decoded: Decoded; fields: readonly string[] }
  | { refusal: Refusal }
);

/** The rows below the names of the columns, without the same names again: several tables may be joined. */
async function* decodedRows(
  rows: AsyncIterable<CsvRow | BrokenCsvRow>,
  { delimiter, columns, line }: Table,
  textSource: TextSource,
): AsyncGenerator<DecodedRow> {
  let names: string | undefined;
  for await (const row of rows) {
    if (row.line < line) continue;
    const decoded = decodedRow(row, delimiter, columns.length, textSource);
    const cells = 'fields' in decoded ? columnNames(decoded.fields) : undefined;
    if (row.line === line) names = cells;
    else if (cells === undefined || cells !== names) yield decoded;
  }
}

/** The names of columns in a row, whatever their letters; `undefined` if it has longer texts. */
function columnNames(fields: readonly string[]): string | undefined {
  if (fields.some((field) => field.length > longestName)) return undefined;
  return fields.map((field) => normalizedName(field.trim())).join('\n');
}

function decodedRow(
  row: CsvRow | BrokenCsvRow,
  delimiter: string,
  width: number,
  textSource: TextSource,
): DecodedRow {
  const { line, offset } = row;
  const place = { part: `line ${line}`, offset, bytes: 'refusal' in row ? new Uint8Array() : row.bytes };
  if ('refusal' in row) return { ...place, refusal: row.refusal };
  const decoded = textSource.decode(row.bytes);
  if (decoded === undefined)
    return { ...place, refusal: refuse('decode.charset', 'its character set could not be detected') };
  const fields = splitFields(decoded.text, delimiter);
  if (fields.slice(width).some((field) => field.trim() !== ''))
    return {
      ...place,
      refusal: refuse('csv.malformed', `${fields.length} fields, but the first row names ${width}`),
    };
  return { ...place, decoded, fields };
}

function memberOf(row: DecodedRow, columns: readonly string[]): DocumentMember | RefusedMember {
  const { part, offset, bytes } = row;
  const refused = ({ code, evidence }: Refusal) => ({
    part,
    refusal: refuse(code, `${part}, from byte ${offset}: ${evidence}`),
  });
  if ('refusal' in row) return refused(row.refusal);
  const record: JsonObject = Object.fromEntries(
    columns
      .map((name, i): [string, string] => [name, row.fields[i]?.trim() ?? ''])
      .filter(([name, field]) => name !== '' && field !== '')
      .map(([name, field]) => [name, listIn(field) ?? withLineEnds(field)]),
  );
  const member = memberOfRecord(record, row.decoded, bytes, 'csv/1');
  if (member === undefined)
    return refused(refuse('csv.malformed', 'it declares to be something else than an article'));
  if (!('code' in member)) return member;
  return member.code === 'json.no_article'
    ? refused(refuse('csv.malformed', member.evidence))
    : { part, refusal: member };
}

/** A line end that a program wrote as "\\n", behind a sentence; a path goes on with small letters. */
const writtenEnd = /[.!?…:"”’)。！？」]\s?(?:\\r)?\\n(?![\p{Ll}\]])/u;
const writtenEnds = /(?:\\r)?\\n(?![\p{Ll}\]])/gu;

const withLineEnds = (cell: string): string =>
  cell.includes('\n') || !writtenEnd.test(cell) ? cell : cell.replace(writtenEnds, '\n');

const open = String.raw`'[^'\\]*(?:\\[\s\S][^'\\]*)*`;
const openDouble = String.raw`"[^"\\]*(?:\\[\s\S][^"\\]*)*`;
const item = `(?:${open}'|${openDouble}")`;
/** A list as Python and JSON write it: "['Jane Doe', 'John Roe']". */
const list = new RegExp(String.raw`^\[${item}(?:,\s?${item})*\]$`);
/** Also without the closing quote: else the engine would begin anew at each quote of such a text. */
const items = new RegExp(`${open}'?|${openDouble}"?`, 'g');
const longestList = 500_000;

/** The texts in a cell that is a list of them. */
function listIn(cell: string): string[] | undefined {
  if (cell === '[]') return [];
  if (!cell.startsWith('[') || cell.length > longestList || !list.test(cell)) return undefined;
  return (cell.match(items) ?? []).map((each) =>
    each.slice(1, -1).replace(/\\([\s\S])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)),
  );
}
