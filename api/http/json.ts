/** JSON whose strings are all well-formed Unicode. */

/** `JSON.stringify` writes half of a surrogate pair as an escape of its own, in names as in values. */
const loneSurrogate = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

/**
 * As `JSON.stringify`, with half a surrogate pair replaced by U+FFFD, which is as long: offsets into a text
 * stay right. Many parsers refuse a whole document for one such half, and anybody can put one into a file.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(loneSurrogate, '$1\uFFFD');
}
