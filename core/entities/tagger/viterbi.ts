/** Finds the best tags of a line by Viterbi's algorithm. */
import { firstBefore, lastBefore, mayFollow, outsideTag, tagCount } from './tags.ts';

/** Added for what may not be. Finite, so that sums of it stay numbers. */
export const forbiddenScore = -1e9;

/** From a tag (row) to the next (column): 0 if it may follow, otherwise a prohibitive score. */
export const forbiddenTransitions = Float32Array.from({ length: tagCount * tagCount }, (_, i) =>
  mayFollow(Math.floor(i / tagCount), i % tagCount) ? 0 : forbiddenScore,
);

/**
 * The best sequence of tags.
 * @param scores a score per token and tag, token by token
 * @param length in tokens
 * @param transitions from a tag (row) to the next (column), `forbidden` added
 * @param allowed the tags allowed for each token, as a bit set; all if omitted
 */
export function bestTags(
  scores: Float32Array,
  length: number,
  transitions: Float32Array,
  allowed?: Int32Array,
): Uint8Array {
  const tags = new Uint8Array(length);
  if (length === 0) return tags;
  const back = new Uint8Array(length * tagCount);
  let before = new Float32Array(tagCount);
  let now = new Float32Array(tagCount);
  for (let tag = 0; tag < tagCount; tag++)
    before[tag] =
      (scores[tag] as number) +
      (transitions[outsideTag * tagCount + tag] as number) +
      penalty(allowed, 0, tag);
  for (let i = 1; i < length; i++) {
    for (let tag = 0; tag < tagCount; tag++) {
      let best = Number.NEGATIVE_INFINITY;
      let from = 0;
      const last = lastBefore(tag);
      for (let previous = firstBefore(tag); previous <= last; previous++) {
        const score = (before[previous] as number) + (transitions[previous * tagCount + tag] as number);
        if (score > best) {
          best = score;
          from = previous;
        }
      }
      back[i * tagCount + tag] = from;
      now[tag] = best + (scores[i * tagCount + tag] as number) + penalty(allowed, i, tag);
    }
    [before, now] = [now, before];
  }
  let tag = 0;
  for (let other = 1; other < tagCount; other++)
    if ((before[other] as number) > (before[tag] as number)) tag = other;
  for (let i = length - 1; i >= 0; i--) {
    tags[i] = tag;
    tag = back[i * tagCount + tag] as number;
  }
  return tags;
}

function penalty(allowed: Int32Array | undefined, i: number, tag: number): number {
  return allowed === undefined || ((allowed[i] as number) >> tag) & 1 ? 0 : forbiddenScore;
}
