/**
 * Dates of a table such as 05/03/2021, in which either number may be the day: other rows of the same column
 * decide, since one program wrote them all.
 */

import { parseMoment } from '../../dates/moment.ts';
import {
  type DayMonthOrder,
  detectDayMonthOrder,
  momentFromWritten,
  type WrittenDate,
  writtenDates,
} from '../../dates/writtenDate.ts';
import { fieldNames } from '../json/fieldNames.ts';

/** Rows wait for one that decides, at most this many bytes of them. */
const maxWaitingBytes = 4 * 1024 * 1024;

/** The fields of an article that are dates. */
export const dateFields: ReadonlySet<string> = new Set([
  ...fieldNames.published,
  ...fieldNames.modified,
  ...fieldNames.embargo,
]);

interface DateColumn {
  index: number;
  order: DayMonthOrder;
}

/** The orders of day and month in the columns of one table. */
class ColumnDates {
  readonly #columns: DateColumn[];
  readonly #put: number;

  /** @param columns the field of each column @param put when the file was put */
  constructor(columns: readonly string[], put: number) {
    this.#put = put;
    this.#columns = columns.flatMap((name, index) =>
      dateFields.has(name) ? [{ index, order: 'unknown' as const }] : [],
    );
  }

  /**
   * Learns the orders of those columns whose date in this row can be read in only one way.
   * @returns whether it learned one
   */
  observe(fields: readonly string[]): boolean {
    let learned = false;
    for (const column of this.#columns) {
      if (column.order !== 'unknown') continue;
      const cell = fields[column.index] ?? '';
      const written = detectDayMonthOrder([cell], undefined, undefined);
      column.order = written === 'unknown' ? orderOfShort(cell, this.#put) : written;
      learned ||= column.order !== 'unknown';
    }
    return learned;
  }

  /** Whether a date in this row can still be read in two ways. */
  isOpen(fields: readonly string[]): boolean {
    return this.#columns.some(({ index, order }) => {
      if (order !== 'unknown') return false;
      const cell = fields[index] ?? '';
      return shortDate.test(cell.trim()) || onlyDateIn(cell, order)?.swappable === true;
    });
  }

  /** The row's fields, with its numeric dates in ISO 8601 where the order is known. */
  resolve(fields: readonly string[]): string[] {
    const resolved = [...fields];
    for (const { index, order } of this.#columns) {
      const cell = fields[index] ?? '';
      const date = onlyDateIn(order === 'unknown' ? cell : withFullYear(cell, this.#put), order);
      if (date !== undefined && !date.swappable) resolved[index] = momentFromWritten(date, '').value;
    }
    return resolved;
  }
}

/** "25/03/21". As the year may also be first, it is read only in a column whose order is known. */
const shortDate = /^(\d{1,2})([/.])(\d{1,2})\2(\d{2})(?=$|[ ,])/;

/** The order of such a date: a number above 12 is no month, and no year is still to come. */
function orderOfShort(cell: string, put: number): DayMonthOrder {
  const [, first, , second] = shortDate.exec(cell.trim()) ?? [];
  if (Number(second) > 12) return 'month-first';
  return Number(first) > new Date(put).getUTCFullYear() % 100 ? 'day-first' : 'unknown';
}

/** The cell with a year of four digits: the last one that had come when the file was put. */
function withFullYear(cell: string, put: number): string {
  return cell.trim().replace(shortDate, (_, first: string, sign: string, second: string, digits: string) => {
    const year = 2000 + Number(digits);
    const isToCome = year > new Date(put).getUTCFullYear();
    return [first, second, isToCome ? year - 100 : year].join(sign);
  });
}

/** The date of a cell that is one, in a form that `parseMoment` does not read. */
function onlyDateIn(cell: string, order: DayMonthOrder): WrittenDate | undefined {
  const text = cell.trim();
  if (text.length > 40 || parseMoment(text, '') !== undefined) return undefined;
  const [date] = writtenDates(text, order);
  return date?.start === 0 ? date : undefined;
}

/** A row of the table; one that cannot be read has no fields. */
export interface DatedRow {
  bytes: Uint8Array;
  fields?: readonly string[];
}

/**
 * The rows in order, with their numeric dates in ISO 8601. A row whose date can be read in two ways waits,
 * with those after it, for one that decides. If the rows end with an error, those that wait come first.
 * @param columns the field of each column @param put when the file was put, in milliseconds since 1970
 */
export async function* withResolvedDates<Row extends DatedRow>(
  rows: AsyncIterable<Row>,
  columns: readonly string[],
  put: number,
): AsyncGenerator<Row> {
  const dates = new ColumnDates(columns, put);
  const waiting: Row[] = [];
  let bytes = 0;
  const release = () => {
    bytes = 0;
    return waiting
      .splice(0)
      .map((row) => (row.fields ? Object.assign(row, { fields: dates.resolve(row.fields) }) : row));
  };
  try {
    for await (const row of rows) {
      const learned = row.fields !== undefined && dates.observe(row.fields);
      waiting.push(row);
      bytes += row.bytes.length;
      const asked = learned ? waiting : waiting.length === 1 ? [row] : [];
      const isDecided = asked.length > 0 && !asked.some(({ fields }) => fields && dates.isOpen(fields));
      if (isDecided || bytes > maxWaitingBytes) yield* release();
    }
  } catch (error) {
    yield* release();
    throw error;
  }
  yield* release();
}
