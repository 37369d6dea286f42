/** Finds the summary that a page prints with its story. */
import { namesOf } from '../../markup/htmlTree.ts';
import { isByline } from '../../text/byline/byline.ts';
import { oneLine } from '../../text/oneLine.ts';
import type { Block } from '../blocks.ts';
import type { PageMetadata } from '../metadata.ts';
import type { StoryBlocks } from '../selectStory.ts';
import { isDateLine, standfirstText } from '../storyParagraphs.ts';
import { standfirstNames } from './standfirstInStory.ts';

const minStandfirstLength = 20;
const maxStandfirstLength = 500;

/**
 * The summary that the page prints: a short paragraph between headline and story, or one elsewhere that is
 * also in the metadata. A summary only in the metadata, or one that repeats the story, does not count.
 */
export function standfirstOf(
  { meta, article }: PageMetadata,
  visibleBlocks: readonly Block[],
  story: StoryBlocks,
  title: string,
): string | undefined {
  if (story.standfirst !== undefined) return oneLine(standfirstText(story.standfirst, title));
  const before = visibleBlocks.slice(Math.max(0, story.first - 8), Math.max(0, story.first));
  const named = before.find((block) => {
    const { element, text } = block;
    const fits = text.length >= minStandfirstLength && text.length < maxStandfirstLength && text !== title;
    return fits && !isByline(text) && !isDateLine(block) && standfirstNames.test(namesOf(element));
  });
  if (named !== undefined) return oneLine(named.text);
  const declared = [article?.description, meta.get('og:description'), meta.get('description')]
    .map((summary) => oneLine(summary) ?? '')
    .filter((summary) => summary.length >= minStandfirstLength);
  if (declared.length === 0) return undefined;
  const shortest = Math.min(...declared.map(({ length }) => length));
  const initials = new Set(declared.map((summary) => summary.charAt(0)));
  const printed = new Set(
    visibleBlocks.flatMap(({ text }) => {
      const fits = text.length >= shortest && text.length < 2 * maxStandfirstLength;
      // `oneLine` is slow. It leaves a first letter before ASCII as it is, so it need not see a text that begins
      // with another letter than every summary.
      const isOther = /^\w[ -~]/.test(text) && !initials.has(text.charAt(0));
      return fits && !isOther ? (oneLine(text) ?? []) : [];
    }),
  );
  return declared.find(
    (summary) =>
      printed.has(summary) &&
      summary !== title &&
      !story.blocks.some(({ text }) => text.length >= summary.length && oneLine(text) === summary),
  );
}
