/** How likely it is that a stretch of a line is a name, by the forward-backward algorithm (Rabiner 1989) over exp(score / temperature). */
import { tagCount } from './tags.ts';

/** Nothing is impossible, so that no sum is zero. */
const least = 1e-12;

/** Scores as weights whose products are compared: what `Chances` needs of the transitions, worked out once. */
export function weightsOf(transitions: Float32Array, temperature: number): Float32Array {
  const top = transitions.reduce((most, score) => Math.max(most, score), 0);
  return transitions.map((score) => Math.exp((score - top) / temperature));
}

export class Marginals {
  readonly #length: number;
  readonly #steps: Float32Array;
  /** Of each token for each tag: by its own score; by that and all before it, adding up to 1; by that and all behind it. */
  readonly #local: Float32Array;
  readonly #before: Float32Array;
  readonly #behind: Float32Array;
  /** What the sums of `#before` were before they were made 1. */
  readonly #sums: Float32Array;

  /**
   * @param scores of `length` tokens for each tag, one token after the other
   * @param steps the transitions' `weightsOf` at this temperature; a line begins as behind a token outside of names (tag 0)
   */
  constructor(scores: Float32Array, length: number, steps: Float32Array, temperature: number) {
    this.#length = length;
    this.#steps = steps;
    this.#local = localWeights(scores, length, temperature);
    this.#before = new Float32Array(length * tagCount);
    this.#behind = new Float32Array(length * tagCount);
    this.#sums = new Float32Array(length);
    this.#forward();
    this.#backward();
  }

  /**
   * The probability that exactly the tokens `from` up to `to` are one name.
   * @param beginning the tag of its first token; of the others it is the next one
   */
  ofName(beginning: number, from: number, to: number): number {
    const inside = beginning + 1;
    let chance = this.#before[from * tagCount + beginning] as number;
    for (let i = from + 1, tag = beginning; i < to; i++, tag = inside)
      chance *=
        (this.#step(tag, inside) * (this.#local[i * tagCount + inside] as number)) /
        (this.#sums[i] as number);
    if (to === this.#length) return Math.min(1, chance);
    const ended = this.#after(to - from === 1 ? beginning : inside, to, inside);
    let all = 0;
    for (let tag = 0; tag < tagCount; tag++)
      all += (this.#before[(to - 1) * tagCount + tag] as number) * this.#after(tag, to);
    return Math.min(1, (chance * ended) / (all || 1));
  }

  /** How likely each token has each tag, one token after the other. */
  ofTags(): Float32Array {
    const chances = this.#before.map(
      (before, at) => (before * (this.#behind[at] as number)) / (this.#local[at] as number),
    );
    for (let at = 0; at < chances.length; at += tagCount) normalize(chances, at);
    return chances;
  }

  #step(tag: number, next: number): number {
    return this.#steps[tag * tagCount + next] as number;
  }

  /** What may come from token `i` on behind a tag; without those that have the tag `but` there. */
  #after(tag: number, i: number, but = -1): number {
    let sum = 0;
    for (let next = 0; next < tagCount; next++)
      if (next !== but) sum += this.#step(tag, next) * (this.#behind[i * tagCount + next] as number);
    return sum;
  }

  #forward(): void {
    for (let i = 0; i < this.#length; i++) {
      for (let tag = 0; tag < tagCount; tag++) {
        let sum = 0;
        if (i === 0) sum = this.#step(0, tag);
        else
          for (let before = 0; before < tagCount; before++)
            sum += (this.#before[(i - 1) * tagCount + before] as number) * this.#step(before, tag);
        this.#before[i * tagCount + tag] = sum * (this.#local[i * tagCount + tag] as number);
      }
      this.#sums[i] = normalize(this.#before, i * tagCount);
    }
  }

  #backward(): void {
    const later = new Float32Array(tagCount).fill(1);
    for (let i = this.#length - 1; i >= 0; i--) {
      for (let tag = 0; tag < tagCount; tag++)
        this.#behind[i * tagCount + tag] =
          (this.#local[i * tagCount + tag] as number) * (later[tag] as number);
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
      local[at + tag] = Math.exp(((scores[at + tag] as number) - top) / temperature) + least;
  }
  return local;
}

/** Makes the values of all tags from `at` on add up to 1; returns what they added up to. */
function normalize(values: Float32Array, at: number): number {
  let sum = 0;
  for (let tag = 0; tag < tagCount; tag++) sum += values[at + tag] as number;
  for (let tag = 0; tag < tagCount; tag++) values[at + tag] = (values[at + tag] as number) / (sum || 1);
  return sum || 1;
}
