/**
 * Features of each headline candidate: how it relates to the other titles, where it is printed, and its
 * form. The trees in `titleTrees.json` were trained on these features in this order (training/title):
 * retrain them after any change here.
 */
import { domainOf } from '../../document/urls.ts';
import { lettersAndDigits } from '../../text/lettersAndDigits.ts';
import type { Block } from '../blocks.ts';
import type { StoryBlocks } from '../selectStory.ts';
import {
  cuts,
  type DeclaredTitles,
  type PageHeading,
  type TitleCandidate,
  titleSources,
} from './titleCandidates.ts';
import {
  normalizeTitle,
  shareOfWords,
  slugWords,
  titleRelation,
  wordOverlap,
  wordsOfTitle,
} from './titleWords.ts';

export interface TitleContext {
  declared: DeclaredTitles;
  headings: readonly PageHeading[];
  visibleBlocks: readonly Block[];
  story: StoryBlocks;
  url: string | undefined;
  /** The names of its publisher. */
  sites: readonly string[];
}

/** Characters of the story to compare a headline's words with. */
const maxStoryLength = 3000;
const levels: Record<string, number> = { bold: 0.5, other: 1, h4: 2, h3: 2, h2: 3, h1: 4 };
const maxDistance = 60;
const notPrinted = 99;

/** One row of features for each candidate, in the same order. */
export function titleFeatures(candidates: readonly TitleCandidate[], page: TitleContext): Float64Array[] {
  const { declared, headings, story } = page;
  const h1s = headings.filter(({ tag, part }) => tag === 'h1' && !part);
  const printedAs = Map.groupBy(headings, ({ text }) => normalizeTitle(text));
  const distances = distancesOf(page);
  const others = [...titleSources.map((source) => declared[source]), nearest(h1s, story)?.text ?? ''].map(
    (title) => {
      const text = normalizeTitle(title);
      return { text, words: new Set(wordsOfTitle(text)) };
    },
  );
  const slug = slugWords(page.url);
  const names = [...page.sites, domainOf(page.url)?.replace(/\.\w+$/, '') ?? '']
    .map(lettersAndDigits)
    .filter((name) => name.length > 2);
  const prose = new Set(wordsOfTitle(beginningOf(story)));
  const ofPage = [...pairs(others.map(({ text }) => text)), h1s.length, story.first];
  return candidates.map((candidate) => {
    const own = normalizeTitle(candidate.text);
    const words = wordsOfTitle(candidate.text);
    const distinct = new Set(words);
    return Float64Array.from([
      ...relationFeatures(own, distinct, others),
      ...printedFeatures(printedAs.get(own) ?? [], story),
      distances.get(own) ?? notPrinted,
      ...formFeatures(candidate, words.length, names),
      shareOfWords(words, slug),
      shareOfWords([...slug], distinct),
      shareOfWords(words, prose),
      ...ofPage,
    ]);
  });
}

interface OtherTitle {
  /** In the form of `normalizeTitle`; '' if the page has none. */
  text: string;
  words: ReadonlySet<string>;
}

/** How the title relates to the others of the page. */
function relationFeatures(own: string, words: ReadonlySet<string>, others: readonly OtherTitle[]): number[] {
  const texts = others.map(({ text }) => text);
  const different = texts.filter((other) => other !== '' && other !== own);
  return [
    ...texts.map((other) => titleRelation(own, other)),
    ...others.map((other) => wordOverlap(words, other.words)),
    texts.filter((other) => other === own).length,
    different.filter((other) => other.startsWith(own) || other.endsWith(own)).length,
    different.filter((other) => own.startsWith(other) || own.endsWith(other)).length,
  ];
}

/** Where headings print it. */
function printedFeatures(printed: readonly PageHeading[], story: StoryBlocks): number[] {
  const best = nearest(printed, story);
  return [
    levels[best?.tag ?? ''] ?? 0,
    best === undefined ? notPrinted : Math.min(maxDistance, Math.abs(best.at - story.first)),
    best?.part ? 1 : 0,
    printed.length,
  ];
}

/** @param names those of the site and its publisher */
function formFeatures(
  { text, cut, rest }: TitleCandidate,
  words: number,
  names: readonly string[],
): number[] {
  const [bare, left] = [lettersAndDigits(text), lettersAndDigits(rest)];
  return [
    cuts.indexOf(cut),
    left === '' ? 0 : names.some((name) => name.includes(left) || left.includes(name)) ? 2 : 1,
    rest.length,
    text.length,
    words,
    /[.:…]$/.test(text) ? 1 : /[!?"”»]$/.test(text) ? 2 : 0,
    / [|–—·»«•:-] |[|｜]/.test(text) ? 1 : 0,
    names.some((name) => bare.includes(name)) ? 1 : 0,
    text.indexOf(': '),
  ];
}

/** The heading nearest to the beginning of the story; those before it count as nearer. */
function nearest(headings: readonly PageHeading[], { first }: StoryBlocks): PageHeading | undefined {
  const away = ({ at }: PageHeading) => (first < 0 ? at : at <= first ? first - at : 20 + at - first);
  return headings.toSorted((a, b) => away(a) - away(b))[0];
}

const beginningOf = ({ blocks }: StoryBlocks): string =>
  blocks
    .map(({ text }) => text)
    .join(' ')
    .slice(0, maxStoryLength);

/** The relation of every two of the texts. */
function pairs(texts: readonly string[]): number[] {
  return texts.flatMap((one, i) => texts.slice(i + 1).map((other) => titleRelation(one, other)));
}

/** For each short text near the start of the story, its smallest distance from it in blocks. */
function distancesOf({ visibleBlocks, story }: TitleContext): Map<string, number> {
  const [from, to] =
    story.first < 0 ? [0, blocksBefore] : [Math.max(0, story.first - blocksBefore), story.first + 3];
  const distances = new Map<string, number>();
  for (const [i, { text }] of visibleBlocks.slice(from, to).entries()) {
    if (text.length > maxTitleLength) continue;
    const key = normalizeTitle(text);
    const distance = Math.abs(from + i - story.first);
    distances.set(key, Math.min(distance, distances.get(key) ?? notPrinted));
  }
  return distances;
}
const blocksBefore = 30;
const maxTitleLength = 300;
