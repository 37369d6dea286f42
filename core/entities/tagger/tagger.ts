/**
 * Names in a document, by the weights that `training/` made: each token's features are summed up and the best tags of each line found,
 * twice: the second time with what the first said of the same words elsewhere in the document.
 */
import type { Passage } from '../token.ts';
import { calibrated, calibrationTerms } from './calibration.ts';
import { contextFeatures, type Line, mostContextFeatures } from './context.ts';
import { elsewhereFeatures, Tally } from './elsewhere.ts';
import { linesOf, WordBook } from './lines.ts';
import { Marginals, weightsOf } from './marginals.ts';
import { clusterOf, firstWeight, type Model, rowOf } from './model.ts';
import { isBeginning, outside, type TagType, tagCount, typeOf } from './tags.ts';
import { bestTags, forbidden } from './viterbi.ts';
import { mostWordFeatures, reach, type Word, wordFeatures } from './words.ts';

/** A name: tokens `from` up to `to` of a passage. */
export interface Tagged {
  passage: Passage;
  from: number;
  to: number;
  type: TagType;
  /** By the scores of all tags of the line alone. */
  probability: number;
  /** How often such a mention is right. */
  confidence: number;
}

/** What a word says for each tag, for each distance at which it may stand; worked out when first asked for. */
interface ScoredWord extends Word {
  scores: (Float32Array | undefined)[];
}

interface Scored {
  passage: Passage;
  line: Line<ScoredWord>;
  /** Of every token for every tag, one token after the other. */
  scores: Float32Array;
  tags: Uint8Array;
}

export class Tagger {
  readonly model: Model;
  readonly #words: WordBook<ScoredWord>;
  readonly #transitions: Float32Array;
  readonly #steps: Float32Array;
  readonly #features = new Int32Array(Math.max(mostWordFeatures, mostContextFeatures));

  constructor(model: Model) {
    this.model = model;
    this.#words = new WordBook(
      (hash) => clusterOf(model, hash),
      (word) => ({ ...word, scores: [] }),
    );
    this.#transitions = model.transitions.map((score, i) => score + (forbidden[i] ?? 0));
    this.#steps = weightsOf(this.#transitions, model.temperature);
  }

  /** The names of the passages of `text`, in order. */
  tag(text: string, passages: Iterable<Passage>): Tagged[] {
    return this.#look(text, passages).flatMap((scored) => this.#namesIn(scored));
  }

  /** How likely each tag of each token is, passage by passage: what a teacher asks (`training/teacher/`). */
  chances(text: string, passages: Iterable<Passage>): Float32Array[] {
    return this.#look(text, passages).map(({ scores, tags }) =>
      this.#chancesOf(scores, tags.length).ofTags(),
    );
  }

  #chancesOf(scores: Float32Array, length: number): Marginals {
    return new Marginals(scores, length, this.#steps, this.model.temperature);
  }

  #firstLook(text: string, passages: Iterable<Passage>): Scored[] {
    const all = [...passages];
    return linesOf(text, all, this.#words).map((line, i) => {
      const scores = this.#scores(line);
      return {
        passage: all[i] as Passage,
        line,
        scores,
        tags: bestTags(scores, line.words.length, this.#transitions),
      };
    });
  }

  #look(text: string, passages: Iterable<Passage>): Scored[] {
    const first = this.#firstLook(text, passages);
    const tally = new Tally();
    for (const { line, tags } of first)
      line.words.forEach((word, i) => void tally.count(word, tags[i] as number));
    return first.map((scored) => {
      const { line, scores, tags } = scored;
      const said = Uint8Array.from(line.words, (word, i) => tally.elsewhere(word, tags[i] as number));
      if (said.every((number) => number === 0)) return scored;
      line.words.forEach(
        (word, i) =>
          void this.#addRows(scores, i * tagCount, elsewhereFeatures(said, i, word, this.#features)),
      );
      return { ...scored, tags: bestTags(scores, line.words.length, this.#transitions) };
    });
  }

  #namesIn({ passage, scores, tags }: Scored): Tagged[] {
    const length = tags.length;
    if (tags.every((tag) => tag === outside)) return [];
    const chances = this.#chancesOf(scores, length);
    const names: Tagged[] = [];
    for (let from = 0; from < length; ) {
      const tag = tags[from] as number;
      const type = typeOf(tag);
      let to = from + 1;
      if (type !== undefined && isBeginning(tag)) {
        while (to < length && tags[to] === tag + 1) to++;
        const probability = chances.ofName(tag, from, to);
        const confidence = calibrated(this.model.reliability, calibrationTerms(probability, type, to - from));
        names.push({ passage, from, to, type, probability, confidence });
      }
      from = to;
    }
    return names;
  }

  #scores(line: Line<ScoredWord>): Float32Array {
    const { words } = line;
    const scores = new Float32Array(words.length * tagCount);
    const at = (index: number) => words[index] ?? this.#words.edge;
    for (let i = 0; i < words.length; i++) {
      const base = i * tagCount;
      for (let offset = -reach; offset <= reach; offset++) {
        const said = this.#saidBy(at(i + offset), offset);
        for (let tag = 1; tag < tagCount; tag++)
          scores[base + tag] = (scores[base + tag] as number) + (said[tag] as number);
      }
      this.#addRows(scores, base, contextFeatures(line, i, at, this.#features));
    }
    return scores;
  }

  #saidBy(word: ScoredWord, offset: number): Float32Array {
    const there = word.scores[offset + reach];
    if (there !== undefined) return there;
    const said = new Float32Array(tagCount);
    this.#addRows(said, 0, wordFeatures(word, offset, this.#features));
    word.scores[offset + reach] = said;
    return said;
  }

  /** Adds the weights of the first `count` of the features. */
  #addRows(scores: Float32Array, base: number, count: number): void {
    const { rows, unit } = this.model;
    for (let f = 0; f < count; f++) {
      const row = rowOf(this.model, this.#features[f] as number);
      if (row < 0) continue;
      for (let tag = 1; tag < tagCount; tag++)
        scores[base + tag] =
          (scores[base + tag] as number) + (rows[row + firstWeight + tag] as number) * unit;
    }
  }
}
