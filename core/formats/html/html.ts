/**
 * HTML: recognised by its first tags, decoded as it declares, parsed under limits, and read by
 * `core/article/`.
 */
import { extractArticle } from '../../article/article.ts';
import { asciiHead } from '../../charset/asciiHead.ts';
import { binaryEvidence, charsetIn, decode } from '../../charset/charset.ts';
import { parseMoment } from '../../dates/moment.ts';
import type { Moment } from '../../document/record.ts';
import { originalAddress, webAddress } from '../../document/urls.ts';
import { refuse } from '../../errors.ts';
import { htmlLimits, parseHtml } from '../../markup/htmlTree.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import type { SingleFormat } from '../format.ts';

/** How many bytes to search for a declared charset: more than the 1024 of the WHATWG standard. */
const headBytes = 4096;
const latin1 = new TextDecoder('latin1');

/** A doctype, or a tag that may begin a page. */
const firstTag =
  /^(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|main|title|meta|div|h1|p|table|center)[\s>])/i;

/** Tags of every page. Old content systems put a warning or a style sheet before them. */
const pageTag = /<(?:!doctype html|html|head|body)[\s>]/i;
const bodyTag = /<body[\s>]/gi;

/** A tag that a piece of a page may begin with, if lines and paragraphs in it are HTML's too. */
const pieceTag = /^<(?:span|section|header|figure|blockquote|ul|ol|h[2-6]|strong|em|b|i|a|font|img)[\s>]/i;
const lineTag = /<(?:p|br|div)[\s/>]/gi;
const leastLines = 2;

function isPage(bytes: Uint8Array): boolean {
  const head = asciiHead(bytes, headBytes);
  const start = withoutPreamble(head);
  if (firstTag.test(start)) return true;
  if (pieceTag.test(start) && (start.match(lineTag)?.length ?? 0) >= leastLines) return true;
  if (!/^<[a-z]/i.test(start)) return false;
  const more = latin1.decode(bytes.subarray(0, 16 * headBytes));
  // Declared XML may have a <head> or a <body> in each of its records; the texts of libraries have one body.
  return /^\s*<\?xml\b/i.test(head) ? more.match(bodyTag)?.length === 1 : pageTag.test(more);
}

export const html: SingleFormat = {
  name: 'html',
  kind: 'single',
  seconds: 2,
  recognises: (bytes) => binaryEvidence(bytes) === undefined && isPage(bytes),
  read({ info, bytes }) {
    if (bytes.length > htmlLimits.bytes)
      return refuse('html.too_complex', `${bytes.length} bytes; the limit is ${htmlLimits.bytes}`);
    const declared = declaredCharset(asciiHead(bytes, headBytes)) ?? charsetIn(info.contentType);
    const decoded = decode(bytes, declared);
    if (decoded === undefined)
      return refuse('decode.charset', `the page declares ${declared ?? 'no character set'}`);
    const saved = savedFrom(asciiHead(bytes, headBytes));
    const page = parseHtml(decoded.text);
    if ('tooComplex' in page) return refuse('html.too_complex', page.tooComplex);
    const content = extractArticle(page, {
      url: webAddress(info.metadata.url) ?? saved.url,
      flags: decoded.flags,
      put: info.modified,
    });
    const { retrieved } = saved;
    return 'code' in content
      ? content
      : { charset: decoded.charset, content, ...omitUndefined({ retrieved }) };
  },
};

/** "saved from url=(0035)https://…" of browsers; "Page saved with SingleFile url: … saved date: …". */
const savedComment =
  /<!--\s{0,9}(?:page )?saved [a-z ]{1,40}\s{0,9}url(?:=\(\d{1,5}\)|:\s)(https?:[^\s<>"]{1,2000})(?:\s{1,9}saved date: ([^\n<>]{1,100}))?/i;

/** What a comment at the head of a saved page says: where and when its browser saved it. */
function savedFrom(head: string): { url?: string; retrieved?: Moment } {
  const [, address, date = ''] = savedComment.exec(head) ?? [];
  const url = originalAddress(webAddress(address));
  return omitUndefined({ url, retrieved: url === undefined ? undefined : parseMoment(date, 'html') });
}

/** Skips white space, comments and an XML declaration. */
function withoutPreamble(head: string): string {
  let rest = head.trimStart();
  for (;;) {
    const end = rest.startsWith('<!--')
      ? rest.indexOf('-->') + 3
      : /^<\?xml\b/i.test(rest)
        ? rest.indexOf('?>') + 2
        : 0;
    if (end <= 2) return rest;
    rest = rest.slice(end).trimStart();
  }
}

function declaredCharset(head: string): string | undefined {
  return /<meta[^>]{0,200}?\bcharset\s{0,5}=\s{0,5}["']?\s{0,5}([\w:-]{2,40})/i.exec(head)?.[1];
}
