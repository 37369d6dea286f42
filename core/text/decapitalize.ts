/**
 * Text printed in capitals with only the first letter of each word in upper case: "NEW YORK" → "New York".
 * Text that is not all in capitals stays as it is.
 * @param boundary a pattern for the one character before a word, besides the start of the text
 */
export function decapitalize(printed: string, boundary: RegExp): string {
  if (printed !== printed.toUpperCase()) return printed;
  const wordStart = new RegExp(`(^|${boundary.source})(\\p{L})`, 'gu');
  return printed
    .toLowerCase()
    .replace(wordStart, (_, before: string, letter: string) => before + letter.toUpperCase());
}
