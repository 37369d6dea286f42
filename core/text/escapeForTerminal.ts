/** Makes untrusted text safe to print on a terminal. */

/**
 * Controls of C0 and C1 (which can move the cursor and more), line separators, and marks that change the
 * writing direction.
 */
const unsafe = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/**
 * Replaces characters that could act on the terminal with `\u{…}` escapes. Keys, titles and evidence come
 * from files that anybody may have written.
 */
export function escapeForTerminal(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${codeOf(character)}}`);
}

/** The same for JSON, which stays JSON and keeps its value. It must have no line breaks. */
export function escapeJsonForTerminal(json: string): string {
  return json.replace(unsafe, (character) => `\\u${codeOf(character).padStart(4, '0')}`);
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16);
}
