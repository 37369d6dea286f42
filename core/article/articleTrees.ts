/** The learned trees that decide what is found on a page (training/). */

import authorTrees from '../../models/authorTrees.json' with { type: 'json' };
import storyTrees from '../../models/storyTrees.json' with { type: 'json' };
import titleTrees from '../../models/titleTrees.json' with { type: 'json' };
import { treesFrom } from './decisionTrees.ts';

export interface ArticleTrees {
  /** Whether a block is part of the story: rows of `storyFeatures`. */
  story: readonly Float64Array[];
  /** Whether a candidate is the headline: rows of `titleFeatures`. */
  title: readonly Float64Array[];
  /** Whether a list of names is the story's authors: rows of `authorFeatures`. */
  authors: readonly Float64Array[];
}

/** The trees in `models/`. Cross-validation puts others in their place. */
export const articleTrees: ArticleTrees = {
  story: treesFrom(storyTrees),
  title: treesFrom(titleTrees),
  authors: treesFrom(authorTrees),
};
