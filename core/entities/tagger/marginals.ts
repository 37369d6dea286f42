/**
 * The probability that tokens of a line form a name, by the forward-backward algorithm (Rabiner 1989) over
 * exp(score / temperature).
 */
import { firstBefore, lastBefore, outsideTag, tagCount } from './tags.ts';

/** Added to every weight, so that no sum is zero. */
const minWeight = 1e-12;

/** The transition scores as weights, exp(score / temperature), scaled so that none exceeds 1. */
export function transitionWeights(transitions: Float32Array, temperature: number): Float32Array {
  const top = transitions.reduce((most, score) => Math.max(most, score), 0);
  return transitions.map((score) => Math.exp((score - top) / temperature));
}

/** The probability of each tag of each token, by the forward–backward algorithm. */
export class Marginals {
  readonly #length: number;
  readonly #transitions: Float32Array;
  // Each of these three has a value per token and tag, token by token.
  /** Weights by the token's own score. */
  readonly #local: Float32Array;
  /** Forward probabilities: the token and all before it. They add up to 1 per token. */
  readonly #forward: Float32Array;
  /** Backward weights: the token and all after it. */
  readonly #backward: Float32Array;
  /** The sum of each token's forward probabilities before normalisation. */
  readonly #sums: Float32Array;

  /**
   * @param scores a score per token and tag, token by token
   * @param length in tokens
   * @param transitions from `transitionWeights`, with the same temperature; a line begins as if after a token
   *   outside names (tag 0)
   */
  constructor(scores: Float32Array, length: number, transitions: Float32Array, temperature: number) {
    this.#length = length;
    this.#transitions = transitions;
    this.#local = localWeights(scores, length, temperature);
    this.#forward = new Float32Array(length * tagCount);
    this.#backward = new Float32Array(length * tagCount);
    this.#sums = new Float32Array(length);
    this.#computeForward();
    this.#computeBackward();
  }

  /**
   * The probability that exactly the tokens from `from` to `to` (exclusive) form one name.
   * @param beginTag the tag of its first token; the inside tag is the next one
   */
  nameProbability(beginTag: number, from: number, to: number): number {
    const insideTag = beginTag + 1;
    let probability = this.#forward[from * tagCount + beginTag] as number;
    for (let i = from + 1, tag = beginTag; i < to; i++, tag = insideTag)
      probability *=
        (this.#transition(tag, insideTag) * (this.#local[i * tagCount + insideTag] as number)) /
        (this.#sums[i] as number);
    if (to === this.#length) return Math.min(1, probability);
    const ended = this.#after(to - from === 1 ? beginTag : insideTag, to, insideTag);
    let all = 0;
    for (let tag = 0; tag < tagCount; tag++)
      all += (this.#forward[(to - 1) * tagCount + tag] as number) * this.#after(tag, to);
    return Math.min(1, (probability * ended) / (all || 1));
  }

  /** The probability of each tag for each token, token by token. */
  tagProbabilities(): Float32Array {
    const probabilities = this.#forward.map(
      (forward, at) => (forward * (this.#backward[at] as number)) / (this.#local[at] as number),
    );
    for (let at = 0; at < probabilities.length; at += tagCount) normalize(probabilities, at);
    return probabilities;
  }

  #transition(tag: number, next: number): number {
    return this.#transitions[tag * tagCount + next] as number;
  }

  /**
   * The total weight of all continuations from token `i` on after a tag, except those with the tag `except`
   * at `i`.
   */
  #after(tag: number, i: number, except = -1): number {
    const [backward, transitions] = [this.#backward, this.#transitions];
    const [row, at] = [tag * tagCount, i * tagCount];
    let sum = 0;
    // What may not follow weighs nothing; it is faster to add it than to leave it out.
    for (let next = 0; next < tagCount; next++)
      if (next !== except) sum += (transitions[row + next] as number) * (backward[at + next] as number);
    return sum;
  }

  #computeForward(): void {
    const [local, forward, transitions] = [this.#local, this.#forward, this.#transitions];
    for (let i = 0; i < this.#length; i++) {
      for (let tag = 0; tag < tagCount; tag++) {
        const last = lastBefore(tag);
        let sum = 0;
        if (i === 0) sum = transitions[outsideTag * tagCount + tag] as number;
        else
          for (let before = firstBefore(tag); before <= last; before++)
            sum +=
              (forward[(i - 1) * tagCount + before] as number) *
              (transitions[before * tagCount + tag] as number);
        forward[i * tagCount + tag] = sum * (local[i * tagCount + tag] as number);
      }
      this.#sums[i] = normalize(forward, i * tagCount);
    }
  }

  #computeBackward(): void {
    const [local, backward] = [this.#local, this.#backward];
    const later = new Float32Array(tagCount).fill(1);
    for (let i = this.#length - 1; i >= 0; i--) {
      for (let tag = 0; tag < tagCount; tag++)
        backward[i * tagCount + tag] = (local[i * tagCount + tag] as number) * (later[tag] as number);
      for (let tag = 0; tag < tagCount; tag++) later[tag] = this.#after(tag, i);
      normalize(later, 0);
    }
  }
}

function localWeights(scores: Float32Array, length: number, temperature: number): Float32Array {
  const local = new Float32Array(length * tagCount);
  for (let at = 0; at < local.length; at += tagCount) {
    let top = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < tagCount; tag++) top = Math.max(top, scores[at + tag] as number);
    for (let tag = 0; tag < tagCount; tag++)
      local[at + tag] = Math.exp(((scores[at + tag] as number) - top) / temperature) + minWeight;
  }
  return local;
}

/** Scales the values of all tags from `at` on so that they add up to 1, and returns their previous sum. */
function normalize(values: Float32Array, at: number): number {
  let sum = 0;
  for (let tag = 0; tag < tagCount; tag++) sum += values[at + tag] as number;
  for (let tag = 0; tag < tagCount; tag++) values[at + tag] = (values[at + tag] as number) / (sum || 1);
  return sum || 1;
}
