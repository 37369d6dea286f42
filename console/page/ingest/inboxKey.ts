/** Where a dropped file goes in the inbox. */

/**
 * A folder for files that people drop, and the day, so that names seldom meet.
 *
 * @param today as `2021-05-03`
 */
export function keyOf(name: string, today: string): string {
  const safe = name
    .normalize('NFC')
    .replaceAll(/[\\/\p{Cc}]+/gu, '-')
    .replace(/^\.+/, '')
    .slice(-180);
  return `console/${today}/${safe || 'file'}`;
}
