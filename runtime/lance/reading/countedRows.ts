/** Reads fields of very many rows. */
import type { Table as ArrowTable } from 'apache-arrow';
import { giveWay } from '../../../core/giveWay.ts';
import type { CountedField, CountedRow } from '../../../core/ports/search.ts';
import { hashListsOf, numberListsOf, textListsOf, textsOf } from './columns.ts';

/** A row with its entities takes some microseconds to read. */
const rowsPerTurn = 500;

/** The values of a field in all rows. */
const readers: { [F in CountedField]: (arrow: ArrowTable) => ArrayLike<CountedRow<F>[F]> } = {
  source: (arrow) => textsOf(arrow, 'source'),
  language: (arrow) => textsOf(arrow, 'language'),
  published: (arrow) => textsOf(arrow, 'published'),
  printed: printedTimes,
  status: (arrow) => textsOf(arrow, 'status'),
  subjects: (arrow) => textListsOf(arrow, 'subjects'),
  countries: (arrow) => textListsOf(arrow, 'countries'),
  entities: (arrow) => textListsOf(arrow, 'entities'),
  mentions: (arrow) => numberListsOf(arrow, 'mentions'),
  bands: (arrow) => hashListsOf(arrow, 'bands'),
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
