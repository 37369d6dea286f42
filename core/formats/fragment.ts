/** HTML without a page around it: the body of a story in a feed, in JSON or in a message. All of it is the story but what says otherwise. */
import { blocksUnder, isAside } from '../article/blocks.ts';
import { paragraphsIn } from '../article/body.ts';
import { type Page, pageLimits, parsePage } from '../article/page.ts';
import type { Paragraph } from '../document/record.ts';
import { type Refusal, refuse } from '../errors.ts';
import { tidy } from './charset.ts';

/** The same limits as for a page, and the same refusal. */
export function parseFragment(html: string): Page | Refusal {
  if (html.length > pageLimits.bytes) return refuse('html.too_complex', `${html.length} characters; a page may have ${pageLimits.bytes}`);
  const page = parsePage(html);
  return 'tooComplex' in page ? refuse('html.too_complex', page.tooComplex) : page;
}

/** Every paragraph of it, tidied. `shown`: what stands elsewhere in the record already (title, standfirst) and is not repeated. */
export function paragraphsOfPage({ root }: Page, shown: readonly (string | undefined)[]): Paragraph[] {
  const blocks = blocksUnder(root, (element) => element.tag === 'head' || element.tag === 'title' || isAside(element));
  return paragraphsIn(blocks, shown).flatMap(({ role, text }) => {
    const tidied = tidy(text).trim();
    return tidied === '' ? [] : [{ role, text: tidied }];
  });
}
