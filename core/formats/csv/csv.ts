/**
 * A table of articles: comma-separated values (RFC 4180), or with semicolons or tabs between them. The first row names the fields, by the names
 * that JSON has; each other row is a document. Read as a stream, a row at a time.
 */

import { asUtf8 } from '../../charset/charset.ts';
import { type TextSource, textSourceOf } from '../../charset/textDecoding.ts';
import { refuse } from '../../errors.ts';
import type { ContainerFormat, DocumentMember, RefusedMember } from '../format.ts';
import { names } from '../json/jsonArticle.ts';
import type { JsonObject } from '../json/jsonFields.ts';
import { documentIn } from '../json/jsonMember.ts';
import { type BrokenRow, fieldsOf, type Row, rowsIn } from './csvRows.ts';

const delimiters = [',', ';', '\t'] as const;
/** In characters. */
const longestHeader = 4_000;

/** The names of JSON's fields as tables write them: «Published At», «published_at». */
const known = new Map(
  Object.values(names)
    .flatMap((list) => list.map((name) => [plain(name), name] as const))
    .reverse(),
);
const titles = new Set(names.title.map(plain));
const texts = new Set(names.text.map(plain));

interface Table {
  delimiter: string;
  /** The field for each column; '' for a column that has no name or one that was there before. */
  columns: string[];
}

export const csv: ContainerFormat = {
  name: 'csv',
  kind: 'container',
  isolated: false,
  seconds: 5,

  /** A row of names with a title and a text among them, and a second row with as many fields. Nothing else is certain to be a table. */
  recognises: (head) => tableIn(asUtf8(head)) !== undefined,

  async read(source) {
    const letters = textSourceOf(source);
    const table = tableIn(letters.head);
    if (table === undefined) return refuse('csv.malformed', 'no row of names with a title and a text');
    const rows = rowsIn(letters.stream(), table.delimiter.charCodeAt(0));
    return { feed: false, members: members(rows, table, letters) };
  },
};

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function tableIn(head: Uint8Array): Table | undefined {
  const [first = '', second] = new TextDecoder().decode(head.subarray(0, 4 * longestHeader)).split('\n', 2);
  if (second === undefined || second.trim() === '' || first.length > longestHeader) return undefined;
  for (const delimiter of delimiters) {
    const cells = fieldsOf(first, delimiter).map((cell) => plain(cell.trim()));
    const named = cells.filter((cell) => cell !== '');
    const whole =
      named.length >= 2 &&
      new Set(named).size === named.length &&
      cells.some((cell) => titles.has(cell)) &&
      cells.some((cell) => texts.has(cell));
    // Names are single words or two; a sentence with commas in it is none. Of the second row only the beginning may be there.
    const short = cells.every((cell) => cell.length <= 40);
    if (whole && short && second.includes(delimiter))
      return { delimiter, columns: cells.map((cell) => known.get(cell) ?? cell) };
  }
  return undefined;
}

async function* members(
  rows: AsyncIterable<Row | BrokenRow>,
  table: Table,
  letters: TextSource,
): AsyncGenerator<DocumentMember | RefusedMember> {
  let header = true;
  for await (const row of rows) {
    if (!header) yield memberOf(row, table, letters);
    header = false;
  }
}

function memberOf(
  row: Row | BrokenRow,
  { delimiter, columns }: Table,
  letters: TextSource,
): DocumentMember | RefusedMember {
  const part = `line ${row.line}`;
  const refused = (code: 'csv.malformed' | 'decode.charset', evidence: string) => ({
    part,
    refusal: refuse(code, `${part}, from byte ${row.offset}: ${evidence}`),
  });
  if ('refusal' in row)
    return {
      part,
      refusal: refuse(row.refusal.code, `${part}, from byte ${row.offset}: ${row.refusal.evidence}`),
    };
  const decoded = letters.decode(row.bytes);
  if (decoded === undefined)
    return refused('decode.charset', 'its letters are in no character set that can be told');
  const fields = fieldsOf(decoded.text, delimiter);
  if (fields.slice(columns.length).some((field) => field.trim() !== ''))
    return refused('csv.malformed', `${fields.length} fields, where the first row names ${columns.length}`);
  const record: JsonObject = Object.fromEntries(
    columns.map((name, i) => [name, fields[i]?.trim()]).filter(([name, field]) => name && field),
  );
  const member = documentIn(record, decoded, row.bytes, 'csv/1');
  if (member === undefined) return refused('csv.malformed', 'by its own account it is no article');
  if (!('code' in member)) return member;
  return member.code === 'json.no_article'
    ? refused('csv.malformed', member.evidence)
    : { part, refusal: member };
}
