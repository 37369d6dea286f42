/** Finds the message that somebody forwarded in the HTML of the new one, and cuts off what is above it. */
import { type Block, blocksUnder } from '../../article/blocks.ts';
import { type Element, elementsUnder, type HtmlPage, isWithin } from '../../markup/htmlTree.ts';
import type { CopiedMail } from '../plain/copiedMail.ts';
import { forwardedMail } from './forwarded.ts';

/** The fields of a head may be a block each. */
const fieldLine = /^\p{L}[^:：]{0,25}:/u;
const unread = new Set(['head', 'title', 'script', 'style']);

/**
 * What the head of the forwarded message says, and the page from that message's text on; `undefined` if the
 * page forwards none. The page is changed.
 * @param subject that of the new message, as it was written
 */
export function forwardedPage(
  subject: string,
  page: HtmlPage,
): { mail: CopiedMail; page: HtmlPage } | undefined {
  const blocks = blocksUnder(page.root, ({ tag }) => unread.has(tag));
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
  if (isWithin(last, first)) cutBefore(first, childAbove(last, first), 1);
  for (let at = first; at.parent !== undefined; at = at.parent) cutBefore(at.parent, at, 0);
  return { mail: found.mail, page: { ...page, elements: elementsUnder(page.root) } };
}

interface Line {
  text: string;
  block: Block;
}

/** The lines of the blocks, with an empty one between blocks that are no fields of one head. */
function linesOf(blocks: readonly Block[]): Line[] {
  const lines: Line[] = [];
  for (const [i, block] of blocks.entries()) {
    const { text, lines: own = [text], element } = block;
    const above = blocks[i - 1];
    const label = lines.at(-1);
    if (label !== undefined && element.tag === 'td' && above?.element.parent === element.parent) {
      label.text += ` ${text}`;
      continue;
    }
    const isField = own.length === 1 && above?.lines === undefined && fieldLine.test(text);
    if (i > 0 && !isField) lines.push({ text: '', block });
    lines.push(...own.map((line) => ({ text: line, block })));
  }
  return lines;
}

function childAbove(element: Element, holder: Element): Element {
  let at = element;
  while (at.parent !== undefined && at.parent !== holder) at = at.parent;
  return at;
}

/** Leaves out the children of an element before one of them, and as many more. What it quotes is the text. */
function cutBefore(holder: Element, child: Element, more: number): void {
  holder.children.splice(0, holder.children.indexOf(child) + more);
  if (holder.tag === 'blockquote') holder.tag = 'div';
}
