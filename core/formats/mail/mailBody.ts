/** Reads the text of a message: HTML, plain text, or plain text in format=flowed. */
import { extractArticle } from '../../article/article.ts';
import { decode } from '../../charset/charset.ts';
import type { Content, Paragraph } from '../../document/record.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { decodeReferences } from '../../markup/characterReferences.ts';
import { parseFragment } from '../../markup/htmlFragment.ts';
import { omitUndefined } from '../../omitUndefined.ts';
import { tidy } from '../../text/tidy.ts';
import { paragraphsOfPage } from '../html/fragment.ts';
import type { CopiedMail } from '../plain/copiedMail.ts';
import { linesToParagraphs, splitLines } from '../plain/paragraphs.ts';
import { forwardedMail } from './forwarded.ts';
import { forwardedPage } from './forwardedPage.ts';
import type { MimePart } from './mime.ts';
import { replyPrefix } from './replyPrefix.ts';

/** One text in one or two forms. */
export interface BodyForms {
  html?: MimePart;
  plain?: MimePart;
}

export interface MailBody {
  charset: string;
  paragraphs: Paragraph[];
  flags: string[];
  /** If the HTML holds an article: that article with its metadata. */
  article?: Content;
  /** What the head of a message says that this one forwards; the paragraphs are those of that message. */
  forwarded?: CopiedMail;
}

/**
 * Reads the form that shows that this message forwards another, the plain text before the HTML. If none does,
 * reads the HTML, which has headings and quotations, unless it is unreadable or has less than half of the
 * plain text.
 *
 * @param subject that of the message; the paragraphs do not repeat what follows its "Re:"
 * @param put when the message was put, in milliseconds since 1970
 */
export function readMailBody({ html, plain }: BodyForms, subject: string, put: number): MailBody | Refusal {
  const asText = plain === undefined ? undefined : readPlainBody(plain, subject);
  if (asText !== undefined && 'forwarded' in asText) return asText;
  const asPage = html === undefined ? undefined : readHtmlBody(html, subject, put);
  if (asPage !== undefined && 'forwarded' in asPage) return asPage;
  if (asText === undefined || asPage === undefined) return asPage ?? asText ?? noText();
  if ('code' in asText) return asPage;
  return 'code' in asPage || 2 * lengthOf(asPage) < lengthOf(asText) ? asText : asPage;
}

function lengthOf({ paragraphs }: MailBody): number {
  return paragraphs.reduce((sum, { text }) => sum + text.length, 0);
}

function noText(): Refusal {
  return refuse('extract.no_content', 'the message has no text');
}

/**
 * The article that `core/article/` finds, or every paragraph if the page is too short or too scattered for
 * one.
 */
function readHtmlBody(part: MimePart, subject: string, put: number): MailBody | Refusal {
  const bytes = part.bytes();
  const decoded = decode(bytes, part.parameters.charset);
  if (decoded === undefined) return unknownCharset(part);
  const parsed = parseFragment(decoded.text);
  if ('code' in parsed) return parsed;
  const { charset, flags } = decoded;
  const forwarded = forwardedPage(subject, parsed);
  const { page, mail } = forwarded ?? { page: parsed, mail: undefined };
  const body = { charset, flags, ...omitUndefined({ forwarded: mail }) };
  const article = extractArticle(page, { flags: [], put });
  if (!('code' in article)) return { ...body, paragraphs: article.paragraphs, article };
  const paragraphs = paragraphsOfPage(page, [mail?.title ?? subject.replace(replyPrefix, '')]);
  return paragraphs.length === 0 ? article : { ...body, paragraphs };
}

function readPlainBody(part: MimePart, subject: string): MailBody | Refusal {
  const decoded = decode(part.bytes(), part.parameters.charset);
  if (decoded === undefined) return unknownCharset(part);
  const { charset, flags } = decoded;
  const lines = splitLines(tidy(decodeReferences(decoded.text)));
  const { format = '', delsp = '' } = part.parameters;
  const unwrapped =
    format.toLowerCase() === 'flowed' ? joinFlowedLines(lines, delsp.toLowerCase() === 'yes') : lines;
  const forwarded = forwardedMail(subject, unwrapped);
  const { text, signed } = withoutSignature(forwarded?.text ?? unwrapped);
  const paragraphs = splitByQuotation(text).flatMap(({ quoted, lines }) => {
    const found = linesToParagraphs(lines);
    return quoted ? found.map((paragraph): Paragraph => ({ role: 'quote', text: paragraph.text })) : found;
  });
  if (!paragraphs.some((paragraph) => /[\p{L}\p{N}]/u.test(paragraph.text))) return noText();
  return {
    charset,
    paragraphs,
    flags: [...flags, ...(signed ? ['signature-left-out'] : [])],
    ...omitUndefined({ forwarded: forwarded?.mail }),
  };
}

function unknownCharset({ parameters: { charset = 'no character set' } }: MimePart): Refusal {
  return refuse('decode.charset', `the message declares ${charset}`);
}

/**
 * Undoes format=flowed (RFC 3676), so that each paragraph is one line. A line that ends in a space continues
 * on the next line of the same quotation depth; a leading space is stuffing; the signature separator `-- `
 * never continues.
 */
function joinFlowedLines(lines: readonly string[], deleteSpace: boolean): string[] {
  const out: string[] = [];
  let open: { depth: number; parts: string[] } | undefined;
  const close = () => {
    if (open !== undefined)
      out.push(`${'>'.repeat(open.depth)}${open.depth > 0 ? ' ' : ''}${open.parts.join('')}`);
    open = undefined;
  };
  for (const line of lines) {
    const depth = /^>{0,100}/.exec(line)?.[0].length ?? 0;
    const rest = line.slice(depth);
    const text = rest.startsWith(' ') ? rest.slice(1) : rest;
    const isSeparator = text === '-- ';
    if (open !== undefined && (open.depth !== depth || isSeparator)) close();
    const flows = text.endsWith(' ') && !isSeparator;
    open ??= { depth, parts: [] };
    open.parts.push(flows && deleteSpace ? text.slice(0, -1) : text);
    if (!flows) close();
  }
  close();
  return out;
}

/** More text than this after a separator is no signature. */
const maxSignature = { lines: 20, characters: 2_000 };

/** RFC 3676, section 4.3: the line `-- ` begins the signature. Many lists strip its space. */
function withoutSignature(lines: readonly string[]): { text: string[]; signed: boolean } {
  const at = lines.findLastIndex((line) => line === '-- ' || line === '--');
  const below = lines.slice(at + 1);
  const size = below.reduce((sum, line) => sum + line.length, 0);
  const signed = at > 0 && below.length <= maxSignature.lines && size <= maxSignature.characters;
  return signed ? { text: lines.slice(0, at), signed } : { text: [...lines], signed };
}

interface QuotationRun {
  quoted: boolean;
  lines: string[];
}

/** Separates lines quoted from other messages (`>`) from the message's own lines. */
function splitByQuotation(lines: readonly string[]): QuotationRun[] {
  const runs: QuotationRun[] = [];
  for (const line of lines) {
    const quoted = line.startsWith('>');
    const text = quoted ? line.replace(/^[> ]{1,200}/, '') : line;
    const last = runs.at(-1);
    if (last !== undefined && last.quoted === quoted) last.lines.push(text);
    else runs.push({ quoted, lines: [text] });
  }
  return runs;
}
