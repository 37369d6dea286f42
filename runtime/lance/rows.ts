/** The columns of the search table, for Arrow and LanceDB. */
import type { Table as LanceTable } from '@lancedb/lancedb';
import {
  type Table as ArrowTable,
  Bool,
  DataType,
  Field,
  Float64,
  Int32,
  List,
  Schema,
  Utf8,
} from 'apache-arrow';
import { typeOfEntity } from '../../core/entities/slug.ts';
import { giveWay } from '../../core/giveWay.ts';
import type { SearchRow } from '../../core/ports/search.ts';
import { subjectKeysOf } from '../../core/search/subjectKey.ts';
import { fnv1a } from './parts.ts';
import { tableOfRows } from './writing/textColumn.ts';
import { writtenColumns, writtenIn } from './writtenColumns.ts';

export type Lance = typeof import('@lancedb/lancedb');

/**
 * The columns with text, and the weight of a word in each. A query matches the text by pairs of words, which
 * score several times as high as single words.
 */
export const textWeights = { title: 12, standfirst: 4, text: 1 } as const satisfies Partial<
  Record<keyof SearchRow, number>
>;

/**
 * A column with the same word in every row and a full-text index of its own. A search for the word finds the
 * rows that such an index contains, which LanceDB does not report otherwise; its search of other rows is
 * inexact.
 */
export const indexProbe = { column: 'marker', word: 'row' } as const;

/**
 * The column of hashed near-duplicate bands, which has the index. Every document has 32 distinct bands, and
 * LanceDB loads all values of an index before a lookup: ten seconds for 100,000 documents. 16-bit hashes have
 * few values; the bands themselves then exclude rows that match by chance.
 */
export const bandKeys = 'bandKeys';

/** The column of subjects as queries name them, which has the index. */
export const subjectKeys = 'subjectKeys';

/** FNV-1a, folded to 16 bits. */
export function bandKey(band: string): string {
  const hash = fnv1a(band);
  return (((hash >>> 16) ^ hash) & 0xffff).toString(36);
}

const field = (name: string, type: DataType, metadata?: Map<string, string>): Field =>
  new Field(name, type, false, metadata);
const strings = (): DataType => new List(field('item', new Utf8()));

/** With a primary key, a merge notices a concurrent insert of the same id; without one, both would insert. */
const primaryKey = new Map([['lance-schema:unenforced-primary-key', 'true']]);

// Explicit, because LanceDB would infer floats for numbers, nulls for empty lists, and dictionaries for
// texts.
export const schema = new Schema([
  field('id', new Utf8(), primaryKey),
  field('token', new Int32()),
  field('gone', new Bool()),
  field('title', new Utf8()),
  field('standfirst', new Utf8()),
  field('text', new Utf8()),
  field('entities', strings()),
  field('mentions', new List(field('item', new Int32()))),
  field('bands', strings()),
  field('source', new Utf8()),
  field('language', new Utf8()),
  field('published', new Utf8()),
  field('printed', new Float64()),
  field('status', new Utf8()),
  field('subjects', strings()),
  field('countries', strings()),
  field(indexProbe.column, new Utf8()),
  field(bandKeys, strings()),
  field('types', strings()),
  field(subjectKeys, strings()),
  ...writtenColumns.map((name) => field(name, new Utf8())),
]);

/**
 * The number of this shape of the rows: columns, indices, and what the columns mean. Increase it with every
 * change of them; then the tables of the new shape are filled beside those of the old one (parts.ts).
 */
export const rowShape = 6;

/** Rows in one turn of the event loop: a batch of the index has hundreds. */
const rowsPerTurn = 16;

/** The rows as the table has them, with the columns that are made of others. */
export async function toStored(rows: readonly SearchRow[]): Promise<Record<string, unknown>[]> {
  const stored: Record<string, unknown>[] = [];
  for (const { earlier: _, ...row } of rows) {
    if (stored.length % rowsPerTurn === rowsPerTurn - 1) await giveWay();
    stored.push({
      ...row,
      [indexProbe.column]: indexProbe.word,
      [bandKeys]: row.bands.map(bandKey),
      types: [...new Set(row.entities.map(typeOfEntity))],
      [subjectKeys]: subjectKeysOf(row.subjects),
      ...(await writtenIn(row)),
    });
  }
  return stored;
}

/** Rows for a table that may have an earlier shape: columns that it lacks are left out, others are empty. */
export async function storedAs(
  lance: Lance,
  table: LanceTable,
  rows: readonly Record<string, unknown>[],
): Promise<ArrowTable> {
  const { names, fields } = await table.schema();
  if (names.join() === schema.names.join()) return tableOfRows(lance, rows, schema);
  const projected = rows.map((row) =>
    Object.fromEntries(fields.map(({ name, type }) => [String(name), row[name] ?? emptyOf(type)])),
  );
  return tableOfRows(lance, projected, new Schema(fields));
}

function emptyOf(type: DataType): unknown {
  if (DataType.isList(type)) return [];
  if (DataType.isUtf8(type)) return '';
  if (DataType.isBool(type)) return false;
  return 0;
}

/** Columns that `toStored` makes of the others. */
const derived: readonly string[] = [indexProbe.column, bandKeys, 'types', subjectKeys, ...writtenColumns];

/** The columns of a `SearchRow`. */
export const columns = schema.fields.map(({ name }) => name).filter((name) => !derived.includes(name));

/** Whether a table has the columns of words as written; one of an earlier shape lacks them. */
export async function hasWritten(table: LanceTable): Promise<boolean> {
  const { names } = await table.schema();
  return writtenColumns.every((name) => names.includes(name));
}

export type Arrow = Awaited<ReturnType<ReturnType<LanceTable['query']>['toArrow']>>;

/** @param arrow has all of `columns` */
export function fromStored(arrow: Arrow): SearchRow[] {
  return Array.from({ length: arrow.numRows }, (_, i) => {
    const value = (name: keyof SearchRow): unknown => arrow.getChild(name)?.get(i);
    const strings = (name: keyof SearchRow): string[] =>
      [...((value(name) ?? []) as Iterable<unknown>)].map(String);
    return {
      id: String(value('id')),
      token: Number(value('token')),
      gone: Boolean(value('gone')),
      title: String(value('title')),
      standfirst: String(value('standfirst')),
      text: String(value('text')),
      entities: strings('entities'),
      mentions: [...((value('mentions') ?? []) as Iterable<unknown>)].map(Number),
      bands: strings('bands'),
      source: String(value('source')),
      language: String(value('language')),
      published: String(value('published')),
      printed: Number(value('printed')),
      status: String(value('status')),
      subjects: strings('subjects'),
      countries: strings('countries'),
    };
  });
}
