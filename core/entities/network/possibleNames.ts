/**
 * The spans of a line that may be names, each with its probability, whatever overlaps them: the best
 * sequence of tags holds only the likeliest of them by the line alone.
 */
import type { ScoredPassage, TaggedName } from '../tagger/decoder.ts';
import { Marginals, transitionWeights } from '../tagger/marginals.ts';
import { beginTag, insideTag, tagCount, tagTypes } from '../tagger/tags.ts';
import { forbiddenTransitions } from '../tagger/viterbi.ts';

export type PossibleName = Omit<TaggedName, 'confidence'>;

/** Less likely ones are never chosen. The weights of the choice were fitted with this bound. */
const minProbability = 0.02;
/** In tokens. Bounds the time. */
const maxLength = 20;

const transitions = transitionWeights(forbiddenTransitions, 1);

/** Those of a line whose scores are logarithms of probabilities, in the order of their starts. */
export function possibleNames({ passage, scores }: ScoredPassage): PossibleName[] {
  const length = passage.tokens.length;
  const marginals = new Marginals(scores, length, transitions, 1);
  const probabilities = marginals.tagProbabilities();
  const isLikely = (at: number, tag: number) => (probabilities[at * tagCount + tag] ?? 0) >= minProbability;
  const names: PossibleName[] = [];
  for (let from = 0; from < length; from++)
    for (const type of tagTypes) {
      if (!isLikely(from, beginTag(type))) continue;
      const end = Math.min(length, from + maxLength);
      for (let to = from + 1; to <= end; to++) {
        if (to > from + 1 && !isLikely(to - 1, insideTag(type))) break;
        const probability = marginals.nameProbability(beginTag(type), from, to);
        if (probability >= minProbability) names.push({ passage, from, to, type, probability });
      }
    }
  return names;
}
