/** Chooses the headline of a story from the page's headings and its metadata. */
import { probabilityOf, type Trees } from '../../learned/decisionTrees.ts';
import { oneLine } from '../../text/oneLine.ts';
import type { ArticleTrees } from '../articleTrees.ts';
import type { Block } from '../blocks.ts';
import type { PageMetadata } from '../metadata.ts';
import type { StoryBlocks } from '../selectStory.ts';
import { type NamesBeside, namesBeside, withoutNames } from './namesBeside.ts';
import {
  declaredTitles,
  headingsIn,
  type PageHeading,
  titleCandidates,
  titleSources,
} from './titleCandidates.ts';
import { type TitleContext, titleFeatures } from './titleFeatures.ts';
import { areAlike, normalizeTitle, shareOfWords, slugWords, wordsOfTitle } from './titleWords.ts';

/** Where the page comes from. */
export interface PageOrigin {
  url: string | undefined;
  /** The names of its publisher. */
  sites: readonly string[];
}

/**
 * The headline of the JSON-LD, checked against the other titles; without JSON-LD, the most probable
 * candidate; '' if there is none.
 */
export function findTitle(
  visibleBlocks: readonly Block[],
  story: StoryBlocks,
  metadata: PageMetadata,
  where: PageOrigin,
  { title: trees }: ArticleTrees,
): string {
  const page = {
    ...where,
    declared: declaredTitles(metadata),
    headings: headingsIn(visibleBlocks, story),
    visibleBlocks,
    story,
  };
  const headline = oneLine(metadata.article?.headline);
  return withoutKicker(
    headline === undefined
      ? mostProbable(page, namesBeside(page, metadata), trees)
      : reconcileHeadline(headline, page),
    page,
  );
}

/**
 * The title, or the last part of a heading that begins with a kicker in an element of its own: if the title
 * is both together, and the metadata has the last part as a title.
 */
function withoutKicker(title: string, { declared, headings }: TitleContext): string {
  const own = normalizeTitle(title);
  const titles = titleSources.map((source) => normalizeTitle(declared[source]));
  const last = headings.find(({ text, part }) => {
    const rest = normalizeTitle(text);
    return part && rest !== own && own.endsWith(rest) && titles.some((one) => isWithSite(one, rest));
  });
  return last?.text ?? title;
}

/**
 * Prefers the printed heading if it differs from the headline only by a cut or a site's name. A headline
 * with which `<title>` begins may be written for search engines: then a heading that og:title agrees with
 * is the story's own. Where heading and headline are equal, the editors may have chosen another og:title. It
 * is taken if there is no Twitter title, and if the page prints it or it is the heading in other words. One
 * in quite other words is for social networks.
 */
function reconcileHeadline(headline: string, page: TitleContext): string {
  const { declared, headings } = page;
  const own = normalizeTitle(headline);
  const og = normalizeTitle(declared.og);
  const printed = headings.filter(({ tag, part }) => tag === 'h1' && !part).toReversed();
  const same = printed.find(({ text }) => {
    const heading = normalizeTitle(text);
    // A beginning that og:title does not share is part of a longer headline, unless a site's name follows.
    const isBeginning = own.startsWith(heading) && (og !== own || isWithSite(own, heading));
    return isBeginning || isCutOf(own, heading);
  });
  const forSearch = normalizeTitle(declared.page).startsWith(own) && og !== own;
  if (same === undefined) {
    const agreed = forSearch ? printed.find(({ text }) => normalizeTitle(text) === og) : undefined;
    return (agreed ?? headingBesidesMetadata(own, printed, page))?.text ?? headline;
  }
  const isRival =
    forSearch &&
    normalizeTitle(same.text) === own &&
    og !== '' &&
    !og.includes(own) &&
    declared.twitter === '' &&
    (headings.some(({ text }) => normalizeTitle(text) === og) || areAlike(og, own));
  return isRival ? declared.og : same.text;
}

/**
 * The heading of a page whose metadata has one title everywhere that is printed nowhere: the one that shares
 * words with it and is more than a part of it, or it with a kicker.
 */
function headingBesidesMetadata(
  headline: string,
  printed: readonly PageHeading[],
  { declared, headings }: TitleContext,
): PageHeading | undefined {
  const isEverywhere = [declared.og, declared.twitter, declared.page].every(
    (title) => title === '' || normalizeTitle(title).startsWith(headline),
  );
  if (!isEverywhere || headings.some(({ text }) => normalizeTitle(text) === headline)) return undefined;
  return printed.find(({ text }) => {
    const heading = normalizeTitle(text);
    const isOther =
      !headline.includes(heading) && !heading.endsWith(headline) && !isWithSite(heading, headline);
    return isOther && areAlike(heading, headline);
  });
}

const siteAfter = /^$|^\s?[-–—|｜·»]/u;

/** Whether a normalised text is the title, alone or before the name of a site. */
function isWithSite(text: string, title: string): boolean {
  return text.startsWith(title) && siteAfter.test(text.slice(title.length));
}

/** Whether the text is the beginning of the whole, as in "Storm closes the har…". */
function isCutOf(text: string, whole: string): boolean {
  const end = ['...', '…'].find((mark) => text.endsWith(mark));
  return end !== undefined && whole.startsWith(text.slice(0, -end.length).trimEnd());
}

function mostProbable(page: TitleContext, names: NamesBeside, trees: Trees): string {
  const candidates = titleCandidates(page.declared, page.headings);
  const probabilities = titleFeatures(candidates, page).map((row) => probabilityOf(trees, row));
  const likeliest = candidates[probabilities.indexOf(Math.max(...probabilities))];
  const likely = likeliest === undefined ? '' : withoutNames(likeliest, page.headings, names);
  const best = headingBelowName(likely, page) ?? likely;
  const isPrinted = page.headings.some(({ text }) => normalizeTitle(text) === normalizeTitle(best));
  // Only a site's name comes after a bar that the page does not print.
  const bar = best === page.declared.page && !isPrinted ? best.lastIndexOf(' | ') : -1;
  return bar >= minTitle ? best.slice(0, bar) : best;
}
/** Minimum characters of a title before the bar. */
const minTitle = 8;

/**
 * The longer heading below one, if `<title>` is that heading and then this one: the name of a section comes
 * last. A headline before its standfirst comes first. The name of a section is not both og:title and in the
 * address.
 */
function headingBelowName(
  text: string,
  { declared, headings, sites, url }: TitleContext,
): string | undefined {
  const name = normalizeTitle(text);
  const cuts = titleCandidates({ og: '', twitter: '', other: '', page: declared.page }, []);
  const cut = cuts.find((one) => normalizeTitle(one.text) === name && one.rest.length > text.length);
  const isLast = normalizeTitle(declared.page).endsWith(name);
  const above = headings.findIndex((heading) => normalizeTitle(heading.text) === name);
  if (cut === undefined || !isLast || above < 0) return undefined;
  const rest = normalizeTitle(cut.rest);
  if (sites.some((site) => normalizeTitle(site) === rest)) return undefined;
  const slug = slugWords(url);
  const [ofName, ofRest] = [text, rest].map((one) => shareOfWords(wordsOfTitle(one), slug));
  if (normalizeTitle(declared.og) === name && (ofName ?? 0) > (ofRest ?? 0)) return undefined;
  return headings.slice(above + 1).find((heading) => normalizeTitle(heading.text) === rest)?.text;
}
