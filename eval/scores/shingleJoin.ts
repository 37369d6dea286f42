/**
 * The plain way to find near-duplicates, to which signatures are compared: all runs of four words of all
 * texts, joined. It is exact, and shares no code with `core/document/signature.ts`.
 */

const shingleWords = 4;

/** @returns the pairs of places whose texts have at least this Jaccard similarity, as `earlier later` */
export function shingleJoin(texts: readonly string[], least: number): Set<string> {
  const sizes: number[] = [];
  const textsWith = new Map<string, number[]>();
  const shared = new Map<string, number>();
  for (const [i, text] of texts.entries()) {
    const shingles = shinglesOf(text);
    sizes.push(shingles.size);
    for (const shingle of shingles) {
      const earlier = textsWith.get(shingle);
      for (const j of earlier ?? []) shared.set(`${j} ${i}`, (shared.get(`${j} ${i}`) ?? 0) + 1);
      if (earlier === undefined) textsWith.set(shingle, [i]);
      else earlier.push(i);
    }
  }
  const isNear = ([pair, both]: [string, number]): boolean => {
    const [a = 0, b = 0] = pair.split(' ').map((place) => sizes[Number(place)] ?? 0);
    return both / (a + b - both) >= least;
  };
  return new Set([...shared].filter(isNear).map(([pair]) => pair));
}

/** A text of fewer words has one shingle, and one without words none. */
function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const starts = words.length === 0 ? 0 : Math.max(1, words.length - shingleWords + 1);
  return new Set(
    Array.from({ length: starts }, (_, start) => words.slice(start, start + shingleWords).join(' ')),
  );
}
