/**
 * Features of the second pass: the tags that the first pass gave to the same words elsewhere in the document.
 */
import { combineHashes } from './featureHash.ts';
import { outsideTag, tagCount } from './tags.ts';
import type { TaggerWord } from './wordFeatures.ts';

/** Mixed into each feature's hash. */
const kinds = { summary: 1, shape: 2, before: 3, after: 4, tag: 5 };

/** How often each capitalised word of a document got each tag. */
export class TagCounts {
  readonly #counts = new Map<number, Uint32Array>();

  add(word: TaggerWord, tag: number): void {
    if (!word.capital) return;
    const counts = this.#counts.get(word.lower) ?? new Uint32Array(tagCount);
    counts[tag] = (counts[tag] ?? 0) + 1;
    this.#counts.set(word.lower, counts);
  }

  /**
   * Summarises the tags of a word's other occurrences: 0 if there are none, otherwise twice the most common
   * tag, plus 1, plus 1 more if all occurrences have it.
   * @param own the tag of this occurrence, which does not count
   */
  otherOccurrences(word: TaggerWord, own: number): number {
    const counts = word.capital ? this.#counts.get(word.lower) : undefined;
    if (counts === undefined) return 0;
    let [most, best, sum] = [0, outsideTag, 0];
    for (let tag = 0; tag < tagCount; tag++) {
      const count = (counts[tag] as number) - (tag === own ? 1 : 0);
      sum += count;
      if (count > most) [most, best] = [count, tag];
    }
    return most === 0 ? 0 : 2 * best + (most === sum ? 2 : 1);
  }
}

/**
 * Writes the hashes of token `i`'s second-pass features to `into` and returns their number.
 * @param summaries `TagCounts.otherOccurrences` for each token of the line
 */
export function secondPassFeatures(
  summaries: Uint8Array,
  i: number,
  word: TaggerWord,
  into: Int32Array,
): number {
  const [before = 0, here = 0, after = 0] = [summaries[i - 1], summaries[i], summaries[i + 1]];
  if (here === 0 && before === 0 && after === 0) return 0;
  let n = 0;
  const add = (kind: number, value: number) => {
    into[n++] = combineHashes(value, 2000 + kind);
  };
  add(kinds.summary, here);
  add(kinds.tag, (here + 1) >> 1);
  add(kinds.shape, combineHashes(here, word.shape));
  add(kinds.before, combineHashes((before + 1) >> 1, (here + 1) >> 1));
  add(kinds.after, combineHashes((here + 1) >> 1, (after + 1) >> 1));
  return n;
}
