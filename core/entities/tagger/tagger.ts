/**
 * Finds the names in a document with the weights that `training/` learnt. Each token's features are summed,
 * and the best tags of each line are found in two passes. The second pass adds features from the tags that
 * the first gave to the same words elsewhere in the document.
 */
import type { Passage } from '../token.ts';
import { calibratedConfidence, calibrationTerms } from './calibration.ts';
import { contextFeatures, maxContextFeatures, type TaggerLine } from './contextFeatures.ts';
import { linesOf, WordCache } from './lines.ts';
import { Marginals, transitionWeights } from './marginals.ts';
import { featureRow, firstWeight, type TaggerModel, wordCluster } from './model.ts';
import { secondPassFeatures, TagCounts } from './secondPass.ts';
import { isBeginTag, outsideTag, type TagType, tagCount, tagType } from './tags.ts';
import { bestTags, forbiddenScore, forbiddenTransitions } from './viterbi.ts';
import { contextReach, maxWordFeatures, type TaggerWord, wordFeatures } from './wordFeatures.ts';

/** A name: the tokens of a passage from `from` to `to` (exclusive). */
export interface TaggedName {
  passage: Passage;
  from: number;
  to: number;
  type: TagType;
  /** The model's own probability, from the scores of the line. */
  probability: number;
  /** The calibrated probability: how often such a mention is right. */
  confidence: number;
}

/** A token of a passage at which no name may go on: it begins one or is outside. */
export interface NameBreak {
  passage: Passage;
  /** The token's index in the passage. */
  at: number;
}

interface ScoredWord extends TaggerWord {
  /** The word's score per tag, by its distance from the scored token. Computed on first use. */
  scores: (Float32Array | undefined)[];
}

interface ScoredLine {
  passage: Passage;
  line: TaggerLine<ScoredWord>;
  /** A score per token and tag, token by token. */
  scores: Float32Array;
  tags: Uint8Array;
}

export class Tagger {
  readonly model: TaggerModel;
  readonly #words: WordCache<ScoredWord>;
  readonly #transitions: Float32Array;
  readonly #transitionWeights: Float32Array;
  /** Reused for every token. */
  readonly #features = new Int32Array(Math.max(maxWordFeatures, maxContextFeatures));

