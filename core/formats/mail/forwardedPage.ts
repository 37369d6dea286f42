/** Finds the message that somebody forwarded in the HTML of the new one, and cuts off what is above it. */
import { type Block, blocksUnder } from '../../article/blocks.ts';
import { type Element, elementsUnder, type HtmlPage, isWithin } from '../../markup/htmlTree.ts';
import { isUnread } from '../html/fragment.ts';
import type { CopiedMail } from '../plain/copiedMail.ts';
import { forwardedMail } from './forwarded.ts';

/** The fields of a head may be a block each. */
const fieldLine = /^\p{L}[^:：]{0,25}:/u;

/**
 * What the head of the forwarded message says, and the page from that message's text on; `undefined` if the
 * page forwards none. The page is changed.
 * @param subject that of the new message, as it was written
 */
export function forwardedPage(
  subject: string,
  page: HtmlPage,
): { mail: CopiedMail; page: HtmlPage } | undefined {
  const blocks = blocksUnder(page.root, isUnread);
  const lines = linesOf(blocks);
  const found = forwardedMail(
    subject,
    lines.map(({ text }) => text),
  );
  if (found === undefined) return undefined;
  const below = lines.slice(lines.length - found.text.length);
  const first = below.find(({ text }) => text !== '')?.block.element;
  const last = lines.slice(0, -below.length).findLast(({ text }) => text !== '')?.block.element;
  if (first === undefined || last === undefined || first === last) return undefined;
  // The text may stand loose in an element that holds the head, too.
  if (isWithin(last, first)) keepFrom(first, placeIn(first, last) + 1);
  for (let holder = first.parent; holder !== undefined; holder = holder.parent)
    keepFrom(holder, placeIn(holder, first));
  return { mail: found.mail, page: { ...page, elements: elementsUnder(page.root) } };
}

interface Line {
  text: string;
  block: Block;
}

/**
 * The lines of the blocks, with an empty one between blocks that are no fields of one head. The cells of a
 * row are one line: the label of a field and its value.
 */
function linesOf(blocks: readonly Block[]): Line[] {
  const lines: Line[] = [];
  for (const [i, block] of blocks.entries()) {
    const { text, lines: own = [text], element } = block;
    const above = blocks[i - 1];
    const line = lines.at(-1);
    if (line !== undefined && element.tag === 'td' && above?.element.parent === element.parent) {
      line.text += ` ${text}`;
      continue;
    }
    const isField = own.length === 1 && above?.lines === undefined && fieldLine.test(text);
    if (i > 0 && !isField) lines.push({ text: '', block });
    lines.push(...own.map((each) => ({ text: each, block })));
  }
  return lines;
}

/** Which child of the holder has the element, or is it. */
function placeIn(holder: Element, element: Element): number {
  let child = element;
  while (child.parent !== undefined && child.parent !== holder) child = child.parent;
  return holder.children.indexOf(child);
}

/** Leaves out the children of an element before a place. If it is a quotation, that is now the whole text. */
function keepFrom(holder: Element, place: number): void {
  holder.children.splice(0, place);
  if (holder.tag === 'blockquote') holder.tag = 'div';
}
