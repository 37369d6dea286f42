/** The headline of a story, from what the page prints and what it says for machines. */

import titleTrees from '../../models/titleTrees.json' with { type: 'json' };
import { oneLine } from '../text/oneLine.ts';
import type { Block } from './blocks.ts';
import type { Metadata } from './metadata.ts';
import type { Story } from './story.ts';
import { candidatesFrom, headingsIn, saidTitles } from './titleCandidates.ts';
import { type TitlePage, titleFeatures } from './titleFeatures.ts';
import { folded } from './titleWords.ts';
import { probabilityOf, treesFrom } from './trees.ts';

const trees = treesFrom(titleTrees);

/** What is known of the page beside its text: where it was, and the names that its publisher goes by. */
export interface Whereabouts {
  url: string | undefined;
  sites: readonly string[];
}

/** What JSON-LD calls the headline, weighed against the others; without it, the likeliest of what is printed or said. */
export function titleOf(
  shown: readonly Block[],
  story: Story,
  metadata: Metadata,
  where: Whereabouts,
): string {
  const page = { ...where, said: saidTitles(metadata), headings: headingsIn(shown, story), shown, story };
  const headline = oneLine(metadata.article?.headline);
  return headline === undefined ? likeliest(page) : weighed(headline, page);
}

/**
 * The printed heading is preferred where it is the same but for a cut or a site's name. A headline that is also what `<title>` begins with
 * may be one for search engines: then a heading with which og:title agrees is the story's own; and where all of these are one, but og:title
 * by itself says something else and no title is given to Twitter, og:title is what the editors call it.
 */
function weighed(headline: string, { said, headings }: TitlePage): string {
  const own = folded(headline);
  const og = folded(said.og);
  const printed = headings.filter(({ tag, part }) => tag === 'h1' && !part).toReversed();
  const same = printed.find(({ text }) => own.startsWith(folded(text)) || isCutOf(own, folded(text)));
  const forSearch = folded(said.page).startsWith(own) && og !== own;
  if (!forSearch) return same?.text ?? headline;
  if (same === undefined) return printed.find(({ text }) => folded(text) === og)?.text ?? headline;
  const alone = folded(same.text) === own && og !== '' && !og.includes(own) && said.twitter === '';
  return alone ? said.og : same.text;
}

/** «Storm closes the har…» */
function isCutOf(text: string, whole: string): boolean {
  const cut = /^(.*?)\s*(?:\.\.\.|…)$/s.exec(text)?.[1];
  return cut !== undefined && whole.startsWith(cut);
}

function likeliest(page: TitlePage): string {
  const candidates = candidatesFrom(page.said, page.headings);
  const likely = titleFeatures(candidates, page).map((row) => probabilityOf(trees, row));
  return candidates[likely.indexOf(Math.max(...likely))]?.text ?? '';
}
