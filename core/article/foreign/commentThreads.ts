/** Finds the readers' comments among what was taken for the story. */
import { type Element, isHeading } from '../../markup/htmlTree.ts';
import { withoutDate } from '../authors/creditLines.ts';
import type { Block } from '../blocks.ts';
import { proseOf } from '../findArticle.ts';
import { bitOf, purposesOf } from '../purposes.ts';
import { isAgoLine, isAnswerLine, isReplyLine } from './commentLines.ts';

const commentPart = bitOf('comment');
/** A part of a page with as many lines such as "Reply" is a thread, whatever its names. */
const minReplies = 3;
/** Paragraphs before the first of these lines. A part that begins with paragraphs of the story has more. */
const maxBefore = 3;
/** Paragraphs for each of these lines; a story that quotes messages has more. */
const maxParagraphs = 4;

/** What a part of the page has. */
interface Counts {
  /** Lines such as "Reply". */
  replies: number;
  firstReply?: Block;
  /** Lines such as "Reply", "Report" and "2 hours ago". */
  answers: number;
  paragraphs: number;
  /** Paragraphs before the first reply. */
  before: number;
}

/**
 * The parts of a page that are threads of comments: each has lines such as "Reply" or "2 hours ago", and its
 * class or id says so, or there are many such lines. Opinions, and sections with such a name, have none.
 */
export function commentThreads(visibleBlocks: readonly Block[], parts: Iterable<Element>): Element[] {
  const counts = countsOf(visibleBlocks);
  const leastBefore = new Map<Block | undefined, number>();
  for (const { replies, firstReply, before } of counts.values())
    if (replies >= minReplies)
      leastBefore.set(firstReply, Math.min(before, leastBefore.get(firstReply) ?? before));
  return [...parts].filter((part) => {
    const count = counts.get(part);
    if (count === undefined || count.answers === 0) return false;
    if (purposesOf(part) & commentPart) return true;
    const { replies, firstReply, paragraphs, before } = count;
    const beginsWithComment = before <= maxBefore && before === leastBefore.get(firstReply);
    return replies >= minReplies && beginsWithComment && paragraphs <= maxParagraphs * replies;
  });
}

/** "Ann says:" and a date may be lines of one block. */
function speakerLine({ text, lines: [first, second] = [] }: Block): string {
  return first !== undefined && second !== undefined && withoutDate(second) !== undefined ? first : text;
}

/** What each element with a comment's line or a paragraph has; nothing if no comment has a line. */
function countsOf(visibleBlocks: readonly Block[]): Map<Element, Counts> {
  const counts = new Map<Element, Counts>();
  const lines = visibleBlocks.map((block) => {
    // Stories of questions and answers have headings such as "Svar".
    const isReply = isReplyLine(block.text) && !block.bold && !isHeading(block.element);
    return { block, isReply, isAnswer: isReply || isAnswerLine(speakerLine(block)) || isAgoLine(block.text) };
  });
  if (!lines.some(({ isAnswer }) => isAnswer)) return counts;
  for (const { block, isReply, isAnswer } of lines) {
    const isParagraph = proseOf(block) > 0;
    if (!isAnswer && !isParagraph) continue;
    for (let at: Element | undefined = block.element; at !== undefined; at = at.parent) {
      const all = counts.get(at) ?? { replies: 0, answers: 0, paragraphs: 0, before: 0 };
      counts.set(at, all);
      if (isAnswer) all.answers++;
      if (isReply) all.replies++;
      if (isReply) all.firstReply ??= block;
      if (isParagraph) all.paragraphs++;
      if (isParagraph && all.replies === 0) all.before++;
    }
  }
  return counts;
}
