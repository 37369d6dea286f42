/**
 * Two answers to which text is the story: the blocks that the page prints, and the text in its data (JSON-LD
 * `articleBody`, or the state that scripts carry). Where they differ, learned weights decide, and they say
 * how sure the answer is (training/judge).
 */

import type { Paragraph } from '../document/record.ts';
import { logistic } from '../learned/logistic.ts';
import type { HtmlPage } from '../markup/htmlTree.ts';
import { oneLine } from '../text/oneLine.ts';
import { readingLength } from '../text/readingLength.ts';
import { wordRuns } from '../text/wordRuns.ts';
import type { JudgeWeights } from './articleTrees.ts';
import type { PageMetadata } from './metadata.ts';
import { storyInScripts } from './pageData/scriptData.ts';
import type { StoryBlocks } from './selectStory.ts';

/** Minimum characters of prose in an article; a shorter text is a notice. */
export const minArticleLength = 140;
/** A text in the data of fewer characters is a teaser, and is not compared. */
const minDataLength = 200;
/** Scripts are searched if the blocks left out may hold this share of the story: that takes time. */
const minMissed = 0.25;
/** Characters compared of each answer. */
const maxCompared = 100_000;
const wordsInRun = 4;

/** The share of each text's runs of four words that the other has too, 0 to 1. */
export interface Agreement {
  ofPrinted: number;
  ofData: number;
}

export interface TextAnswers {
  printed: Paragraph[];
  data?: Paragraph[];
  /** Whether what is printed may be something else than the story, which the data alone has. */
  mayBeElsewhere: boolean;
  /** Present if there is a text in the data. */
  agreement?: Agreement;
  story: StoryBlocks;
}

/** The answer that was chosen. */
export interface TextAnswer {
  paragraphs: Paragraph[];
  fromData: boolean;
  /** The probability that its F1 is at least .9. */
  confidence: number;
}

/** Both answers. @param printed the paragraphs of the story's blocks */
export function textAnswers(
  printed: Paragraph[],
  story: StoryBlocks,
  { article }: PageMetadata,
  page: HtmlPage,
): TextAnswers {
  const length = lengthOf(printed);
  const body = article?.body ?? '';
  const opening = openingOf(printed);
  const mayBeElsewhere = length < maxElsewhere && (body !== '' || !hasText(page.scripts, opening));
  const isSearched = length < minArticleLength || story.missed >= minMissed * length || mayBeElsewhere;
  const lines =
    body !== '' ? body.split('\n') : isSearched ? (storyInScripts(page.scripts, opening) ?? []) : [];
  const data = lines.flatMap((line): Paragraph[] => {
    const text = oneLine(line, Number.POSITIVE_INFINITY);
    return text === undefined ? [] : [{ role: 'text', text }];
  });
  return data.length === 0
    ? { printed, story, mayBeElsewhere }
    : { printed, story, data, mayBeElsewhere, agreement: agreementOf(printed, data) };
}

/** A printed text of fewer characters may be captions, a biography or a notice instead of the story. */
const maxElsewhere = 500;

/** Characters of a printed text by which the same text is found in data. */
const openingLength = 60;

function openingOf(printed: readonly Paragraph[]): string {
  const first = printed.find(({ role, text }) => role === 'text' && text.length >= openingLength);
  return first?.text.slice(0, openingLength) ?? '';
}

