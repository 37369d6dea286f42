/**
 * Finds the names in a document with the weights that `training/` learnt. Each token's features are summed,
 * and the best tags of each line are found in two passes. The second pass adds features from the tags that
 * the first gave to the same words elsewhere in the document.
 */

import type { Passage } from '../passages.ts';
import { linearConfidence } from './calibration.ts';
import { contextFeatures, maxContextFeatures, type TaggerLine } from './contextFeatures.ts';
import { type BreakFinder, NameDecoder, type ScoredLine, type TaggedName } from './decoder.ts';
import { linesOf, WordCache } from './lines.ts';
import { featureRow, firstWeight, type TaggerModel, wordCluster } from './model.ts';
import { secondPassFeatures, TagCounts } from './secondPass.ts';
import { tagCount } from './tags.ts';
import { contextReach, maxWordFeatures, type TaggerWord, wordFeatures } from './wordFeatures.ts';

export type { NameBreak, TaggedName } from './decoder.ts';

interface ScoredWord extends TaggerWord {
  /** The word's score per tag, by its distance from the scored token. Computed on first use. */
  scores: (Float32Array | undefined)[];
}

interface ReadLine extends ScoredLine {
  line: TaggerLine<ScoredWord>;
}

/** What finds names in the passages of a text. */
export interface NameTagger {
  /** How much surer its doubtful names are than the linear tagger's of the same confidence. */
  readonly surer: number;
  /**
   * The names of the passages of `text`, in order.
   * @param breaksIn the tokens at which no name may go on, once all names are known
   */
  tag(text: string, passages: readonly Passage[], breaksIn?: BreakFinder): TaggedName[];
}

export class Tagger implements NameTagger {
  readonly surer = 0;
  readonly model: TaggerModel;
  readonly #words: WordCache<ScoredWord>;
  readonly #decoder: NameDecoder;
  /** Reused for every token. */
  readonly #features = new Int32Array(Math.max(maxWordFeatures, maxContextFeatures));

  constructor(model: TaggerModel) {
    this.model = model;
    this.#words = new WordCache(
      (hash) => wordCluster(model, hash),
      (word) => ({ ...word, scores: [] }),
    );
    const { transitions, temperature, calibration } = model;
    this.#decoder = new NameDecoder({
      transitions,
      temperature,
      confidence: (...name) => linearConfidence(calibration, ...name),
    });
  }

  /** @param breaksIn as `NameTagger` has it; their lines are decoded again */
  tag(text: string, passages: readonly Passage[], breaksIn: BreakFinder = () => []): TaggedName[] {
    return this.#decoder.names(this.#twoPasses(text, passages), breaksIn);
  }

  /** The probability of each tag for each token, passage by passage. */
  tagProbabilities(text: string, passages: readonly Passage[]): Float32Array[] {
    return this.#twoPasses(text, passages).map((scored) =>
      this.#decoder.marginals(scored).tagProbabilities(),
    );
  }

  #firstPass(text: string, passages: readonly Passage[]): ReadLine[] {
    return linesOf(text, passages, this.#words).map((line, i) => {
      const scores = this.#scores(line);
      const tags = this.#decoder.bestTags(scores, line.words.length);
      return { passage: passages[i] as Passage, line, scores, tags };
    });
  }

  #twoPasses(text: string, passages: readonly Passage[]): ReadLine[] {
    const lines = this.#firstPass(text, passages);
    const counts = new TagCounts();
    for (const { line, tags } of lines)
      line.words.forEach((word, i) => void counts.add(word, tags[i] as number));
    return lines.map((scored) => this.#secondPass(scored, counts));
  }

  #secondPass(scored: ReadLine, counts: TagCounts): ReadLine {
    const { line, scores, tags } = scored;
    const summaries = tags.map((tag, i) => counts.otherOccurrences(line.words[i] as ScoredWord, tag));
    if (summaries.every((summary) => summary === 0)) return scored;
    line.words.forEach((word, i) => {
      this.#addWeights(scores, i * tagCount, secondPassFeatures(summaries, i, word, this.#features));
    });
    return { ...scored, tags: this.#decoder.bestTags(scores, line.words.length) };
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
