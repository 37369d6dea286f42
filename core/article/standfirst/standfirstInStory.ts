/** Knows a standfirst among the blocks that were chosen as the story. */
import { namesOf } from '../../markup/htmlTree.ts';
import { anyOf } from '../../text/anyOf.ts';
import { isByline } from '../../text/byline/byline.ts';
import type { Block } from '../blocks.ts';
import { isDateLine, roleOf } from '../storyParagraphs.ts';

const maxLength = 400;
/** A longer line that begins with "By" is a sentence. */
const maxBylineLength = 120;

/** Names of a standfirst in a class or id. */
export const standfirstNames = new RegExp(
  anyOf`
    stand-?first, \bdeck?\b, \blede\b, summary, sub-?title, sub-?head, sub-?line, \bintro\b, \bexcerpt\b,
    strapline, vorspann, \bchapo\b, ingress
  `,
  'i',
);

/**
 * Whether the first block of the story is a standfirst: short, and named so, above the byline, or outside the
 * element with the rest of the story.
 * @param taken the places of the story's blocks
 * @param probabilities that a block is the story's
 */
export function beginsWithStandfirst(
  visibleBlocks: readonly Block[],
  taken: readonly number[],
  probabilities: readonly number[],
): boolean {
  const [first, , third, fourth] = taken.slice(0, 4).map((i) => visibleBlocks[i]);
  if (first === undefined || third === undefined || !mayBeStandfirst(first)) return false;
  if (standfirstNames.test(namesOf(first.element)) || isAboveByline(visibleBlocks, taken)) return true;
  const likely = probabilities[taken[0] ?? -1] ?? 0;
  return fourth !== undefined && first.element.parent !== third.element.parent && likely < 0.9;
}

function mayBeStandfirst(block: Block): boolean {
  const isOther = isTimeOfDay(block.text) || isDateLine(block) || isByline(block.text);
  return block.text.length <= maxLength && !isOther && roleOf(block) !== 'caption';
}

/** The first post of a ticker begins with one. */
function isTimeOfDay(text: string): boolean {
  return /^\d{1,2}[:.h]\d{2}(?:\s?\p{L}{1,3}\.?){0,2}$/u.test(text);
}

/** Whether a byline is between the first block of the story and the next sentence. */
function isAboveByline(visibleBlocks: readonly Block[], [first = -1, ...others]: readonly number[]): boolean {
  const block = visibleBlocks[first];
  if (block === undefined || roleOf(block) !== 'text') return false;
  const next = others.find((i) => isSentence(visibleBlocks[i]?.text ?? '')) ?? first;
  const between = visibleBlocks.slice(first + 1, next);
  return between.some(({ text }) => text.length <= maxBylineLength && isByline(text));
}

/** Shorter lines are what buttons say, dates and the like. */
const minSentenceLength = 40;
const isSentence = (text: string): boolean => text.length >= minSentenceLength && !isByline(text);
