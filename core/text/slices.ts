/**
 * A text in slices of at most some `length` UTF-16 units. No slice ends between the two halves of a surrogate
 * pair: alone, each would become another character.
 */
export function* slicesOf(text: string, length: number): Generator<string> {
  for (let start = 0; start < text.length; ) {
    let end = Math.min(text.length, start + length);
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end--;
    yield text.slice(start, end);
    start = end;
  }
}
