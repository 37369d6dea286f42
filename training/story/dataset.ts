/**
 * Converts the pages of the public sets into training examples: the features of each block and its share in
 * the story.
 */
import { declaredContent } from '../../core/article/article.ts';
import type { Block } from '../../core/article/blocks.ts';
import { storyFeatures } from '../../core/article/storyFeatures.ts';
import { type Element, isWithin } from '../../core/markup/htmlTree.ts';
import { type ArticlePage, articlePages } from '../articlePages.ts';
import { randomOf } from '../random.ts';
import { type GroundTruth, shinglesOf, wordsOf } from './articleScores.ts';
import { type GraftKind, graft, graftsIn } from './grafts.ts';

export interface StoryExample {
  page: ArticlePage;
  visibleBlocks: readonly Block[];
  rows: Float64Array[];
  /** For each block: the share of it that is in the story, or `undefined` if the set does not say. */
  labels: (number | undefined)[];
  weights: number[];
}

/** The examples of all pages of these sets below `folder`. */
export function storyExamples(folder: string, sets: readonly string[]): StoryExample[] {
  return [...articlePages(folder, sets)].map(storyExample);
}

/** The example of one page. */
export function storyExample(page: ArticlePage): StoryExample {
  const { truth, metadata, found } = page;
  const rows = storyFeatures(found, declaredContent(metadata), (row) => row.slice());
  const labels = labelsOf(found.visibleBlocks, truth);
  return {
    page,
    visibleBlocks: found.visibleBlocks,
    rows,
    labels,
    weights: weightsOf(found.visibleBlocks, labels, truth),
  };
}

function labelsOf(visibleBlocks: readonly Block[], truth: GroundTruth): (number | undefined)[] {
  return truth.body
    ? labelsByBody(visibleBlocks, truth.body)
    : labelsBySnippets(visibleBlocks, truth.with ?? [], truth.without ?? []);
}

const kinds: readonly GraftKind[] = ['thread', 'thread', 'thread', 'teasers', 'teasers', 'story', 'consent'];
/** Blocks before the story that a grafted page still teaches; the rest of it is as in the page itself. */
const taughtBefore = 5;
const seed = 20;
/** How much a grafted page counts: its story counts already as it is. */
const graftWeight = 0.5;

/**
 * For each example with a body, a copy with a part of another site's page of the same fold grafted in.
 * @param foldOf the fold of a site
 */
export function graftedExamples(
  examples: readonly StoryExample[],
  foldOf: (site: string) => number,
): StoryExample[] {
  const random = randomOf(seed);
  const parts = examples.flatMap(({ page, labels }) => graftsIn(page, (i) => (labels[i] ?? 0) > 0.5));
  return examples.flatMap((example) => {
    const { page } = example;
    const last = lastOfStory(example);
    if (!page.truth.body || last === undefined) return [];
    const kind = kinds[Math.floor(random() * kinds.length)];
    const fitting = parts.filter(
      (part) => part.kind === kind && part.site !== page.site && foldOf(part.site) === foldOf(page.site),
    );
    const part = fitting[Math.floor(random() * fitting.length)];
    return part === undefined ? [] : [graftedExample(page, graft(page, part, last.element, random))];
  });
}

/** The last block of the story, after which a part is grafted. */
export function lastOfStory({ labels, visibleBlocks }: StoryExample): Block | undefined {
  return visibleBlocks[labels.findLastIndex((label) => (label ?? 0) > 0.5)];
}

function graftedExample(
  { truth, metadata }: ArticlePage,
  { page, grafted }: { page: ArticlePage; grafted: Element },
): StoryExample {
  const blocks = page.found.visibleBlocks;
  const foreign = blocks.map(({ element }) => isWithin(element, grafted));
  const own = labelsOf(
    blocks.filter((_, i) => !foreign[i]),
    truth,
  ).values();
  const labels = foreign.map((is) => (is ? 0 : own.next().value));
  const first = labels.findIndex((label) => (label ?? 0) > 0.5) - taughtBefore;
  const taught = labels.map((label, i) => (i < first && !foreign[i] ? undefined : label));
  return {
    page,
    visibleBlocks: blocks,
    rows: storyFeatures(page.found, declaredContent(metadata), (row) => row.slice()),
    labels: taught,
    weights: weightsOf(blocks, taught, truth).map((weight) => graftWeight * weight),
  };
}

/** Weights by which all stories count alike, whatever their length, as do wrongly added blocks. */
function weightsOf(
  visibleBlocks: readonly Block[],
  labels: readonly (number | undefined)[],
  { body }: GroundTruth,
): number[] {
  const length = body ? wordsOf(body).length : 250;
  return visibleBlocks.map(({ text }, i) =>
    labels[i] === undefined ? 0 : Math.min(1, (wordsOf(text).length + 4) / Math.max(60, length)) * 100,
  );
}

function labelsByBody(visibleBlocks: readonly Block[], body: string): number[] {
  const words = wordsOf(body);
  const story = shinglesOf(words);
  const text = ` ${words.join(' ')} `;
  const shares = visibleBlocks.map((block) => {
    const own = wordsOf(block.text);
    if (own.length < 4) return own.length > 0 && text.includes(` ${own.join(' ')} `) ? 0.5 : 0;
    const runs = [...shinglesOf(own)];
    return runs.filter(([run]) => story.has(run)).length / runs.length;
  });
  return keepNearestOccurrence(visibleBlocks, shares).map((share, i, all) =>
    share === 0.5 && wordsOf(visibleBlocks[i]?.text ?? '').length < 4 ? between(all, i) : share,
  );
}

/** If a text is on the page more than once, only the occurrence nearest to the rest of the story counts. */
function keepNearestOccurrence(visibleBlocks: readonly Block[], shares: readonly number[]): number[] {
  const places = shares.flatMap((share, i) =>
    share > 0.8 && wordsOf(visibleBlocks[i]?.text ?? '').length > 12 ? [i] : [],
  );
  const middle = places[Math.floor(places.length / 2)] ?? 0;
  const nearest = new Map<string, number>();
  for (const [i, { text }] of visibleBlocks.entries()) {
    const other = nearest.get(text);
    if (other === undefined || Math.abs(i - middle) < Math.abs(other - middle)) nearest.set(text, i);
  }
  return shares.map((share, i) => (nearest.get(visibleBlocks[i]?.text ?? '') === i ? share : 0));
}

/** The label of a very short block: in the story if blocks on both sides are. */
function between(shares: readonly number[], i: number): number {
  const near = (indices: number[]) => indices.some((at) => (shares[at] ?? 0) > 0.8);
  return near([i - 1, i - 2]) && near([i + 1, i + 2]) ? 1 : 0;
}

const collapseSpaces = (text: string) => text.replace(/\s+/g, ' ').trim();

function labelsBySnippets(
  visibleBlocks: readonly Block[],
  wanted: readonly string[],
  unwanted: readonly string[],
): (number | undefined)[] {
  return visibleBlocks.map(({ text }) => {
    const there = (snippets: readonly string[]) =>
      snippets.some((snippet) => collapseSpaces(text).includes(collapseSpaces(snippet)));
    if (there(wanted)) return 1;
    return there(unwanted) ? 0 : undefined;
  });
}
