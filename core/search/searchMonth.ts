/** The month by which search rows are divided. */

/** The month of documents without a day of publication. */
export const undatedMonth = 'undated';

/** @param published YYYY-MM-DD, or '' (or the day 0000-00-00) for undated documents */
export function searchMonth(published: string): string {
  const month = /^\d{4}-\d{2}(?=-\d{2}$)/.exec(published)?.[0];
  return month === undefined || month === '0000-00' ? undatedMonth : month;
}
