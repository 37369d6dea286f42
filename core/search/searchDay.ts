/** Stands for the day of documents that have none. */
export const undatedDay = 'undated';

/**
 * The day of publication by which search rows are divided.
 *
 * @param published YYYY-MM-DD, or '' (or the day 0000-00-00) for undated documents
 */
export function searchDay(published: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(published) && !published.startsWith('0000-00') ? published : undatedDay;
}
