/** HTML: recognised by how it begins, decoded as it declares, parsed under limits, and read by `core/article/`. */
import { extractArticle } from '../../article/article.ts';
import { binaryEvidence, decode } from '../../charset/charset.ts';
import { webAddress } from '../../document/urls.ts';
import { refuse } from '../../errors.ts';
import { htmlLimits, parseHtml } from '../../markup/htmlTree.ts';
import type { SingleFormat } from '../format.ts';

/** Where the WHATWG standard looks for a declared charset, and then some. */
const headBytes = 4096;
const ascii = new TextDecoder('windows-1252');

/** A doctype, or a tag that begins a page, after white space, comments and an XML declaration. */
const begins =
  /^(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|main|title|meta|div|h1|p|table|center)[\s>])/i;

/** Pages of old content systems begin with a warning or a stylesheet; the page's own tags follow. */
const includes = /<(?:!doctype html|html|head|body)[\s>]/i;

function isPage(bytes: Uint8Array): boolean {
  const start = withoutPreamble(headOf(bytes));
  return (
    begins.test(start) ||
    (/^<[a-z]/i.test(start) && includes.test(ascii.decode(bytes.subarray(0, 16 * headBytes))))
  );
}

export const html: SingleFormat = {
  name: 'html',
  kind: 'single',
  isolated: true,
  seconds: 2,
  recognises: (bytes) => binaryEvidence(bytes) === undefined && isPage(bytes),
  read({ info, bytes }) {
    if (bytes.length > htmlLimits.bytes)
      return refuse('html.too_complex', `${bytes.length} bytes; a page may have ${htmlLimits.bytes}`);
    const declared =
      declaredCharset(headOf(bytes)) ?? /charset=["']?([\w-]+)/i.exec(info.contentType ?? '')?.[1];
    const decoded = decode(bytes, declared);
    if (decoded === undefined)
      return refuse(
        'decode.charset',
        declared === undefined ? 'the page declares none' : `the page declares ${declared}`,
      );
    const page = parseHtml(decoded.text);
    if ('tooComplex' in page) return refuse('html.too_complex', page.tooComplex);
    const content = extractArticle(page, { url: webAddress(info.metadata.url), flags: decoded.flags });
    return 'code' in content ? content : { charset: decoded.charset, content };
  },
};

/** The first bytes as ASCII; of UTF-16 every other byte, which comes to the same. */
function headOf(bytes: Uint8Array): string {
  return ascii
    .decode(bytes.subarray(0, headBytes))
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)/, '');
}

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
