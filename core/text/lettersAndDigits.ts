/** A text's letters and digits in lower case: a key for comparing titles and names. */
export function lettersAndDigits(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
