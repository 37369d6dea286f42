/** Finds the names in lines whose tokens have a score per tag: the best tags, and how sure they are. */
import type { Passage } from '../passages.ts';
import { Marginals, transitionWeights } from './marginals.ts';
import { isBeginTag, outsideTag, type TagType, tagCount, tagType } from './tags.ts';
import { bestTags, forbiddenScore, forbiddenTransitions } from './viterbi.ts';

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

/** The tokens at which no name may go on, once all names are known. */
export type BreakFinder = (names: readonly TaggedName[]) => readonly NameBreak[];

export interface ScoredPassage {
  passage: Passage;
  /** A score per token and tag, token by token. */
  scores: Float32Array;
}

export interface ScoredLine extends ScoredPassage {
  tags: Uint8Array;
}

export interface DecoderSettings {
  /** A score from a tag (row) to the next (column), beside which what may not be is forbidden. */
  transitions: Float32Array;
  /** A difference of scores of this size is a factor e of probability. */
  temperature: number;
  /** How often a name of that probability, type and length (in tokens) is right: between 0 and 1. */
  confidence(probability: number, type: TagType, length: number): number;
}

export class NameDecoder {
  readonly #settings: DecoderSettings;
  readonly #transitions: Float32Array;
  readonly #transitionWeights: Float32Array;

  constructor(settings: DecoderSettings) {
    this.#settings = settings;
    this.#transitions = settings.transitions.map((score, i) => score + (forbiddenTransitions[i] ?? 0));
    this.#transitionWeights = transitionWeights(this.#transitions, settings.temperature);
  }

  /** The best tags of a line. */
  bestTags(scores: Float32Array, length: number): Uint8Array {
    return bestTags(scores, length, this.#transitions);
  }

  /**
   * The names of the lines, in order.
   * @param breaksIn their lines are decoded again
   */
  names(lines: readonly ScoredLine[], breaksIn: BreakFinder): TaggedName[] {
    const again = ({ passage, scores }: ScoredPassage): TaggedName[] =>
      this.#namesIn({ passage, scores, tags: this.bestTags(scores, passage.tokens.length) });
    const names = lines.map((scored) => this.#namesIn(scored));
    return namesApart(lines, names, again, breaksIn);
  }

  marginals({ scores, tags }: ScoredLine): Marginals {
    return new Marginals(scores, tags.length, this.#transitionWeights, this.#settings.temperature);
  }

  #namesIn(scored: ScoredLine): TaggedName[] {
    const { passage, tags } = scored;
    if (tags.every((tag) => tag === outsideTag)) return [];
    const marginals = this.marginals(scored);
    const names: TaggedName[] = [];
    for (let from = 0; from < tags.length; ) {
      const tag = tags[from] as number;
      const type = tagType(tag);
      let to = from + 1;
      if (type !== undefined && isBeginTag(tag)) {
        while (to < tags.length && tags[to] === tag + 1) to++;
        const probability = marginals.nameProbability(tag, from, to);
        const confidence = this.#settings.confidence(probability, type, to - from);
        names.push({ passage, from, to, type, probability, confidence });
      }
      from = to;
    }
    return names;
  }
}

/**
 * The names of all lines. Those of lines with breaks are read again, from scores by which no name goes on
 * there.
 * @param names of each line
 */
export function namesApart(
  lines: readonly ScoredPassage[],
  names: readonly TaggedName[][],
  again: (line: ScoredPassage) => TaggedName[],
  breaksIn: BreakFinder,
): TaggedName[] {
  const breaks = Map.groupBy(breaksIn(names.flat()), ({ passage }) => passage);
  if (breaks.size === 0) return names.flat();
  return lines.flatMap(({ passage, scores }, i) => {
    const at = breaks.get(passage);
    return at === undefined ? (names[i] ?? []) : again({ passage, scores: withBreaks(scores, at) });
  });
}

function withBreaks(scores: Float32Array, breaks: readonly NameBreak[]): Float32Array {
  const broken = scores.slice();
  for (const { at } of breaks)
    for (let tag = 0; tag < tagCount; tag++)
      if (tag !== outsideTag && !isBeginTag(tag)) broken[at * tagCount + tag] = forbiddenScore;
  return broken;
}