  constructor(model: TaggerModel) {
    this.model = model;
    this.#words = new WordCache(
      (hash) => wordCluster(model, hash),
      (word) => ({ ...word, scores: [] }),
    );
    this.#transitions = model.transitions.map((score, i) => score + (forbiddenTransitions[i] ?? 0));
    this.#transitionWeights = transitionWeights(this.#transitions, model.temperature);
  }

  /**
   * The names of the passages of `text`, in order.
   * @param breaksIn the tokens at which no name may go on, once all names are known; their lines are tagged
   *   again
   */
  tag(
    text: string,
    passages: Iterable<Passage>,
    breaksIn: (names: readonly TaggedName[]) => readonly NameBreak[] = () => [],
  ): TaggedName[] {
    const lines = this.#twoPasses(text, passages);
    const names = lines.map((scored) => this.#namesIn(scored));
    const breaks = Map.groupBy(breaksIn(names.flat()), ({ passage }) => passage);
    if (breaks.size === 0) return names.flat();
    return lines.flatMap((scored, i) => {
      const at = breaks.get(scored.passage);
      return at === undefined ? (names[i] ?? []) : this.#namesIn(this.#broken(scored, at));
    });
  }

  /** The line with the best tags among those by which no name goes on at the breaks. */
  #broken(scored: ScoredLine, breaks: readonly NameBreak[]): ScoredLine {
    const scores = scored.scores.slice();
    for (const { at } of breaks)
      for (let tag = 0; tag < tagCount; tag++)
        if (tag !== outsideTag && !isBeginTag(tag)) scores[at * tagCount + tag] = forbiddenScore;
    return { ...scored, scores, tags: bestTags(scores, scored.tags.length, this.#transitions) };
  }

  /** The probability of each tag for each token, passage by passage. `training/teacher/` uses it. */
  tagProbabilities(text: string, passages: Iterable<Passage>): Float32Array[] {
    return this.#twoPasses(text, passages).map((scored) => this.#marginals(scored).tagProbabilities());
  }

  #marginals({ scores, tags }: ScoredLine): Marginals {
    return new Marginals(scores, tags.length, this.#transitionWeights, this.model.temperature);
  }

  #firstPass(text: string, passages: Iterable<Passage>): ScoredLine[] {
    const all = [...passages];
    return linesOf(text, all, this.#words).map((line, i) => {
      const scores = this.#scores(line);
      const tags = bestTags(scores, line.words.length, this.#transitions);
      return { passage: all[i] as Passage, line, scores, tags };
    });
  }

  #twoPasses(text: string, passages: Iterable<Passage>): ScoredLine[] {
    const lines = this.#firstPass(text, passages);
    const counts = new TagCounts();
    for (const { line, tags } of lines)
      line.words.forEach((word, i) => void counts.add(word, tags[i] as number));
    return lines.map((scored) => this.#secondPass(scored, counts));
  }

  #secondPass(scored: ScoredLine, counts: TagCounts): ScoredLine {
    const { line, scores, tags } = scored;
    const summaries = Uint8Array.from(line.words, (word, i) =>
      counts.otherOccurrences(word, tags[i] as number),
    );
    if (summaries.every((summary) => summary === 0)) return scored;
    line.words.forEach((word, i) => {
      this.#addWeights(scores, i * tagCount, secondPassFeatures(summaries, i, word, this.#features));
    });
    return { ...scored, tags: bestTags(scores, line.words.length, this.#transitions) };
  }

  #namesIn(scored: ScoredLine): TaggedName[] {
    const { passage, tags } = scored;
    if (tags.every((tag) => tag === outsideTag)) return [];
    const marginals = this.#marginals(scored);
    const names: TaggedName[] = [];
    for (let from = 0; from < tags.length; ) {
      const tag = tags[from] as number;
      const type = tagType(tag);
      let to = from + 1;
      if (type !== undefined && isBeginTag(tag)) {
        while (to < tags.length && tags[to] === tag + 1) to++;
        const probability = marginals.nameProbability(tag, from, to);
        const terms = calibrationTerms(probability, type, to - from);
        const confidence = calibratedConfidence(this.model.calibration, terms);
        names.push({ passage, from, to, type, probability, confidence });
      }
      from = to;
    }
    return names;
  }

  #scores(line: TaggerLine<ScoredWord>): Float32Array {
    const { words } = line;
    const scores = new Float32Array(words.length * tagCount);
    const at = (index: number) => words[index] ?? this.#words.edge;
    for (let i = 0; i < words.length; i++) {
      const base = i * tagCount;
      for (let offset = -contextReach; offset <= contextReach; offset++) {
        const wordScores = this.#wordScores(at(i + offset), offset);
        for (let tag = 1; tag < tagCount; tag++)
          scores[base + tag] = (scores[base + tag] as number) + (wordScores[tag] as number);
      }
      this.#addWeights(scores, base, contextFeatures(line, i, at, this.#features));
    }
    return scores;
  }

  #wordScores(word: ScoredWord, offset: number): Float32Array {
    const cached = word.scores[offset + contextReach];
    if (cached !== undefined) return cached;
    const scores = new Float32Array(tagCount);
    this.#addWeights(scores, 0, wordFeatures(word, offset, this.#features));
    word.scores[offset + contextReach] = scores;
    return scores;
  }

  /** Adds the weights of the first `count` features in the buffer to the scores from `base` on. */
  #addWeights(scores: Float32Array, base: number, count: number): void {
    const { rows, unit } = this.model;
    for (let f = 0; f < count; f++) {
      const row = featureRow(this.model, this.#features[f] as number);
      if (row < 0) continue;
      for (let tag = 1; tag < tagCount; tag++)
        scores[base + tag] =
          (scores[base + tag] as number) + (rows[row + firstWeight + tag] as number) * unit;
    }
  }
}
