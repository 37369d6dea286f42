/** The text of a message: plain (format=flowed or not), or a page. */
import { articleOf } from '../../article/article.ts';
import { decode } from '../../charset/charset.ts';
import type { Content, Paragraph } from '../../document/record.ts';
import { type Refusal, refuse } from '../../errors.ts';
import { tidy } from '../../text/tidy.ts';
import { paragraphsOfPage, parseFragment } from '../html/fragment.ts';
import { linesOf, paragraphsOf } from '../plain/paragraphs.ts';
import type { Part } from './mime.ts';

export interface Body {
  charset: string;
  paragraphs: Paragraph[];
  flags: string[];
  /** Where the page has an article, all that it says of itself. */
  article?: Content;
}

/** An article by `core/article/`, or every paragraph of a page that is too short or too scattered to have one. */
export function htmlBody(part: Part, title: string): Body | Refusal {
  const bytes = part.bytes();
  const decoded = decode(bytes, part.parameters.charset);
  if (decoded === undefined) return refuse('decode.charset', charsetEvidence(part));
  const page = parseFragment(decoded.text);
  if ('code' in page) return page;
  const { charset, flags } = decoded;
  const article = articleOf(page, { flags: [] });
  if (!('code' in article)) return { charset, flags, paragraphs: article.paragraphs, article };
  const paragraphs = paragraphsOfPage(page, [title]);
  return paragraphs.length === 0 ? article : { charset, flags, paragraphs };
}

export function plainBody(part: Part): Body | Refusal {
  const decoded = decode(part.bytes(), part.parameters.charset);
  if (decoded === undefined) return refuse('decode.charset', charsetEvidence(part));
  const { charset, flags } = decoded;
  const lines = linesOf(tidy(decoded.text));
  const { format = '', delsp = '' } = part.parameters;
  const flowed = format.toLowerCase() === 'flowed' ? unflowed(lines, delsp.toLowerCase() === 'yes') : lines;
  const { text, signed } = unsigned(flowed);
  const paragraphs = runsOf(text).flatMap(({ quoted, lines }) => {
    const found = paragraphsOf(lines, { markdown: false });
    return quoted ? found.map((paragraph): Paragraph => ({ role: 'quote', text: paragraph.text })) : found;
  });
  if (!paragraphs.some((paragraph) => /[\p{L}\p{N}]/u.test(paragraph.text)))
    return refuse('extract.no_content', 'a message without any text');
  return { charset, paragraphs, flags: [...flags, ...(signed ? ['signature-left-out'] : [])] };
}

function charsetEvidence(part: Part): string {
  const { charset } = part.parameters;
  return charset === undefined ? 'the message declares none' : `the message declares ${charset}`;
}

/**
 * format=flowed (RFC 3676): a line that ends in a space goes on in the next one of the same depth of quotation; a space at the beginning was
 * stuffed in; «-- » never flows. Each paragraph becomes one line.
 */
function unflowed(lines: readonly string[], deleteSpace: boolean): string[] {
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
    const isMark = text === '-- ';
    if (open !== undefined && (open.depth !== depth || isMark)) close();
    const flows = text.endsWith(' ') && !isMark;
    open ??= { depth, parts: [] };
    open.parts.push(flows && deleteSpace ? text.slice(0, -1) : text);
    if (!flows) close();
  }
  close();
  return out;
}

/** In characters and lines; what is longer after «-- » is no signature. */
const longestSignature = { lines: 20, characters: 2_000 };

/** RFC 3676, section 4.3: the line «-- » begins the signature (many lists take away its space). */
function unsigned(lines: readonly string[]): { text: string[]; signed: boolean } {
  const at = lines.findLastIndex((line) => line === '-- ' || line === '--');
  const below = lines.slice(at + 1);
  const size = below.reduce((sum, line) => sum + line.length, 0);
  const signed = at > 0 && below.length <= longestSignature.lines && size <= longestSignature.characters;
  return signed ? { text: lines.slice(0, at), signed } : { text: [...lines], signed };
}

interface Run {
  quoted: boolean;
  lines: string[];
}

/** Lines of other messages (`>`) apart from the message's own. */
function runsOf(lines: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const quoted = line.startsWith('>');
    const text = quoted ? line.replace(/^[> ]{1,200}/, '') : line;
    const last = runs.at(-1);
    if (last !== undefined && last.quoted === quoted) last.lines.push(text);
    else runs.push({ quoted, lines: [text] });
  }
  return runs;
}
