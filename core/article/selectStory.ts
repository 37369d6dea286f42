/**
 * Selects the blocks of a page that are its story. Decision trees trained on pages of many sites
 * (docs/formats.md, training/story) rate the features of each block (storyFeatures.ts). The page's metadata
 * is only one kind of evidence among these.
 */

import { type EarlyStop, probabilityOf } from '../learned/decisionTrees.ts';
import { type Element, isWithin } from '../markup/htmlTree.ts';
import type { ArticleTrees } from './articleTrees.ts';
import type { Block } from './blocks.ts';
import { type LocatedArticle, proseOf } from './findArticle.ts';
import { cues, lineCue } from './lineCues.ts';
import { withRecipe } from './pageData/recipe.ts';
import { withoutHeadlines } from './partHeadings.ts';
import { beginsWithStandfirst } from './standfirst/standfirstInStory.ts';
import { withoutAppeals } from './storyEnd.ts';
import { type DeclaredContent, storyFeatures } from './storyFeatures.ts';
import { isCorrection, roleOf } from './storyParagraphs.ts';
import { withPartsAmong } from './tables/storyParts.ts';
import { withWholeTables } from './tables/storyTables.ts';

/** Minimum probability for a block to count as story text. */
const minProbability = 0.25;
/** Most blocks are menus. The first trees rule these out, and no later tree brings one back. */
const ruledOut: EarlyStop = { trees: 60, minLogOdds: -4 };
/** Minimum probability for a block between two story blocks, in the element that contains both. */
const minProbabilityInGap = 0.17;
/** Maximum number of blocks in such a gap. */
const maxGap = 8;
/** How many blocks after the end of the story to search for a correction. */
const blocksAfterStory = 12;

export interface StoryBlocks {
  blocks: Block[];
  /** The summary printed between headline and story. */
  standfirst?: Block;
  /** Index of the first story block among all blocks of the page; -1 if there is no story. */
  first: number;
  /** Index of the last story block; -1 if there is no story. */
  last: number;
  /** The mean probability of the selected characters, 0 to 1. */
  confidence: number;
  /** How many characters of the story the other blocks are expected to have. */
  missed: number;
  /** Characters in blocks that are neither clearly in the story nor clearly outside. */
  unsure: number;
  /** Characters of prose on the page. */
  prose: number;
}

/** The blocks of the story on the page. */
export function findStory(
  found: LocatedArticle,
  evidence: DeclaredContent,
  { story: trees }: ArticleTrees,
): StoryBlocks {
  const { visibleBlocks } = found;
  const probabilities = storyFeatures(found, evidence, (row) => probabilityOf(trees, row, ruledOut));
  return selectStory(
    visibleBlocks,
    withRecipe(visibleBlocks, probabilities, evidence.recipe, minProbability),
  );
}

/** Selects the story by the given probability of each block. */
export function selectStory(visibleBlocks: readonly Block[], given: readonly number[]): StoryBlocks {
  const parts = withPartsAmong(visibleBlocks, given, minProbability);
  const probabilities = withWholeTables(visibleBlocks, parts, minProbability);
  const chosen = withoutHeadlines(
    visibleBlocks,
    fillGaps(visibleBlocks, probabilities, certainBlocks(visibleBlocks, probabilities)),
  );
  const taken = withoutAppeals(visibleBlocks, probabilities, withoutCopies(visibleBlocks, chosen));
  const blocks = taken.flatMap((i) => visibleBlocks[i] ?? []);
  const chars = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const sure = taken.reduce(
    (sum, i) => sum + (probabilities[i] ?? 0) * (visibleBlocks[i]?.text.length ?? 0),
    0,
  );
  const hasStandfirst = beginsWithStandfirst(visibleBlocks, taken, probabilities);
  const [standfirst] = hasStandfirst ? blocks : [];
  return {
    blocks: hasStandfirst ? blocks.slice(1) : blocks,
    ...(standfirst === undefined ? {} : { standfirst }),
    first: taken[0] ?? -1,
    last:
      taken.findLast((i) => visibleBlocks[i] !== undefined && roleOf(visibleBlocks[i]) !== 'subheading') ??
      -1,
    confidence: chars === 0 ? 0 : sure / chars,
    ...doubtsAbout(visibleBlocks, probabilities, new Set(taken)),
  };
}

