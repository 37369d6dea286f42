/**
 * Counts in how many documents of an answer each value occurs, or estimates it from a random part of them.
 * Pure.
 */

export interface Count {
  name: string;
  documents: number;
  /**
   * Of an estimate: half the width of its 95 % confidence interval, in documents. Normal approximation of
   * sampling without replacement: W. G. Cochran, Sampling Techniques, 3.2.
   */
  error?: number;
}

/**
 * The most frequent values first, then by name.
 *
 * @param rows the values of each document that was read
 * @param total how many documents there are; more than `rows` if they are a random part
 */
export function countValues(rows: readonly Iterable<string>[], total: number): Count[] {
  const counts = new Map<string, number>();
  for (const values of rows)
    for (const value of new Set(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([name, count]) => estimate(name, count, rows.length, total)).sort(byDocuments);
}

const byDocuments = (a: Count, b: Count) => b.documents - a.documents || (a.name < b.name ? -1 : 1);

/** 95 % of a normal distribution lie within so many standard deviations. */
const deviations = 1.96;

function estimate(name: string, count: number, read: number, total: number): Count {
  if (read >= total) return { name, documents: count };
  const share = count / read;
  const variance = ((share * (1 - share)) / Math.max(1, read - 1)) * (1 - read / total);
  return {
    name,
    documents: Math.round(share * total),
    error: Math.ceil(deviations * Math.sqrt(variance) * total),
  };
}
