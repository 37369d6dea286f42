/**
 * Which of the blocks of a page are its story. Each block is measured (features.ts) and judged by trees that learned from pages of many
 * sites (docs/formats.md, training/story). What the page says of itself is among the evidence, and no more than that.
 */

import storyTrees from '../../models/storyTrees.json' with { type: 'json' };
import type { Element } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';
import { roleOf } from './storyParagraphs.ts';
import { type DeclaredContent, storyFeatures } from './storyFeatures.ts';
import type { LocatedArticle } from './findArticle.ts';
import { probabilityOf, treesFrom } from './decisionTrees.ts';

/** Blocks that are at least so likely of the story are taken to be. */
const likelyEnough = 0.4;
/** A block among others of the story, in the element that holds them, need not be so likely; nor is a long run of them its gap. */
const likelyBetween = 0.13;
const longestGap = 8;
/** A correction may stand so many blocks after the end. */
const lookedAfter = 12;
const trees = treesFrom(storyTrees);

export interface StoryBlocks {
  blocks: Block[];
  /** The summary printed between headline and story, where there is one. */
  standfirst?: Block;
  /** Where in all that the page shows the story begins and ends; -1 where there is none. */
  first: number;
  last: number;
  /** How likely its characters are of a story, in the mean; 0 to 1. */
  confidence: number;
}

export function findStory(found: LocatedArticle, evidence: DeclaredContent): StoryBlocks {
  return selectStory(
    found.shown,
    storyFeatures(found, evidence).map((row) => probabilityOf(trees, row)),
  );
}

/** @param likely how likely each block is of the story */
export function selectStory(shown: readonly Block[], likely: readonly number[]): StoryBlocks {
  const taken = withGapsFilled(shown, likely, sureOf(shown, likely)).filter(
    (i) => shown[i]?.element.tag !== 'h1',
  );
  const blocks = taken.flatMap((i) => shown[i] ?? []);
  const chars = blocks.reduce((sum, { text }) => sum + text.length, 0);
  const sure = taken.reduce((sum, i) => sum + (likely[i] ?? 0) * (shown[i]?.text.length ?? 0), 0);
  const apart = standsApart(blocks, likely[taken[0] ?? -1] ?? 0);
  const [standfirst] = apart ? blocks : [];
  return {
    blocks: apart ? blocks.slice(1) : blocks,
    ...(standfirst === undefined ? {} : { standfirst }),
    first: taken[0] ?? -1,
    last: taken.findLast((i) => shown[i] !== undefined && roleOf(shown[i]) !== 'subheading') ?? -1,
    confidence: chars === 0 ? 0 : sure / chars,
  };
}

/** The likely blocks; and captions and corrections among them or just after, which are of the story by what they are. */
function sureOf(shown: readonly Block[], likely: readonly number[]): number[] {
  const sure = new Set(shown.flatMap((_, i) => ((likely[i] ?? 0) >= likelyEnough ? [i] : [])));
  const [first, last] = [[...sure][0], [...sure].at(-1)];
  if (first === undefined || last === undefined) return [];
  const is = (i: number, role: string) => shown[i] !== undefined && roleOf(shown[i]) === role;
  for (let i = first; i <= last + lookedAfter; i++) if (is(i, 'correction')) sure.add(i);
  const end = Math.max(...sure);
  const texts = new Set<string>();
  return [...shown.keys()].slice(first, end + 1).filter((i) => {
    if (sure.has(i)) return true;
    const text = shown[i]?.text ?? '';
    const isNew = is(i, 'caption') && !texts.has(text);
    texts.add(text);
    return isNew;
  });
}

/** What stands between two blocks in an element that holds both is taken too, where it is not unlikely. */
function withGapsFilled(
  shown: readonly Block[],
  likely: readonly number[],
  sure: readonly number[],
): number[] {
  const taken: number[] = [];
  for (const [n, i] of sure.entries()) {
    taken.push(i);
    const next = sure[n + 1] ?? i;
    if (next - i < 2 || next - i - 1 > longestGap) continue;
    const holder = holderOf(shown[i]?.element, shown[next]?.element);
    for (let at = i + 1; at < next; at++)
      if ((likely[at] ?? 0) >= likelyBetween && isWithin(shown[at]?.element, holder)) taken.push(at);
  }
  return taken;
}

function isWithin(element: Element | undefined, holder: Element | undefined): boolean {
  for (let at = element; at !== undefined; at = at.parent) if (at === holder) return true;
  return false;
}

function holderOf(one: Element | undefined, other: Element | undefined): Element | undefined {
  for (let at = one; at !== undefined; at = at.parent) if (isWithin(other, at)) return at;
  return undefined;
}

/** What a page calls its standfirst, in a class or id. */
export const standfirstNames =
  /stand-?first|\bdeck?\b|\blede\b|summary|sub-?title|sub-?head|sub-?line|\bintro\b|\bexcerpt\b|strapline|vorspann|\bchapo\b|ingress/i;
const longestStandfirst = 400;

/** Is the first block a standfirst: short, and called so or not in the element in which the story goes on? */
function standsApart(blocks: readonly Block[], likely: number): boolean {
  const [first, , third, fourth] = blocks;
  if (
    first === undefined ||
    third === undefined ||
    first.text.length > longestStandfirst ||
    roleOf(first) === 'caption'
  )
    return false;
  if (standfirstNames.test(`${first.element.attributes.class} ${first.element.attributes.id}`)) return true;
  return fourth !== undefined && first.element.parent !== third.element.parent && likely < 0.9;
}
