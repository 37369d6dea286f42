/**
 * The alternatives of a regular expression, written as a list: anyOf`story, text, opinions?` is
 * "story|text|opinions?". Entries are regex fragments, separated by commas and white space. The first entry
 * that matches wins, so order can matter.
 */
export function anyOf(list: TemplateStringsArray, ...fragments: readonly string[]): string {
  return String.raw(list, ...fragments)
    .trim()
    .split(/,\s+/)
    .join('|');
}
