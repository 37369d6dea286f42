/**
 * What can be measured of each text that may be a headline: who else says the same, where it is printed, how it is made. The numbers are
 * what the trees in `titleTrees.json` were trained on (training/title), so they change together.
 */
import { domainOf } from '../document/urls.ts';
import { lettersAndDigits } from '../text/oneLine.ts';
import type { Block } from './blocks.ts';
import type { StoryBlocks } from './selectStory.ts';
import { type TitleCandidate, cuts, type PageHeading, type DeclaredTitles, titleSources } from './titleCandidates.ts';
import { normalizeTitle, wordOverlap, titleRelation, shareOfWords, slugWords, wordsOfTitle } from './titleWords.ts';

export interface TitleContext {
  said: DeclaredTitles;
  headings: readonly PageHeading[];
  shown: readonly Block[];
  story: StoryBlocks;
  /** Where the page was. */
  url: string | undefined;
  /** Names that its publisher goes by. */
  sites: readonly string[];
}

/** Of the story, for words that a headline has in common with it. In characters. */
const storyRead = 3000;
const levels: Record<string, number> = { bold: 0.5, other: 1, h4: 2, h3: 2, h2: 3, h1: 4 };
const farthest = 60;
const notPrinted = 99;

/** One row of numbers for each candidate, in the same order. */
export function titleFeatures(candidates: readonly TitleCandidate[], page: TitleContext): Float64Array[] {
  const { said, headings, story } = page;
  const away = ({ at }: PageHeading) =>
    story.first < 0 ? at : at <= story.first ? story.first - at : 20 + at - story.first;
  const nearestOf = (some: readonly PageHeading[]) => some.toSorted((a, b) => away(a) - away(b))[0];
  const h1s = headings.filter(({ tag, part }) => tag === 'h1' && !part);
  const printedAs = Map.groupBy(headings, ({ text }) => normalizeTitle(text));
  const distances = distancesOf(page);
  const others = [...titleSources.map((source) => said[source]), nearestOf(h1s)?.text ?? ''].map(normalizeTitle);
  const otherWords = others.map((text) => new Set(wordsOfTitle(text)));
  const slug = slugWords(page.url);
  const names = [...page.sites, domainOf(page.url)?.replace(/\.\w+$/, '') ?? '']
    .map(lettersAndDigits)
    .filter((name) => name.length > 2);
  const prose = new Set(
    wordsOfTitle(
      story.blocks
        .map(({ text }) => text)
        .join(' ')
        .slice(0, storyRead),
    ),
  );
  const ofPage = [...pairs(others), h1s.length, story.first];
  return candidates.map(({ text, cut, rest }) => {
    const own = normalizeTitle(text);
    const [bare, left] = [lettersAndDigits(text), lettersAndDigits(rest)];
    const words = wordsOfTitle(text);
    const distinct = new Set(words);
    const printed = printedAs.get(own) ?? [];
    const best = nearestOf(printed);
    const different = others.filter((other) => other !== '' && other !== own);
    return Float64Array.from([
      ...others.map((other) => titleRelation(own, other)),
      ...otherWords.map((other) => wordOverlap(distinct, other)),
      others.filter((other) => other === own).length,
      different.filter((other) => other.startsWith(own) || other.endsWith(own)).length,
      different.filter((other) => own.startsWith(other) || own.endsWith(other)).length,
      levels[best?.tag ?? ''] ?? 0,
      best === undefined ? notPrinted : Math.min(farthest, Math.abs(best.at - story.first)),
      best?.part ? 1 : 0,
      printed.length,
      distances.get(own) ?? notPrinted,
      cuts.indexOf(cut),
      left === '' ? 0 : names.some((name) => name.includes(left) || left.includes(name)) ? 2 : 1,
      rest.length,
      text.length,
      words.length,
      /[.:…]$/.test(text) ? 1 : /[!?"”»]$/.test(text) ? 2 : 0,
      / [|–—·»«•:-] |[|｜]/.test(text) ? 1 : 0,
      names.some((name) => bare.includes(name)) ? 1 : 0,
      text.indexOf(': '),
      shareOfWords(words, slug),
      shareOfWords([...slug], distinct),
      shareOfWords(words, prose),
      ...ofPage,
    ]);
  });
}

/** How each two of the texts stand to each other. */
function pairs(texts: readonly string[]): number[] {
  return texts.flatMap((one, i) => texts.slice(i + 1).map((other) => titleRelation(one, other)));
}

/** How far from the beginning of the story each short text is printed, whatever in; nearest first. */
function distancesOf({ shown, story }: TitleContext): Map<string, number> {
  const [from, to] = story.first < 0 ? [0, lookedAt] : [Math.max(0, story.first - lookedAt), story.first + 3];
  const distances = new Map<string, number>();
  for (const [i, { text }] of shown.slice(from, to).entries()) {
    if (text.length > longestTitle) continue;
    const key = normalizeTitle(text);
    const distance = Math.abs(from + i - story.first);
    distances.set(key, Math.min(distance, distances.get(key) ?? notPrinted));
  }
  return distances;
}
const lookedAt = 30;
const longestTitle = 300;
