/** Where a dropped file goes in the inbox. */

/** In characters: S3 takes keys of 1,024 bytes, and a character has at most four. */
const longestName = 180;

/**
 * A folder for files that people drop, and the day, so that names seldom meet.
 *
 * @param today as `2021-05-03`
 */
export function keyOf(name: string, today: string): string {
  const safe = name
    .normalize('NFC')
    .replaceAll(/[\\/\p{Cc}]+/gu, '-')
    .replace(/^\.+/, '');
  const end = [...safe].slice(-longestName).join('');
  return `console/${today}/${end || 'file'}`;
}
