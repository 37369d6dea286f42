/**
 * The averaged structured perceptron (Collins 2002) with a margin (Taskar et al. 2004). If a sequence with
 * tags that are not allowed scores best, or nearly so, the weights of the best allowed sequence are
 * increased and those of the other decreased. The result is the mean of the weights over all steps. For
 * partial labels, the current weights choose the best allowed sequence.
 */
import { tagCount } from '../../core/entities/tagger/tags.ts';
import { bestTags, forbiddenTransitions } from '../../core/entities/tagger/viterbi.ts';
import { randomOf, shuffle } from '../random.ts';
import type { TaggerExample, TrainingExamples } from './examples.ts';
import type { FeatureIndex } from './featureIndex.ts';

export interface Weights {
  /** A row of `tagCount` numbers for each feature. */
  features: Float32Array;
  transitions: Float32Array;
}

export interface Schedule {
  /** Rounds over all examples, after a first one without second-pass features. */
  rounds: number;
  /** By how much the right tag must outscore each other tag of a token; otherwise the weights are updated. */
  margin: number;
  /** The share of each token's features that is left out at random. */
  dropout: number;
  /** The share of examples without second-pass features, so that the weights also serve the first pass. */
  firstPassShare: number;
  /** Learning rate by source of the examples; 1 for all other sources. */
  strength: Readonly<Record<string, number>>;
  seed: number;
}

/** Maximum number of features that the second pass adds. */
const maxSecondPassFeatures = 20_000;

/**
 * @param documents those of the examples that are to be learnt from; what was found of them in an earlier
 * training is forgotten
 */
export function trainPerceptron(
  examples: TrainingExamples,
  documents: readonly TaggerExample[][],
  index: FeatureIndex,
  schedule: Schedule,
  onRound: (round: number) => void,
): Weights {
  const { rounds, seed } = schedule;
  const random = randomOf(seed);
  const all = documents.flat();
  for (const example of all) {
    example.right = false;
    example.secondPass = [];
  }
  const perceptron = new Perceptron(index.size + maxSecondPassFeatures, { ...schedule, random });
  for (let round = 0; round <= rounds; round++) {
    shuffle(all, random);
    all.forEach((example, i) => {
      // An example that was right last time is used every other time.
      if (!example.right || random() < 0.5)
        perceptron.learn(example, (round + i / all.length) / (rounds + 1));
    });
    // The first round predicts each example before training on it, so its errors are typical of new texts.
    if (round === 0) examples.addSecondPassFeatures(documents);
    onRound(round);
  }
  return perceptron.mean();
}

class Perceptron {
  readonly #features: Float32Array;
  readonly #transitions = new Float32Array(tagCount * tagCount);
  /**
   * By how much the mean is below the final weight: the sum of change × the share of the training that had
   * passed.
   */
  readonly #late: Float32Array;
  readonly #lateTransitions = new Float32Array(tagCount * tagCount);
  readonly #schedule: Omit<Schedule, 'rounds' | 'seed'> & { random: () => number };
  #active = new Int32Array(1 << 16);

  constructor(featureCount: number, schedule: Omit<Schedule, 'rounds' | 'seed'> & { random: () => number }) {
    this.#features = new Float32Array(featureCount * tagCount);
    this.#late = new Float32Array(featureCount * tagCount);
    this.#schedule = schedule;
  }

  /** Updates the weights by one example. @param share of the training that has passed */
  learn(example: TaggerExample, share: number): void {
    const { allowed } = example;
    const { margin, strength } = this.#schedule;
    const length = allowed.length;
    const { scores, ends } = this.#score(example);
    const transitions = this.#transitions.map((score, i) => score + (forbiddenTransitions[i] as number));
    example.guess = bestTags(scores, length, transitions);
    const guess = bestTags(addMargin(scores, allowed, margin), length, transitions);
    example.right = guess.every((tag, i) => (((allowed[i] as number) >> tag) & 1) === 1);
    if (example.right) return;
    const right = bestTags(scores, length, transitions, allowed);
    const rate = strength[example.source] ?? 1;
    for (let i = 0, before = 0, beforeGuess = 0; i < length; i++) {
      const [tag, other] = [right[i] as number, guess[i] as number];
      if (tag !== other) {
        for (let at = i === 0 ? 0 : (ends[i - 1] as number); at < (ends[i] as number); at++) {
          const row = (this.#active[at] as number) * tagCount;
          add(this.#features, this.#late, row + tag, rate, share);
          add(this.#features, this.#late, row + other, -rate, share);
        }
      }
      if (tag !== other || before !== beforeGuess) {
        add(this.#transitions, this.#lateTransitions, before * tagCount + tag, rate, share);
        add(this.#transitions, this.#lateTransitions, beforeGuess * tagCount + other, -rate, share);
      }
      before = tag;
      beforeGuess = other;
    }
  }

  /**
   * Scores the tags by the features that are not dropped, and collects these in `#active`: token i's end at
   * `ends[i]`.
   */
  #score({ allowed, context, around, secondPass }: TaggerExample): {
    scores: Float32Array;
    ends: Int32Array;
  } {
    const { dropout, firstPassShare, random } = this.#schedule;
    const length = allowed.length;
    const first = random() < firstPassShare;
    const scores = new Float32Array(length * tagCount);
    const ends = new Int32Array(length);
    const scale = 1 / (1 - dropout);
    const weights = this.#features;
    let n = 0;
    for (let i = 0; i < length; i++) {
      const from = n;
      if (n + 512 > this.#active.length) this.#active = doubled(this.#active);
      const active = this.#active;
      for (const id of context[i] as Int32Array) if (random() >= dropout) active[n++] = id;
      for (const list of around[i] as Int32Array[])
        for (const id of list) if (random() >= dropout) active[n++] = id;
      if (!first) for (const id of secondPass[i] ?? []) if (random() >= dropout) active[n++] = id;
      const base = i * tagCount;
      for (let at = from; at < n; at++) {
        const row = (active[at] as number) * tagCount;
        for (let tag = 0; tag < tagCount; tag++)
          scores[base + tag] = (scores[base + tag] as number) + (weights[row + tag] as number);
      }
      for (let tag = 0; tag < tagCount; tag++) scores[base + tag] = (scores[base + tag] as number) * scale;
      ends[i] = n;
    }
    return { scores, ends };
  }

  /** The mean weights over the training: each change counts for the share that was left after it. */
  mean(): Weights {
    return {
      features: this.#features.map((weight, i) => weight - (this.#late[i] as number)),
      transitions: this.#transitions.map((weight, i) => weight - (this.#lateTransitions[i] as number)),
    };
  }
}

/** The mean of trainings; later ones may have more second-pass features. */
export function meanWeights(trainings: readonly Weights[]): Weights {
  return {
    features: meanRow(trainings.map(({ features }) => features)),
    transitions: meanRow(trainings.map(({ transitions }) => transitions)),
  };
}

function meanRow(rows: readonly Float32Array[]): Float32Array {
  return new Float32Array(Math.max(...rows.map(({ length }) => length))).map(
    (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length,
  );
}

/** The scores, plus the margin for each tag that is not allowed. */
function addMargin(scores: Float32Array, allowed: Int32Array, margin: number): Float32Array {
  return scores.map((score, i) =>
    ((allowed[Math.floor(i / tagCount)] as number) >> (i % tagCount)) & 1 ? score : score + margin,
  );
}

function add(weights: Float32Array, late: Float32Array, at: number, change: number, share: number): void {
  weights[at] = (weights[at] as number) + change;
  late[at] = (late[at] as number) + change * share;
}

function doubled(list: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
