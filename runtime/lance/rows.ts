/** The search table as Arrow and LanceDB see it: its columns and its indices. */
import type { IndexOptions, Table as LanceTable } from '@lancedb/lancedb';
import { Bool, type DataType, Field, Int32, List, Schema, Utf8 } from 'apache-arrow';
import type { SearchRow } from '../../core/ports/search.ts';

export type Lance = typeof import('@lancedb/lancedb');

/** The columns with text, and how much a word in each weighs. In the text words are asked for in pairs, which score several times as high. */
export const texts = { title: 12, standfirst: 4, text: 1 } as const satisfies Partial<
  Record<keyof SearchRow, number>
>;

/**
 * A column of one constant word with a full-text index of its own, so that one can ask which rows that kind of index holds: LanceDB has
 * no other way to say it, and what it does with rows outside of it is not exact.
 */
export const marker = { column: 'marker', word: 'row' } as const;

/**
 * Near-duplicate bands as they are looked up. Every document has 32 values of its own, and LanceDB reads all values of an index into memory before it
 * looks one up, which took ten seconds for 100,000 documents. Hashed to 16 bits they are few; a row that has one of them by chance is told by the bands themselves.
 */
export const bandKeys = 'bandKeys';

/** FNV-1a, its two halves laid over each other. */
export function bandKey(band: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(band)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (((hash >>> 16) ^ hash) & 0xffff).toString(36);
}

const field = (name: string, type: DataType, metadata?: Map<string, string>): Field =>
  new Field(name, type, false, metadata);
const strings = (): DataType => new List(field('item', new Utf8()));

/** With it, a merge sees that another one has meanwhile inserted the same id; without it, both would insert. */
const primaryKey = new Map([['lance-schema:unenforced-primary-key', 'true']]);

// Given in full: guessed from the rows, numbers would be floats, empty lists nothing, and texts dictionaries.
export const schema = new Schema([
  field('id', new Utf8(), primaryKey),
  field('token', new Int32()),
  field('gone', new Bool()),
  field('title', new Utf8()),
  field('standfirst', new Utf8()),
  field('text', new Utf8()),
  field('entities', strings()),
  field('bands', strings()),
  field('source', new Utf8()),
  field('language', new Utf8()),
  field('published', new Utf8()),
  field(marker.column, new Utf8()),
  field(bandKeys, strings()),
]);

export const toStored = (row: SearchRow): Record<string, unknown> => ({
  ...row,
  [marker.column]: marker.word,
  [bandKeys]: row.bands.map(bandKey),
});

/** All of a row, by the names of the columns. */
export const columns = schema.fields
  .map(({ name }) => name)
  .filter((name) => ![marker.column, bandKeys].includes(name));

export type Arrow = Awaited<ReturnType<ReturnType<LanceTable['query']>['toArrow']>>;

/** Rows as they were merged. @param arrow has all the columns */
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
      bands: strings('bands'),
      source: String(value('source')),
      language: String(value('language')),
      published: String(value('published')),
    };
  });
}

/** In bytes. LanceDB leaves out longer ones, and its own limit of 40 would leave out German law and Finnish place names. */
const longestWord = 256;

/** English endings are cut, accents and case put aside; no word is left out, so that names like «The Who» and exact phrases are found. */
function textIndex(lance: Lance): Partial<IndexOptions> {
  const config = lance.Index.fts({
    language: 'English',
    stem: true,
    lowercase: true,
    asciiFolding: true,
    removeStopWords: false,
    withPosition: true,
    maxTokenLength: longestWord,
  });
  return { config };
}

/** By column; an index of LanceDB is named after its column. */
function indices(lance: Lance): Record<string, Partial<IndexOptions>> {
  return {
    ...Object.fromEntries(Object.keys(texts).map((column) => [column, textIndex(lance)])),
    [marker.column]: {
      config: lance.Index.fts({ stem: false, removeStopWords: false, withPosition: false }),
    },
    // Every query leaves the tombstones out; without an index each would read this column of all rows.
    gone: { config: lance.Index.bitmap() },
    id: { config: lance.Index.btree() },
    published: { config: lance.Index.btree() },
    source: { config: lance.Index.bitmap() },
    language: { config: lance.Index.bitmap() },
    entities: { config: lance.Index.labelList() },
    [bandKeys]: { config: lance.Index.labelList() },
  };
}

/** Makes the indices that are not there yet. */
export async function makeIndices(lance: Lance, table: LanceTable): Promise<void> {
  const there = async () => new Set((await table.listIndices()).flatMap(({ columns }) => columns));
  const made = await there();
  for (const [column, options] of Object.entries(indices(lance))) {
    if (made.has(column)) continue;
    try {
      await table.createIndex(column, { ...options, replace: false });
    } catch (error) {
      // Another process may have been faster.
      await table.checkoutLatest();
      if (!(await there()).has(column)) throw error;
    }
  }
}

/** Makes all indices anew: those that are there still hold the words of rows that are not. */
export async function remakeIndices(lance: Lance, table: LanceTable): Promise<void> {
  for (const [column, options] of Object.entries(indices(lance)))
    await table.createIndex(column, { ...options, replace: true });
}

/** Indexes the texts of a small table that is searched once and thrown away. */
export async function indexTexts(lance: Lance, table: LanceTable): Promise<void> {
  for (const column of Object.keys(texts)) await table.createIndex(column, textIndex(lance));
}
