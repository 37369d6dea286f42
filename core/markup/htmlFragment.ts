/**
 * HTML without a page around it: the body, headline or summary of a story in a feed, in JSON or in a message.
 */

import { type Refusal, refuse } from '../errors.ts';
import { tidy } from '../text/tidy.ts';
import { wordList } from '../text/wordSet.ts';
import { type HtmlPage, htmlLimits, lineOf, parseHtml } from './htmlTree.ts';

/** Parses a fragment under the limits of a page. */
export function parseFragment(html: string): HtmlPage | Refusal {
  if (html.length > htmlLimits.bytes)
    return refuse('html.too_complex', `${html.length} characters; the limit is ${htmlLimits.bytes}`);
  const page = parseHtml(html);
  return 'tooComplex' in page ? refuse('html.too_complex', page.tooComplex) : page;
}

const bodyTags = wordList`
  p br div h[1-6] ul ol li blockquote section article figure span a em strong b i
`;
const characterReference = /&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,8});/;
const markup = new RegExp(
  `</?(?:${bodyTags.join('|')})(?:\\s[^<>]{0,2000})?/?>|${characterReference.source}`,
  'i',
);

/** Whether a text has tags of body text or character references, which plain text does not have. */
export function isMarkup(text: string): boolean {
  return markup.test(text);
}

/** A headline or a summary as one tidy line without tags. Plain text is returned unchanged. */
export function lineOfMarkup(text: string): string {
  if (!isMarkup(text)) return text;
  const page = parseFragment(text);
  return 'code' in page ? text : tidy(lineOf(page.root)).trim();
}
