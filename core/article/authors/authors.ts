/**
 * Finds who wrote a story: of the lists of names on the page (candidates.ts), the one that learned trees
 * rate highest. The byline is the line as printed.
 */

import { probabilityOf } from '../../decisionTrees.ts';
import type { HtmlPage } from '../../markup/htmlTree.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { isByline } from '../../text/byline.ts';
import { articleTrees } from '../articleTrees.ts';
import type { Block } from '../blocks.ts';
import type { PageMetadata } from '../metadata.ts';
import { headlineIndex, type StoryContext } from '../storyContext.ts';
import { authorCandidates } from './candidates.ts';
import { authorFeatures } from './features.ts';

export interface PageAuthors {
  /** As printed. */
  byline?: string;
  authors: string[];
}

const maxBylineLength = 100;
/** Minimum probability of the most probable list of names; below it the page names no author. */
const minProbability = 0.12;

/**
 * The byline and the authors of the story.
 * @param publishers the names of the page's publisher
 * @param trees those of `articleTrees`, or others in training
 */
export function findAuthors(
  page: HtmlPage,
  metadata: PageMetadata,
  context: StoryContext,
  publishers: readonly string[],
  { authors: trees } = articleTrees,
): PageAuthors {
  const lines = linesNear(context);
  const byline = lines.above.find(isByline) ?? lines.below.find(isByline);
  const candidates = authorCandidates(page, metadata, context);
  const likely = authorFeatures(candidates, context, publishers).map((row) => probabilityOf(trees, row));
  // A byline after the start of the story may be another story's, so any other probable list comes first.
  const own = likely.map((probability, i) => (candidates[i]?.below ? 0 : probability));
  const best = [own, likely].map((list) => list.indexOf(Math.max(minProbability, ...list)));
  const names = best.flatMap((i) => candidates[i] ?? [])[0]?.names ?? [];
  return { ...omitUndefined({ byline }), authors: names };
}

/**
 * The short lines from a little above the headline to the start of the story, and those just below the
 * story.
 */
function linesNear({ visibleBlocks, story }: StoryContext): { above: string[]; below: string[] } {
  const headline = headlineIndex(visibleBlocks, story);
  const start = Math.max(0, (headline < 0 ? story.first : Math.min(headline, story.first)) - 6);
  const short = (from: number, to: number) =>
    visibleBlocks
      .slice(from, to)
      .flatMap(printedLines)
      .filter((line) => line.length <= maxBylineLength);
  return {
    above: short(start, Math.min(story.first + 4, story.last + 1)),
    below: short(story.last, story.last + 4),
  };
}

/** The lines of a block; one that ends with a comma goes on in the next. */
function printedLines({ text, lines = [text] }: Block): readonly string[] {
  return lines.some((line) => line.endsWith(',')) ? [text] : lines;
}
