/** Finds the readers' comments below a heading that counts them, whatever their elements are called. */
import type { Element } from '../../markup/htmlTree.ts';
import { anyOf } from '../../text/anyOf.ts';
import { withoutDate } from '../authors/creditLines.ts';
import type { Block } from '../blocks.ts';
import { endsWithAgo } from './commentLines.ts';

const words = anyOf`
  comments?, responses?, replies, thoughts?, (?:leser)?kommentare?, commentaires?, réactions?,
  comentarios?, comentários?, commenti?, reacties?, kommentarer, kommentit, komentarz[ey]?, комментари\p{L}*,
  コメント, 评论, 評論, 댓글
`;
const heading = new RegExp(
  String.raw`^(?:(?:${words})\s?[:：]?\s?[(（\[]?\s?(?<behind>\d{1,4})\s?[)）\]]?|` +
    String.raw`(?<before>\d{1,4}) (?:${words})(?: (?:on|to|zu|sur|sobre|su|op|til|till) .{1,100})?)$`,
  'iu',
);
const maxHeading = 130;
/** Dates of so many comments follow; one comment has one. */
const minDates = 2;
/** How many blocks of the story are above it. */
const minBlocks = 3;
/** Characters of a line that says who wrote a comment and when. */
const maxDated = 60;

/**
 * The index of the heading that counts the comments below it; -1 if there is none. Above a story, or as a
 * link, such a line leads to the comments.
 * @param first the index of the story's first block
 */
export function commentsHeadingAt(visibleBlocks: readonly Block[], first: number): number {
  const counts = visibleBlocks.map((block, at) => (at < first + minBlocks ? 0 : countedBy(block)));
  // Most pages have no such heading, so their lines need not be read for dates.
  if (!counts.some((count) => count > 0)) return -1;
  let dated = 0;
  return visibleBlocks.findLastIndex((block, at) => {
    const count = counts[at] ?? 0;
    if (count > 0 && dated >= Math.min(minDates, count)) return true;
    if (dated < minDates && isDated(block)) dated++;
    return false;
  });
}

/** How many comments the block says there are; 0 if it is no heading of comments. */
function countedBy({ text, linked }: Block): number {
  if (text.length > maxHeading || linked > text.length / 2) return 0;
  const { behind, before = 0 } = heading.exec(text)?.groups ?? {};
  return Number(behind ?? before);
}

function isDated({ text }: Block): boolean {
  return text.length <= maxDated && (withoutDate(text) !== undefined || endsWithAgo(text));
}

/**
 * The elements all of whose taken blocks are below that heading.
 * @param first the index of the story's first block
 * @param parts with the blocks that were taken for the story
 */
export function commentsBelowHeading(
  visibleBlocks: readonly Block[],
  first: number,
  parts: ReadonlyMap<Element, readonly Block[]>,
): Element[] {
  const at = commentsHeadingAt(visibleBlocks, first);
  if (at < 0) return [];
  const below = new Set(visibleBlocks.slice(at));
  return [...parts].flatMap(([part, blocks]) => (blocks.every((block) => below.has(block)) ? [part] : []));
}