/** Whether a script has the text, so that what the page prints is its own. */
function hasText(scripts: readonly string[], text: string): boolean {
  // JSON may escape quotation marks, slashes and what is not ASCII.
  const unescaped = text.match(/[ !#-.0-[\]-~]+/g) ?? [];
  const longest = unescaped.reduce((best, part) => (part.length > best.length ? part : best), '');
  return longest !== '' && scripts.some((script) => script.includes(longest));
}

/** The better answer, by learned weights. */
export function chooseAnswer(answers: TextAnswers, weights: JudgeWeights): TextAnswer {
  const { printed, data, agreement } = answers;
  const fromData =
    data !== undefined &&
    (lengthOf(printed) < minArticleLength ||
      isElsewhere(answers) ||
      logistic(weights.data, dataTerms(answers)) > 0.5);
  const paragraphs = fromData ? textOfData(printed, data, agreement) : printed;
  const confidence =
    paragraphs.length === 0 ? 0 : logistic(weights.confidence, confidenceTerms(answers, fromData));
  return { paragraphs, fromData, confidence };
}

const minInData = 1000;
const minShared = 0.2;

/** Whether hardly any of the few printed lines is in the long text that the data has. */
function isElsewhere({ data = [], agreement, mayBeElsewhere }: TextAnswers): boolean {
  return mayBeElsewhere && lengthOf(data) >= minInData && (agreement?.ofPrinted ?? 0) < minShared;
}

/** How the data's text differs from the blocks: a constant, and three ways in which it may be better. */
export function dataTerms({ printed, data = [], agreement, story }: TextAnswers): number[] {
  const length = lengthOf(data);
  const { ofPrinted, ofData } = agreement ?? { ofPrinted: 0, ofData: 0 };
  const missed = missedShare(printed, story);
  const isLong = length >= 1000;
  return [
    1,
    // The blocks have all of it, and more.
    isLong && isContained(agreement) ? 1 - ofPrinted : 0,
    // It has all of the blocks, and more, and likely blocks were left out.
    isLong && ofPrinted >= 0.9 ? (1 - ofData) * missed : 0,
    // They have nothing in common, and likely blocks were left out.
    isLong && ofPrinted < 0.2 && ofData < 0.2 ? missed : 0,
  ];
}

/** What tells how good the answer is. @param fromData whether the data's text was chosen */
export function confidenceTerms(answers: TextAnswers, fromData: boolean): number[] {
  const { printed, story, agreement, data = [] } = answers;
  const length = Math.max(minArticleLength, lengthOf(fromData ? data : printed));
  const size = clamp(Math.log2(length / 2000), -4, 4);
  if (fromData) return [1, 0, 0, 0, size, 0, 0, 0, 0, 1];
  const sure = clamp(story.confidence, 0.02, 0.995);
  const isCompared = agreement !== undefined && lengthOf(data) >= minDataLength;
  const agrees = isCompared && harmonicMean(agreement) >= minAgreement;
  return [
    1,
    Math.log(sure / (1 - sure)),
    missedShare(printed, story),
    clamp(story.unsure / length, 0, 2),
    size,
    agrees ? 1 : 0,
    isCompared && !agrees ? 1 : 0,
    clamp(lengthOf(printed) / Math.max(1, story.prose), 0, 1.5),
    clamp(Math.log2((story.last - story.first + 1) / Math.max(1, story.blocks.length)), 0, 5),
    0,
  ];
}

function missedShare(printed: readonly Paragraph[], { missed }: StoryBlocks): number {
  return clamp(missed / Math.max(minArticleLength, lengthOf(printed)), 0, 1);
}

/** Answers agree if the harmonic mean of their shares is at least this. */
const minAgreement = 0.9;

function harmonicMean({ ofPrinted, ofData }: Agreement): number {
  return ofPrinted + ofData === 0 ? 0 : (2 * ofPrinted * ofData) / (ofPrinted + ofData);
}

/** Whether the printed text has nearly all of the data's. */
function isContained(agreement: Agreement | undefined): boolean {
  return agreement !== undefined && agreement.ofData >= 0.97;
}

/** The data's text; if the page prints it all, the printed paragraphs of it, which have roles. */
function textOfData(printed: Paragraph[], data: Paragraph[], agreement: Agreement | undefined): Paragraph[] {
  if (!isContained(agreement)) return data;
  const whole = data.map(({ text }) => text).join('\n');
  const runs = runsOf(data);
  return printed.filter((paragraph) => {
    const own = [...runsOf([paragraph]).keys()];
    return whole.includes(paragraph.text) || own.filter((run) => runs.has(run)).length >= own.length / 2;
  });
}

/** How far two texts are the same. */
function agreementOf(printed: readonly Paragraph[], data: readonly Paragraph[]): Agreement {
  const [own, other] = [runsOf(printed), runsOf(data)];
  let shared = 0;
  for (const [run, count] of own) shared += Math.min(count, other.get(run) ?? 0);
  const total = (runs: ReadonlyMap<number, number>) => runs.values().reduce((sum, count) => sum + count, 0);
  return { ofPrinted: shared / Math.max(1, total(own)), ofData: shared / Math.max(1, total(other)) };
}

/** How often each run of four words occurs; a shorter text is one run. */
function runsOf(paragraphs: readonly Paragraph[]): Map<number, number> {
  const text = paragraphs.map((paragraph) => paragraph.text).join('\n');
  const runs = new Map<number, number>();
  for (const run of wordRuns(text.slice(0, maxCompared), wordsInRun)) runs.set(run, (runs.get(run) ?? 0) + 1);
  return runs;
}

/** How long all paragraphs are together, by `readingLength`. */
export function lengthOf(paragraphs: readonly Paragraph[]): number {
  return paragraphs.reduce((sum, { text }) => sum + readingLength(text), 0);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
