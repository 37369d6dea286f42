/** From the lines of a PDF's pages to a story: without running heads and page numbers, words joined over line ends, title and subheadings by size. */

import type { Paragraph } from '../../document/record.ts';
import { tidy } from '../../text/tidy.ts';
import type { Line } from './pdfLayout.ts';

export interface Story {
  /** '' where there is none. */
  title: string;
  paragraphs: Paragraph[];
  flags: string[];
}

/** A running head stands among the first or last lines of so many pages. */
const edge = { lines: 3, pages: 2, share: 0.5 };
/** How many times as large as the letters of the text. */
const larger = { subheading: 1.12, title: 1.3, display: 1.8 };
const longestTitle = 250;

/** @param named the title in the file's own description, which programs often fill with something else */
export function storyIn(pages: readonly (readonly Line[])[], named: string): Story {
  const lines = withoutEdges(pages);
  const body = bodySizeOf(lines);
  const blocks = blocksOf(lines, body);
  const words = new Set(
    blocks.flatMap(({ lines: each }) =>
      each.flatMap(({ text }) => text.toLowerCase().match(/\p{L}+(?:-\p{L}+)+/gu) ?? []),
    ),
  );
  const told = blocks.map(({ lines: each, size }) => ({
    size,
    text: tidy(textOf(each, words)).replace(/\s+/g, ' ').trim(),
  }));
  const filled = told.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const headline = headlineOf(filled, body);
  const title =
    isTitle(named) &&
    (headline === undefined || squeezed(filled.map(({ text }) => text).join(' ')).includes(squeezed(named)))
      ? named
      : (headline?.text ?? '');
  const paragraphs = filled.flatMap(({ size, text }): Paragraph[] => {
    if (squeezed(text) === squeezed(title)) return [];
    const subheading = size >= larger.subheading * body && text.length <= 120 && !/[.:;,]$/.test(text);
    return [{ role: subheading ? 'subheading' : 'text', text }];
  });
  return { title, paragraphs, flags: [] };
}

/** Lines at the top or bottom that come again on other pages, and page numbers. */
function withoutEdges(pages: readonly (readonly Line[])[]): Line[] {
  const seen = new Map<string, number>();
  const edges = pages.map((lines) => {
    const sorted = [...lines].sort((a, b) => a.y - b.y);
    return new Set([...sorted.slice(0, edge.lines), ...sorted.slice(-edge.lines)]);
  });
  for (const lines of edges)
    for (const key of new Set([...lines].map(keyOf))) seen.set(key, (seen.get(key) ?? 0) + 1);
  const least = Math.max(edge.pages, Math.min(3, edge.share * pages.length));
  return pages.flatMap((lines, i) =>
    lines.filter(
      (line) => !edges[i]?.has(line) || !((seen.get(keyOf(line)) ?? 0) >= least || isPageNumber(line.text)),
    ),
  );
}

/** The numbers in a running head change from page to page. */
function keyOf({ text, y }: Line): string {
  return `${Math.round(y / 4)} ${text.trim().toLowerCase().replace(/\d+/g, '#')}`;
}

function isPageNumber(text: string): boolean {
  return (
    text.length <= 40 &&
    /^[\s–—|·-]*(?:(?:page|seite|sida|sivu|p\.)\s*)?\d{1,4}(?:\s*(?:\/|of|von|av)\s*\d{1,4})?[\s–—|·-]*$/i.test(
      text,
    )
  );
}

/** The size of most letters. */
function bodySizeOf(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of lines) letters.set(half(size), (letters.get(half(size)) ?? 0) + text.length);
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 10;
}

function half(size: number): number {
  return Math.round(2 * size) / 2;
}

interface Block {
  size: number;
  lines: Line[];
}

/** Lines that are one paragraph; it may go on in the next column, or on the next page. */
function blocksOf(lines: readonly Line[], body: number): Block[] {
  const leading = leadingOf(lines);
  const blocks: Block[] = [];
  for (const line of lines) {
    const open = blocks.at(-1);
    const last = open?.lines.at(-1);
    if (open !== undefined && last !== undefined && goesOn(last, line, open, { leading, body }))
      open.lines.push(line);
    else blocks.push({ size: line.size, lines: [line] });
  }
  return blocks;
}

function goesOn(
  last: Line,
  line: Line,
  open: Block,
  { leading, body }: { leading: number; body: number },
): boolean {
  if (Math.abs(half(line.size) - half(open.size)) > 0.6) return false;
  const size = Math.max(line.size, 1);
  const down = line.y - last.y;
  const ended = /[.!?:]["”’»)]?\s*$/.test(last.text);
  const elsewhere = down <= 0 || line.column.left !== last.column.left;
  // A sentence that is not at its end goes on wherever the eye goes next, a heading only in the next line.
  if (elsewhere)
    return !ended && half(open.size) <= larger.subheading * body && last.right > last.column.right - 6 * size;
  const usual = half(open.size) > larger.subheading * body ? 1.6 * size : 1.35 * leading;
  if (down > usual) return false;
  const indented = line.x - line.column.left > 0.7 * size && last.x - last.column.left <= 0.7 * size;
  const short = last.right < last.column.right - 0.2 * (last.column.right - last.column.left);
  return !(indented && ended) && !(short && ended);
}

/** The commonest way from one line down to the next. */
function leadingOf(lines: readonly Line[]): number {
  const ways = new Map<number, number>();
  lines.forEach((line, i) => {
    const down = half(line.y - (lines[i - 1]?.y ?? line.y));
    if (down > 2 && down < 60) ways.set(down, (ways.get(down) ?? 0) + 1);
  });
  return [...ways].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 14;
}

/** A hyphen at the end of a line goes where a small letter follows, unless the word stands with one elsewhere. */
function textOf(lines: readonly Line[], hyphened: ReadonlySet<string>): string {
  let text = '';
  for (const { text: raw } of lines) {
    const next = raw.trim();
    const cut = /(\p{L}+)[-\u00ad\u2010]$/u.exec(text.slice(-60));
    const follows = /^\p{Ll}+/u.exec(next);
    if (cut === null || follows === null) text += text === '' ? next : ` ${next}`;
    else if (hyphened.has(`${cut[1]}-${follows[0]}`.toLowerCase())) text += next;
    else text = text.slice(0, -1) + next;
  }
  return text;
}

/** The largest letters of the beginning, above the text; or, where the text begins beside them, letters that are much larger than it. */
function headlineOf(
  blocks: readonly { size: number; text: string }[],
  body: number,
): { size: number; text: string } | undefined {
  const start = blocks.slice(0, 12);
  const text = start.findIndex(({ size, text }) => size < larger.subheading * body && text.length > 100);
  const [largest] = start
    .filter(
      ({ size, text: each }, i) =>
        each.length >= 8 && each.length <= longestTitle && (i < text || size >= larger.display * body),
    )
    .toSorted((a, b) => b.size - a.size);
  return largest !== undefined && largest.size >= larger.title * body ? largest : undefined;
}

/** «Microsoft Word - draft3.doc», «untitled», «page1.indd» and the like name a file, not a story. */
function isTitle(named: string): boolean {
  return (
    named.length >= 8 &&
    named.includes(' ') &&
    !/^(?:microsoft|untitled|document\d*|slide|print)\b|\.(?:docx?|indd|qxd|pdf|rtf|odt|txt|pptx?)\b/i.test(
      named,
    )
  );
}

function squeezed(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
