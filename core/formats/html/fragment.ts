/**
 * The paragraphs of an HTML fragment: everything in it is the story, except what is marked as something else.
 */
import { blocksUnder, isAside } from '../../article/blocks.ts';
import { storyParagraphs } from '../../article/storyParagraphs.ts';
import type { Paragraph } from '../../document/record.ts';
import type { Element, HtmlPage } from '../../markup/htmlTree.ts';
import { tidy } from '../../text/tidy.ts';

/** XHTML in XML has programs and styles too. */
const unread = new Set(['head', 'title', 'script', 'style']);

/** Whether nobody reads the text of an element. */
export const isUnread = ({ tag }: Element): boolean => unread.has(tag);

/**
 * All paragraphs, tidied.
 *
 * @param shown texts that the record has elsewhere (title, standfirst); they are not repeated
 */
export function paragraphsOfPage(
  { root }: Pick<HtmlPage, 'root'>,
  shown: readonly (string | undefined)[],
): Paragraph[] {
  const blocks = blocksUnder(root, (element) => isUnread(element) || isAside(element));
  return storyParagraphs(blocks, shown).flatMap(({ role, text }) => {
    const tidied = tidy(text).trim();
    return tidied === '' ? [] : [{ role, text: tidied }];
  });
}
