/**
 * Finds who wrote a story: of the lists of names on the page (candidates.ts), the one that learned trees
 * rate highest. The byline is the line as printed.
 */

import { probabilityOf } from '../../learned/decisionTrees.ts';
import type { HtmlPage } from '../../markup/htmlTree.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { isKnownAgency } from '../../text/agencies.ts';
import { isByline } from '../../text/byline/byline.ts';
import { authorsInByline } from '../../text/byline/names.ts';
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import { articleTrees } from '../articleTrees.ts';
import type { Block } from '../blocks.ts';
import type { PageMetadata } from '../metadata.ts';
import { authorsInScripts } from '../pageData/scriptAuthors.ts';
import { headlineIndex, type StoryContext } from '../storyContext.ts';
import { type AuthorCandidate, authorCandidates } from './candidates.ts';
import { authorFeatures, keyOf } from './features.ts';
import { namesApart } from './namesApart.ts';
import { isPageWord } from './pageWords.ts';
import { reportersInLead } from './reporterInLead.ts';

export interface PageAuthors {
  /** As printed. */
  byline?: string;
  authors: string[];
}

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
  // The trees learned from the lists as they are found, page words included.
  const asFound = authorCandidates(page, metadata, context);
  const candidates = asFound.map((one) => ({ ...one, names: one.names.filter((name) => !isPageWord(name)) }));
  const likely = authorFeatures(asFound, context, publishers).map((row, i) =>
    candidates[i]?.names.length === 0 ? 0 : probabilityOf(trees, row),
  );
  // A byline after the start of the story may be another story's, so any other probable list comes first.
  const own = likely.map((probability, i) => (candidates[i]?.below ? 0 : probability));
  const best = [own, likely].map((list) => list.indexOf(Math.max(minProbability, ...list)));
  const printed = best.flatMap((i) => candidates[i] ?? [])[0]?.names ?? [];
  const isSure = Math.max(0, ...likely) >= minSure && !printed.some((name) => isOneOf(name, publishers));
  const unprinted = isSure ? [] : authorsElsewhere(page, metadata, context);
  const names = unprinted.length > 0 ? unprinted : printed;
  const fuller = candidates.find((candidate) => isFuller(candidate, names));
  return { ...omitUndefined({ byline }), authors: withoutPapers(fuller?.names ?? names, publishers) };
}

/** People without the page's own paper behind them; an agency stays. */
function withoutPapers(names: string[], publishers: readonly string[]): string[] {
  const others = names.filter((name) => isKnownAgency(name) || !isOneOf(name, publishers));
  return others.length > 0 ? others : names;
}

/** A list of names that is less probable gives way to what the lead or the scripts say of this story. */
const minSure = 0.5;

function authorsElsewhere(page: HtmlPage, metadata: PageMetadata, context: StoryContext): string[] {
  const { visibleBlocks, story } = context;
  const lead = visibleBlocks.slice(Math.max(0, story.first), story.first + 2);
  const inLead = lead.map(({ text }) => reportersInLead(text)).find((names) => names.length > 0);
  const { article, meta, pageTitle } = metadata;
  const titles = [article?.headline, meta.get('og:title'), pageTitle].filter((one) => one !== undefined);
  return inLead ?? authorsInScripts(page.scripts, titles).filter((name) => !isPageWord(name));
}

const isOneOf = (name: string, publishers: readonly string[]): boolean =>
  publishers.some((publisher) => lettersAndDigits(publisher) === lettersAndDigits(name));

const creditsPictures = /phot|foto|pictur|bild|illustr|video|gra(?:ph|f)i/i;

/**
 * Whether a printed byline has the known authors and more people: a page's data often has the first alone.
 * One further part behind a comma is no person, but a place or a paper as often.
 */
function isFuller({ names, source, text, below }: AuthorCandidate, known: readonly string[]): boolean {
  if (source !== 'byline' || below || known.length === 0 || names.length <= known.length) return false;
  if (creditsPictures.test(text) || names.some(isKnownAgency)) return false;
  const isPair = names.length === 2 && text.toLowerCase().includes(`${names[0]?.toLowerCase()},`);
  const all = new Set(names.map((name) => keyOf({ names: [name] })));
  return !isPair && known.every((name) => all.has(keyOf({ names: [name] })));
}

/** The lines from a little above the headline to the start of the story, and those just below the story. */
function linesNear({ visibleBlocks, story }: StoryContext): { above: string[]; below: string[] } {
  const headline = headlineIndex(visibleBlocks, story);
  const start = Math.max(0, (headline < 0 ? story.first : Math.min(headline, story.first)) - 6);
  const lines = (from: number, to: number) => visibleBlocks.slice(from, to).flatMap(printedLines);
  return {
    above: lines(start, Math.min(story.first + 4, story.last + 1)),
    below: lines(story.last, story.last + 4),
  };
}

/** The lines of a block; one that ends with a comma goes on in the next. */
function printedLines({ text, element, lines }: Block): readonly string[] {
  if (lines !== undefined) return lines.some((line) => line.endsWith(',')) ? [text] : lines;
  const apart = isByline(text) ? namesApart(element) : undefined;
  if (apart === undefined || lettersAndDigits(apart) !== lettersAndDigits(text)) return [text];
  return [authorsInByline(text).length < authorsInByline(apart).length ? apart : text];
}
