/**
 * Counts in how many documents of an answer each value occurs, or estimates it from a random part of them.
 * Pure.
 */

export interface Count {
  name: string;
  documents: number;
  /**
   * Half the width of an estimate's 95 % confidence interval, in documents. Normal approximation of
   * sampling without replacement: W. G. Cochran, Sampling Techniques, 3.2.
   */
  error?: number;
  /** How many documents the stories stand for, themselves included, if reprints are joined. */
  prints?: number;
}

/**
 * The most frequent values first, then by name.
 *
 * @param rows the values of each document that was read
 * @param total how many documents there are; more than `rows` if they are a random part
 * @param prints how many documents each of them stands for
 */
export function countValues(
  rows: readonly Iterable<string>[],
  total: number,
  prints?: readonly number[],
): Count[] {
  const counts = new Map<string, { documents: number; prints: number }>();
  for (const [i, values] of rows.entries())
    for (const value of new Set(values)) {
      const known = counts.get(value) ?? { documents: 0, prints: 0 };
      known.documents++;
      known.prints += prints?.[i] ?? 1;
      counts.set(value, known);
    }
  return [...counts]
    .map(([name, count]) => {
      const { value, ...error } = estimateSum(count.documents, count.documents, rows.length, total);
      const stoodFor = prints && { prints: scale(count.prints, rows.length, total) };
      return { name, documents: value, ...error, ...stoodFor };
    })
    .sort(byDocuments);
}

/** Sorts by documents, the most first, then by name. */
export const byDocuments = (a: Count, b: Count): number =>
  b.documents - a.documents || (a.name < b.name ? -1 : 1);

/** 95 % of a normal distribution lie within so many standard deviations. */
const deviations = 1.96;

/**
 * The sum of a number over all documents, from those that were read (Cochran, 2.4 to 2.8).
 *
 * @param sum of the number over the documents read, 0 where a document has none
 * @param squares the sum of its squares
 * @returns the sum itself if all were read; otherwise an estimate, with its `error`
 */
export function estimateSum(
  sum: number,
  squares: number,
  read: number,
  total: number,
): { value: number; error?: number } {
  if (read >= total) return { value: sum };
  const variance = Math.max(0, squares / read - (sum / read) ** 2) / Math.max(1, read - 1);
  const error = Math.ceil(deviations * Math.sqrt(variance * (1 - read / total)) * total);
  return { value: scale(sum, read, total), error };
}

/** What was counted in the documents read, for all of them. */
export function scale(count: number, read: number, total: number): number {
  return read >= total ? count : Math.round((count / read) * total);
}