/** A block of at least this many characters may be a copy of others. */
const minCopyLength = 600;
/** Shorter texts may be in another block by chance. */
const minCopiedLength = 60;
const minCopiedShare = 0.5;
/** Shorter texts may be twice in a story. */
const minRepeatedLength = 110;

/**
 * The chosen blocks without those that repeat the others: some pages have their whole story again in one
 * block, or a caption or a notice again and again.
 */
function withoutCopies(visibleBlocks: readonly Block[], chosen: readonly number[]): number[] {
  const texts = chosen.map((i) => visibleBlocks[i]?.text ?? '');
  const seen = new Set<string>();
  return chosen.filter((_, n) => {
    const text = texts[n] ?? '';
    if (text.length < minRepeatedLength) return true;
    if (seen.has(text)) return false;
    seen.add(text);
    if (text.length < minCopyLength) return true;
    const copied = texts.reduce(
      (sum, other) =>
        other.length >= minCopiedLength && other.length < text.length && text.includes(other)
          ? sum + other.length
          : sum,
      0,
    );
    return copied < minCopiedShare * text.length;
  });
}

/** Probabilities between these are unsure. */
const unsureRange = { from: 0.15, to: 0.85 };

function doubtsAbout(
  visibleBlocks: readonly Block[],
  probabilities: readonly number[],
  taken: ReadonlySet<number>,
): Pick<StoryBlocks, 'missed' | 'unsure' | 'prose'> {
  const doubts = { missed: 0, unsure: 0, prose: 0 };
  for (const [i, block] of visibleBlocks.entries()) {
    const probability = probabilities[i] ?? 0;
    const { length } = block.text;
    doubts.prose += proseOf(block);
    if (!taken.has(i)) doubts.missed += probability * length;
    if (probability > unsureRange.from && probability < unsureRange.to) doubts.unsure += length;
  }
  return doubts;
}

/**
 * The likely blocks, and all captions and corrections among or just after them, whatever their probability.
 */
function certainBlocks(visibleBlocks: readonly Block[], probabilities: readonly number[]): number[] {
  const sure = new Set(
    visibleBlocks.flatMap((_, i) => ((probabilities[i] ?? 0) >= minProbability ? [i] : [])),
  );
  const [first, last] = [[...sure][0], [...sure].at(-1)];
  if (first === undefined || last === undefined) return [];
  for (const [i, { text, linked }] of visibleBlocks.slice(0, last + blocksAfterStory + 1).entries()) {
    // Readers correct too.
    if (i > last && lineCue(text) === cues.comments) break;
    if (i >= first && linked <= text.length / 2 && isCorrection(text)) sure.add(i);
  }
  const end = Math.max(...sure);
  const texts = new Set<string>();
  return [...visibleBlocks.entries()].slice(first, end + 1).flatMap(([i, block]) => {
    if (sure.has(i)) return [i];
    const isNew = !texts.has(block.text) && roleOf(block) === 'caption';
    texts.add(block.text);
    return isNew ? [i] : [];
  });
}

/**
 * Adds the blocks between two story blocks if they are in an element that contains both and are not too
 * unlikely, or one heading among its children.
 */
function fillGaps(
  visibleBlocks: readonly Block[],
  probabilities: readonly number[],
  sure: readonly number[],
): number[] {
  const taken: number[] = [];
  for (const [n, i] of sure.entries()) {
    taken.push(i);
    const next = sure[n + 1] ?? i;
    if (next - i < 2 || next - i - 1 > maxGap) continue;
    const holder = commonAncestor(visibleBlocks[i]?.element, visibleBlocks[next]?.element);
    const isLone = next - i === 2;
    for (let at = i + 1; at < next; at++) {
      const block = visibleBlocks[at];
      if (block === undefined || !isWithin(block.element, holder)) continue;
      const isHeading = isLone && block.element.parent === holder && roleOf(block) === 'subheading';
      if (isHeading || (probabilities[at] ?? 0) >= minProbabilityInGap) taken.push(at);
    }
  }
  return taken;
}

function commonAncestor(one: Element | undefined, other: Element | undefined): Element | undefined {
  for (let at = one; at !== undefined; at = at.parent) if (isWithin(other, at)) return at;
  return undefined;
}
