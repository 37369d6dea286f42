/**
 * The body of a story as a content system stores it: HTML whose paragraphs may be marked by empty lines
 * alone, with the system's own signs, "[gallery ids=…]", which it replaces when it shows the text.
 */
import type { Refusal } from '../errors.ts';
import { anyOf } from '../text/anyOf.ts';
import { parseFragment } from './htmlFragment.ts';
import type { HtmlPage } from './htmlTree.ts';

/** Parses a body under the limits of a page. */
export function parseBody(html: string): HtmlPage | Refusal {
  const bare = withoutShortcodes(html.replace(caption, '<figcaption>$1</figcaption>'));
  return parseFragment(marksParagraphs.test(bare) ? bare : bare.replace(/\n[ \t\r]*\n/g, '\n<p>'));
}

/** Only with its end: what follows a sign alone is the story. */
const caption = /\[caption\s[^[\]]{0,500}\]((?:[^[]|\[(?!\/?caption\b)){0,5000})\[\/caption\]/g;

/** If a body has one of these, its empty lines say nothing; those of `pre` are of its text. */
const marksParagraphs = /<(?:p|br|div|pre|table)[\s/>]/i;

const value = String.raw`(?:"[^"[\]<>]{0,1000}"|'[^'[\]<>]{0,1000}'|[^\s"'[\]<>]{1,200})`;
const attributes = String.raw`(?:\s{1,20}[a-z][\w-]{0,40}=${value}){1,30}\s{0,20}`;
/** Those that are known without attributes. */
const known = anyOf`gallery, playlist, audio, video, caption, toc, (?:vc|et_pb|fusion)_\w{1,40}`;
const shortcode = new RegExp(
  String.raw`\[([a-z][\w-]{2,40})${attributes}/?\]|\[/?(${known})\s{0,20}/?\]|\[/([a-z][\w-]{2,40})\]`,
  'g',
);
/** What builds columns and boxes of a page, in which texts begin anew. */
const box = /^(?:vc|et_pb|fusion)_/;
/** A sign around the address of a film. */
const embed = /\[embed\b[^[\]]{0,500}\][^[\]\s]{0,1000}\[\/embed\]/g;

/** A text without the signs of WordPress. "[sic]", "[Video]" and "[/etc]" are none. */
export function withoutShortcodes(text: string): string {
  if (!text.includes('[')) return text;
  const begun = new Set<string>();
  return text.replace(embed, '').replace(shortcode, (sign, begins?: string, named?: string, ends = '') => {
    if (begins !== undefined) begun.add(begins);
    else if (named === undefined && !begun.has(ends)) return sign;
    return box.test(begins ?? named ?? ends) ? '\n\n' : '';
  });
}
