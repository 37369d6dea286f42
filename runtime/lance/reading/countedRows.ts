/**
 * Reads fields of very many rows. Arrow makes a vector for each list and decodes each text by itself; to cut
 * them out of the bytes of a column takes a fraction of that.
 */
import type { Table as ArrowTable, Data, DataType, Int32, List, Utf8 } from 'apache-arrow';
import { giveWay } from '../../../core/giveWay.ts';
import type { CountedField, CountedRow } from '../../../core/ports/search.ts';

/** A row with its entities takes some microseconds to read. */
const rowsPerTurn = 500;

/** The values of a field in all rows; they are empty if a table of an earlier shape lacks the column. */
const readers: { [F in CountedField]: (arrow: ArrowTable) => ArrayLike<CountedRow<F>[F]> } = {
  source: (arrow) => textsOf(arrow, 'source'),
  language: (arrow) => textsOf(arrow, 'language'),
  published: (arrow) => textsOf(arrow, 'published'),
  printed: printedTimes,
  status: (arrow) => textsOf(arrow, 'status'),
  subjects: (arrow) => listsOf(arrow, 'subjects', textAt),
  countries: (arrow) => listsOf(arrow, 'countries', textAt),
  entities: (arrow) => listsOf(arrow, 'entities', textAt),
  mentions: (arrow) => listsOf<Int32, number>(arrow, 'mentions', ({ values }, i) => values[i] ?? 0),
  bands: (arrow) => listsOf(arrow, 'bands', hashAt),
};

/** The id and these fields of each row, in the order of the rows. */
export async function countedRows<F extends CountedField>(
  arrow: ArrowTable,
  fields: readonly F[],
): Promise<CountedRow<F>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let first = 0; first < arrow.numRows; first += rowsPerTurn) {
    if (first > 0) await giveWay();
    const some = arrow.slice(first, first + rowsPerTurn);
    const columns = fields.map((field) => [field, readers[field](some)] as const);
    for (const [i, id] of textsOf(some, 'id').entries()) {
      const row: Record<string, unknown> = { id };
      for (const [field, values] of columns) row[field] = values[i];
      rows.push(row);
    }
  }
  return rows as CountedRow<F>[];
}

/** When the rows were printed; a table of an earlier shape only knows the day, and undated rows are last. */
function printedTimes(arrow: ArrowTable): ArrayLike<number> {
  const printed = arrow.getChild('printed');
  if (printed !== null) return printed.toArray();
  return textsOf(arrow, 'published').map((published) => {
    const day = Date.parse(published);
    return Number.isNaN(day) ? Number.MAX_SAFE_INTEGER : day;
  });
}

function textsOf(arrow: ArrowTable, name: string): string[] {
  const column = arrow.getChild(name);
  if (column === null) return new Array<string>(arrow.numRows).fill('');
  return (column.data as Data<Utf8>[]).flatMap((data) =>
    Array.from({ length: data.length }, (_, i) => textAt(data, i)),
  );
}

/** @param valueAt reads a value of the column's children */
function listsOf<T extends DataType, V>(
  arrow: ArrowTable,
  name: string,
  valueAt: (values: Data<T>, i: number) => V,
): V[][] {
  const column = arrow.getChild(name);
  if (column === null) return Array.from({ length: arrow.numRows }, () => []);
  return (column.data as Data<List<T>>[]).flatMap(({ length, valueOffsets, children }) => {
    const values = children[0] as Data<T>;
    return Array.from({ length }, (_, row) => {
      const list: V[] = [];
      for (let i = valueOffsets[row] ?? 0; i < (valueOffsets[row + 1] ?? 0); i++)
        list.push(valueAt(values, i));
      return list;
    });
  });
}

function textAt({ values, valueOffsets }: Data<Utf8>, i: number): string {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return bytes.toString('utf8', valueOffsets[i], valueOffsets[i + 1]);
}

/** FNV-1a, from the bytes: a string of each band would be slow. */
function hashAt({ values, valueOffsets }: Data<Utf8>, i: number): number {
  let hash = 0x811c9dc5;
  for (let at = valueOffsets[i] ?? 0; at < (valueOffsets[i + 1] ?? 0); at++)
    hash = Math.imul(hash ^ (values[at] ?? 0), 0x01000193);
  return hash;
}
