/** The pages of the public sets as rows for training: the blocks of each page, measured, and how much of each is in the story. */
import { declaredContent } from '../../core/article/article.ts';
import type { Block } from '../../core/article/blocks.ts';
import { storyFeatures } from '../../core/article/storyFeatures.ts';
import { type ArticlePage, articlePages } from '../articlePages.ts';
import { shinglesOf, type GroundTruth, wordsOf } from './articleScores.ts';

export interface StoryExample {
  page: ArticlePage;
  rows: Float64Array[];
  /** For each block: the share of it that is in the story, or `undefined` where nobody said. */
  labels: (number | undefined)[];
  weights: number[];
}

export function storyExamples(folder: string, sets: readonly string[]): StoryExample[] {
  return [...articlePages(folder, sets)].map(exampleOf);
}

function exampleOf(page: ArticlePage): StoryExample {
  const { truth, metadata, found } = page;
  const rows = storyFeatures(found, declaredContent(metadata));
  const labels = truth.body
    ? labelsByBody(found.shown, truth.body)
    : labelsBySnippets(found.shown, truth.with ?? [], truth.without ?? []);
  return { page, rows, labels, weights: weightsOf(found.shown, labels, truth) };
}

/** A story's words count alike however long it is, and so does what is wrongly added to it. */
function weightsOf(
  shown: readonly Block[],
  labels: readonly (number | undefined)[],
  { body }: GroundTruth,
): number[] {
  const length = body ? wordsOf(body).length : 250;
  return shown.map(({ text }, i) =>
    labels[i] === undefined ? 0 : Math.min(1, (wordsOf(text).length + 4) / Math.max(60, length)) * 100,
  );
}

function labelsByBody(shown: readonly Block[], body: string): number[] {
  const words = wordsOf(body);
  const story = shinglesOf(words);
  const text = ` ${words.join(' ')} `;
  const shares = shown.map((block) => {
    const own = wordsOf(block.text);
    if (own.length < 4) return own.length > 0 && text.includes(` ${own.join(' ')} `) ? 0.5 : 0;
    const runs = [...shinglesOf(own)];
    return runs.filter(([run]) => story.has(run)).length / runs.length;
  });
  return onlyOnce(shown, shares).map((share, i, all) =>
    share === 0.5 && wordsOf(shown[i]?.text ?? '').length < 4 ? between(all, i) : share,
  );
}

/** Of a text that stands on the page twice, the one nearest to the rest of the story is in it. */
function onlyOnce(shown: readonly Block[], shares: readonly number[]): number[] {
  const places = shares.flatMap((share, i) =>
    share > 0.8 && wordsOf(shown[i]?.text ?? '').length > 12 ? [i] : [],
  );
  const middle = places[Math.floor(places.length / 2)] ?? 0;
  const nearest = new Map<string, number>();
  for (const [i, { text }] of shown.entries()) {
    const other = nearest.get(text);
    if (other === undefined || Math.abs(i - middle) < Math.abs(other - middle)) nearest.set(text, i);
  }
  return shares.map((share, i) => (nearest.get(shown[i]?.text ?? '') === i ? share : 0));
}

/** A word or two are in the story where what is around them is. */
function between(shares: readonly number[], i: number): number {
  const near = (indices: number[]) => indices.some((at) => (shares[at] ?? 0) > 0.8);
  return near([i - 1, i - 2]) && near([i + 1, i + 2]) ? 1 : 0;
}

const folded = (text: string) => text.replace(/\s+/g, ' ').trim();

function labelsBySnippets(
  shown: readonly Block[],
  wanted: readonly string[],
  unwanted: readonly string[],
): (number | undefined)[] {
  return shown.map(({ text }) => {
    const there = (snippets: readonly string[]) =>
      snippets.some((snippet) => folded(text).includes(folded(snippet)));
    if (there(wanted)) return 1;
    return there(unwanted) ? 0 : undefined;
  });
}
