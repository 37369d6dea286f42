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
  return visibleBlocks.findLastIndex(({ text, linked }, at) => {
    if (at < first + minBlocks || linked > text.length / 2) return false;
    const counted = text.length <= maxHeading ? heading.exec(text)?.groups : undefined;
    const count = Number(counted?.behind ?? counted?.before ?? 0);
    if (count === 0) return false;
    const dated = visibleBlocks.slice(at + 1).filter(isDated).length;
    return dated >= Math.min(minDates, count);
  });
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
