/** The headline of a story, from what the page prints and what it says for machines. */

import titleTrees from '../../models/titleTrees.json' with { type: 'json' };
import { oneLine } from '../text/oneLine.ts';
import type { Block } from './blocks.ts';
import type { PageMetadata } from './metadata.ts';
import type { StoryBlocks } from './selectStory.ts';
import { titleCandidates, headingsIn, declaredTitles } from './titleCandidates.ts';
import { type TitleContext, titleFeatures } from './titleFeatures.ts';
import { normalizeTitle } from './titleWords.ts';
import { probabilityOf, treesFrom } from './decisionTrees.ts';

const trees = treesFrom(titleTrees);

/** What is known of the page beside its text: where it was, and the names that its publisher goes by. */
export interface PageOrigin {
  url: string | undefined;
  sites: readonly string[];
}

/** What JSON-LD calls the headline, weighed against the others; without it, the likeliest of what is printed or said. */
export function findTitle(
  shown: readonly Block[],
  story: StoryBlocks,
  metadata: PageMetadata,
  where: PageOrigin,
): string {
  const page = { ...where, said: declaredTitles(metadata), headings: headingsIn(shown, story), shown, story };
  const headline = oneLine(metadata.article?.headline);
  return headline === undefined ? likeliest(page) : weighed(headline, page);
}

/**
 * The printed heading is preferred where it is the same but for a cut or a site's name. A headline that is also what `<title>` begins with
 * may be one for search engines: then a heading with which og:title agrees is the story's own; and where all of these are one, but og:title
 * by itself says something else and no title is given to Twitter, og:title is what the editors call it.
 */
function weighed(headline: string, { said, headings }: TitleContext): string {
  const own = normalizeTitle(headline);
  const og = normalizeTitle(said.og);
  const printed = headings.filter(({ tag, part }) => tag === 'h1' && !part).toReversed();
  const same = printed.find(({ text }) => own.startsWith(normalizeTitle(text)) || isCutOf(own, normalizeTitle(text)));
  const forSearch = normalizeTitle(said.page).startsWith(own) && og !== own;
  if (!forSearch) return same?.text ?? headline;
  if (same === undefined) return printed.find(({ text }) => normalizeTitle(text) === og)?.text ?? headline;
  const alone = normalizeTitle(same.text) === own && og !== '' && !og.includes(own) && said.twitter === '';
  return alone ? said.og : same.text;
}

/** «Storm closes the har…» */
function isCutOf(text: string, whole: string): boolean {
  const cut = /^(.*?)\s*(?:\.\.\.|…)$/s.exec(text)?.[1];
  return cut !== undefined && whole.startsWith(cut);
}

function likeliest(page: TitleContext): string {
  const candidates = titleCandidates(page.said, page.headings);
  const likely = titleFeatures(candidates, page).map((row) => probabilityOf(trees, row));
  return candidates[likely.indexOf(Math.max(...likely))]?.text ?? '';
}
