/** Text from outside, made fit for a terminal. */

/** Controls (they move the cursor, and worse), line separators, and what turns the direction of writing. */
const unfit = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Keys, titles and evidence come from files that anybody may have written: what could act on the terminal is shown by its number. */
export function printable(text: string): string {
  return text.replace(unfit, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}
