/**
 * An offset into a text, in UTF-16 units, or the one before it if it is between the two halves of a surrogate
 * pair: alone, each would become another character.
 */
export function offsetOutsidePairs(text: string, offset: number): number {
  const isInPair = offset < text.length && /[\ud800-\udbff]/.test(text.charAt(offset - 1));
  return isInPair ? offset - 1 : offset;
}

/** A text in slices of at most some `length` UTF-16 units, of which none cuts a surrogate pair. */
export function* slicesOf(text: string, length: number): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = offsetOutsidePairs(text, Math.min(text.length, start + length));
    yield text.slice(start, end);
    start = end;
  }
}

/** The `length` UTF-16 units, or fewer, that stand before an offset. */
export const textBefore = (text: string, offset: number, length: number): string =>
  text.slice(Math.max(0, offset - length), offset);
