/** The likeliest tags of a line. */
import { isBeginning, mayFollow, outside, tagCount } from './tags.ts';

const never = -1e9;

/** From a tag (row) to the next (column): whether it may follow at all. */
export const forbidden = Float32Array.from({ length: tagCount * tagCount }, (_, i) =>
  mayFollow(Math.floor(i / tagCount), i % tagCount) ? 0 : never,
);

/**
 * The best sequence of tags for `length` tokens.
 * @param scores of each token for each tag, one token after the other
 * @param transitions from a tag (row) to the next (column), `forbidden` added
 * @param allowed a bit set of tags for each token; without it any tag may be
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
      (scores[tag] as number) + (transitions[outside * tagCount + tag] as number) + fine(allowed, 0, tag);
  for (let i = 1; i < length; i++) {
    for (let tag = 0; tag < tagCount; tag++) {
      let best = Number.NEGATIVE_INFINITY;
      let from = 0;
      // A name goes on only from its beginning or from itself.
      const goesOn = tag !== outside && !isBeginning(tag);
      for (let previous = goesOn ? tag - 1 : 0; previous < (goesOn ? tag + 1 : tagCount); previous++) {
        const score = (before[previous] as number) + (transitions[previous * tagCount + tag] as number);
        if (score > best) {
          best = score;
          from = previous;
        }
      }
      back[i * tagCount + tag] = from;
      now[tag] = best + (scores[i * tagCount + tag] as number) + fine(allowed, i, tag);
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

function fine(allowed: Int32Array | undefined, i: number, tag: number): number {
  return allowed === undefined || ((allowed[i] as number) >> tag) & 1 ? 0 : never;
}
