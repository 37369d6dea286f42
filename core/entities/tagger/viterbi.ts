/** The likeliest tags of a line, and how likely they are. */
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
export function bestTags(scores: Float32Array, length: number, transitions: Float32Array, allowed?: Int32Array): Uint8Array {
  const tags = new Uint8Array(length);
  if (length === 0) return tags;
  const back = new Uint8Array(length * tagCount);
  let before = new Float32Array(tagCount);
  let now = new Float32Array(tagCount);
  for (let tag = 0; tag < tagCount; tag++)
    before[tag] = (scores[tag] as number) + (transitions[outside * tagCount + tag] as number) + fine(allowed, 0, tag);
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
  for (let other = 1; other < tagCount; other++) if ((before[other] as number) > (before[tag] as number)) tag = other;
  for (let i = length - 1; i >= 0; i--) {
    tags[i] = tag;
    tag = back[i * tagCount + tag] as number;
  }
  return tags;
}

function fine(allowed: Int32Array | undefined, i: number, tag: number): number {
  return allowed === undefined || ((allowed[i] as number) >> tag) & 1 ? 0 : never;
}

/** Scores as weights whose products are compared: what `probabilities` needs of the transitions, worked out once. */
export function weightsOf(transitions: Float32Array, temperature: number): Float32Array {
  const top = transitions.reduce((most, score) => Math.max(most, score), 0);
  return transitions.map((score) => Math.exp((score - top) / temperature));
}

/**
 * How likely each tag of each token is, by the forward-backward algorithm over exp(score / temperature).
 * @param steps the transitions' `weightsOf` at this temperature
 * @returns probabilities, one token after the other
 */
export function probabilities(scores: Float32Array, length: number, steps: Float32Array, temperature: number): Float32Array {
  const local = localWeights(scores, length, temperature);
  const result = forward(local, length, steps);
  let backward = new Float32Array(tagCount).fill(1);
  let earlier = new Float32Array(tagCount);
  for (let i = length - 1; i >= 0; i--) {
    const at = i * tagCount;
    for (let tag = 0; tag < tagCount; tag++) {
      result[at + tag] = (result[at + tag] as number) * (backward[tag] as number);
      backward[tag] = (backward[tag] as number) * (local[at + tag] as number);
    }
    normalize(result, at);
    for (let before = 0; before < tagCount; before++) {
      let sum = 0;
      for (let tag = 0; tag < tagCount; tag++) sum += (steps[before * tagCount + tag] as number) * (backward[tag] as number);
      earlier[before] = sum;
    }
    normalize(earlier, 0);
    [backward, earlier] = [earlier, backward];
  }
  return result;
}

function localWeights(scores: Float32Array, length: number, temperature: number): Float32Array {
  const local = new Float32Array(length * tagCount);
  for (let at = 0; at < local.length; at += tagCount) {
    let top = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < tagCount; tag++) top = Math.max(top, scores[at + tag] as number);
    for (let tag = 0; tag < tagCount; tag++) local[at + tag] = Math.exp(((scores[at + tag] as number) - top) / temperature) + least;
  }
  return local;
}

/** Nothing is impossible, so that no sum is zero. */
const least = 1e-12;

function forward(local: Float32Array, length: number, steps: Float32Array): Float32Array {
  const result = new Float32Array(length * tagCount);
  for (let i = 0; i < length; i++) {
    const at = i * tagCount;
    for (let tag = 0; tag < tagCount; tag++) {
      let sum = 0;
      if (i === 0) sum = steps[outside * tagCount + tag] as number;
      else
        for (let before = 0; before < tagCount; before++)
          sum += (result[at - tagCount + before] as number) * (steps[before * tagCount + tag] as number);
      result[at + tag] = sum * (local[at + tag] as number);
    }
    normalize(result, at);
  }
  return result;
}

function normalize(values: Float32Array, at: number): void {
  let sum = 0;
  for (let tag = 0; tag < tagCount; tag++) sum += values[at + tag] as number;
  for (let tag = 0; tag < tagCount; tag++) values[at + tag] = (values[at + tag] as number) / (sum || 1);
}
