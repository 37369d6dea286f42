/** The learned trees and weights that decide what is found on a page (training/). */

import judgeWeights from '../../models/articleJudge.json' with { type: 'json' };
import authorTrees from '../../models/authorTrees.json' with { type: 'json' };
import storyTrees from '../../models/storyTrees.json' with { type: 'json' };
import titleTrees from '../../models/titleTrees.json' with { type: 'json' };
import { type Trees, treesFrom } from '../learned/decisionTrees.ts';

/** Weights of logistic regressions on the terms of `textAnswers.ts`. */
export interface JudgeWeights {
  /** Whether the data's text is nearer to the story than the blocks: of `dataTerms`. */
  data: readonly number[];
  /** Whether the answer's F1 is at least .9: of `confidenceTerms`. */
  confidence: readonly number[];
}

export interface ArticleTrees {
  /** Whether a block is part of the story: rows of `storyFeatures`. */
  story: Trees;
  /** Whether a candidate is the headline: rows of `titleFeatures`. */
  title: Trees;
  /** Whether a list of names is the story's authors: rows of `authorFeatures`. */
  authors: Trees;
  /** Which text is the story where the page's data differ from its blocks, and how sure that is. */
  judge: JudgeWeights;
}

/** The trees in `models/`. Cross-validation puts others in their place. */
export const articleTrees: ArticleTrees = {
  story: treesFrom(storyTrees),
  title: treesFrom(titleTrees),
  authors: treesFrom(authorTrees),
  judge: judgeWeights,
};
