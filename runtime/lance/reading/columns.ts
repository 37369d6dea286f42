/**
 * The values of whole columns. Arrow makes a vector for each list and decodes each text by itself; to cut
 * them out of the bytes of a column takes a fraction of that. A column that is not there, because the table
 * has an earlier shape, is empty.
 */
import type { Table as ArrowTable, Data, DataType, Int32, List, Utf8 } from 'apache-arrow';

export function textsOf(arrow: ArrowTable, name: string): string[] {
  const column = arrow.getChild(name);
  if (column === null) return new Array<string>(arrow.numRows).fill('');
  return (column.data as Data<Utf8>[]).flatMap((data) =>
    Array.from({ length: data.length }, (_, i) => textAt(data, i)),
  );
}

export const textListsOf = (arrow: ArrowTable, name: string): string[][] => listsOf(arrow, name, textAt);

export const numberListsOf = (arrow: ArrowTable, name: string): number[][] =>
  listsOf<Int32, number>(arrow, name, ({ values }, i) => values[i] ?? 0);

/** FNV-1a hashes of the texts. */
export const hashListsOf = (arrow: ArrowTable, name: string): number[][] => listsOf(arrow, name, hashAt);

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
