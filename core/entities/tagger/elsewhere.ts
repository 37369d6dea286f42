/** The second look: what the first one said of the same words elsewhere in the document. */
import { combine } from './hash.ts';
import { outside, tagCount } from './tags.ts';
import type { Word } from './words.ts';

/** No token has more features of the second look than this. */
export const mostElsewhereFeatures = 8;

const kinds = { tag: 1, shape: 2, before: 3, after: 4, clear: 5 };

/** The tags that words of a document were given, counted. */
export class Tally {
  readonly #counts = new Map<number, Uint32Array>();

  count(word: Word, tag: number): void {
    if (!word.capital) return;
    const counts = this.#counts.get(word.lower) ?? new Uint32Array(tagCount);
    counts[tag] = (counts[tag] ?? 0) + 1;
    this.#counts.set(word.lower, counts);
  }

  /**
   * What the other places of a word say: 0 where there are none, else twice the commonest tag, plus 1, plus 1 if they all agree.
   * @param own the tag it was given in this place, which does not count
   */
  elsewhere(word: Word, own: number): number {
    const counts = word.capital ? this.#counts.get(word.lower) : undefined;
    if (counts === undefined) return 0;
    let [most, best, sum] = [0, outside, 0];
    for (let tag = 0; tag < tagCount; tag++) {
      const count = (counts[tag] as number) - (tag === own ? 1 : 0);
      sum += count;
      if (count > most) [most, best] = [count, tag];
    }
    return most === 0 ? 0 : 2 * best + (most === sum ? 2 : 1);
  }
}

/** Puts the features of token `i` into `into`; returns how many. `said` are the numbers of `Tally.elsewhere` for the line. */
export function elsewhereFeatures(said: Uint8Array, i: number, word: Word, into: Int32Array): number {
  const [before = 0, here = 0, after = 0] = [said[i - 1], said[i], said[i + 1]];
  if (here === 0 && before === 0 && after === 0) return 0;
  let n = 0;
  const add = (kind: number, value: number) => {
    into[n++] = combine(value, 2000 + kind);
  };
  add(kinds.tag, here);
  add(kinds.clear, (here + 1) >> 1);
  add(kinds.shape, combine(here, word.shape));
  add(kinds.before, combine((before + 1) >> 1, (here + 1) >> 1));
  add(kinds.after, combine((here + 1) >> 1, (after + 1) >> 1));
  return n;
}
