/** HTML without a page around it: the body of a story in a feed, in JSON or in a message. All of it is the story but what says otherwise. */
import { blocksUnder, isAside } from '../../article/blocks.ts';
import { paragraphsIn } from '../../article/body.ts';
import type { Paragraph } from '../../document/record.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { lineOf, type Page, pageLimits, parsePage } from '../../markup/htmlTree.ts';
import { tidy } from '../../text/tidy.ts';

/** The same limits as for a page, and the same refusal. */
export function parseFragment(html: string): Page | Refusal {
  if (html.length > pageLimits.bytes)
    return refuse('html.too_complex', `${html.length} characters; a page may have ${pageLimits.bytes}`);
  const page = parsePage(html);
  return 'tooComplex' in page ? refuse('html.too_complex', page.tooComplex) : page;
}

/** Every paragraph of it, tidied. `shown`: what stands elsewhere in the record already (title, standfirst) and is not repeated. */
export function paragraphsOfPage(
  { root }: Pick<Page, 'root'>,
  shown: readonly (string | undefined)[],
): Paragraph[] {
  const blocks = blocksUnder(
    root,
    (element) => element.tag === 'head' || element.tag === 'title' || isAside(element),
  );
  return paragraphsIn(blocks, shown).flatMap(({ role, text }) => {
    const tidied = tidy(text).trim();
    return tidied === '' ? [] : [{ role, text: tidied }];
  });
}

/** Tags that body texts have, or a character reference: plain text has neither. */
const markup =
  /<\/?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|section|article|figure|span|a|em|strong|b|i)(?:\s[^<>]{0,2000})?\/?>|&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,8});/i;

export function isMarkup(text: string): boolean {
  return markup.test(text);
}

/** A headline or a summary in one tidied line, without its tags; plain text stays as it is. */
export function lineOfMarkup(text: string): string {
  if (!isMarkup(text)) return text;
  const page = parseFragment(text);
  return 'code' in page ? text : tidy(lineOf(page.root)).trim();
}
