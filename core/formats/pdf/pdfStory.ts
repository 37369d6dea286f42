/**
 * Builds a story from the lines of a PDF's pages: drops running heads and page numbers, joins words across
 * line ends, and recognises title and subheadings by their size.
 */

import type { Paragraph } from '../../document/record.ts';
import { isByline } from '../../text/byline/byline.ts';
import { parseDateline } from '../../text/dateline.ts';
import { joinLines, lineEndsOf } from '../../text/lineEnds.ts';
import { endsAsProse } from '../../text/sentenceEnd.ts';
import { tidyLine } from '../../text/tidy.ts';
import { edgesOf, repeatedAtEdges, withoutNumbers } from '../plain/pageEdges.ts';
import { goesOn, standsAlone } from '../plain/storyHead.ts';
import type { PdfLine } from './pdfLayout.ts';

export interface PdfStory {
  /** '' if there is none. */
  title: string;
  paragraphs: Paragraph[];
  flags: string[];
}

/** Minimum font sizes relative to the body text. */
const relativeSize = { subheading: 1.12, title: 1.3, display: 1.8 };
const maxTitleLength = 250;

/**
 * @param pages the lines of each page, in reading order
 * @param fileTitle the title in the file's metadata, which programs often fill with something else
 */
export function buildStory(pages: readonly (readonly PdfLine[])[], fileTitle: string): PdfStory {
  const lines = withoutRunningHeads(pages);
  const bodySize = bodySizeOf(lines);
  const blocks = blocksOf(lines, bodySize);
  const trimmed = blocks.map((block) => block.lines.map(({ text }) => text.trim()));
  const ends = lineEndsOf(trimmed.flat());
  const texts = blocks.map(({ size }, i) => ({
    size,
    text: tidyLine(joinLines(trimmed[i] ?? [], ends, true)) ?? '',
  }));
  const filled = texts.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
  const headline = headlineOf(filled, bodySize);
  const title =
    isTitle(fileTitle) &&
    (headline === undefined ||
      normalizeWords(filled.map(({ text }) => text).join(' ')).includes(normalizeWords(fileTitle)))
      ? fileTitle
      : (headline?.text ?? '');
  const paragraphs = filled.flatMap(({ size, text }): Paragraph[] => {
    if (normalizeWords(text) === normalizeWords(title)) return [];
    const subheading =
      size >= relativeSize.subheading * bodySize && text.length <= 120 && !/[.:;,]$/.test(text);
    return [{ role: subheading ? 'subheading' : 'text', text }];
  });
  return { title, paragraphs, flags: [] };
}

/** Drops lines at the top or bottom of a page that recur at the same height of others, and page numbers. */
function withoutRunningHeads(pages: readonly (readonly PdfLine[])[]): PdfLine[] {
  const edges = pages.map((lines) => edgesOf(lines.toSorted((a, b) => a.y - b.y)));
  const repeated = repeatedAtEdges(edges, ({ text, y }) => `${Math.round(y / 4)} ${withoutNumbers(text)}`);
  return pages.flat().filter((line) => !repeated.has(line));
}

/** The font size of most characters. */
function bodySizeOf(lines: readonly PdfLine[]): number {
  const characters = new Map<number, number>();
  for (const { size, text } of lines) {
    const rounded = roundToHalf(size);
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length);
  }
  return [...characters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 10;
}

function roundToHalf(size: number): number {
  return Math.round(2 * size) / 2;
}

interface PdfBlock {
  size: number;
  lines: PdfLine[];
}

/** Groups lines into paragraphs, which may continue in the next column or on the next page. */
function blocksOf(lines: readonly PdfLine[], bodySize: number): PdfBlock[] {
  const leading = leadingOf(lines);
  const blocks: PdfBlock[] = [];
  for (const line of lines) {
    const open = blocks.at(-1);
    const last = open?.lines.at(-1);
    if (open !== undefined && last !== undefined && continues(last, line, open, { leading, bodySize }))
      open.lines.push(line);
    else blocks.push({ size: line.size, lines: [line] });
  }
  return blocks;
}

function continues(
  last: PdfLine,
  line: PdfLine,
  open: PdfBlock,
  { leading, bodySize }: { leading: number; bodySize: number },
): boolean {
  if (Math.abs(roundToHalf(line.size) - roundToHalf(open.size)) > 0.6) return false;
  if (isLineOfHead(open.lines, line) || parseDateline(line.text) !== undefined) return false;
  const size = Math.max(line.size, 1);
  const down = line.y - last.y;
  const ended = endsAsProse(last.text.trimEnd());
  const newColumn = down <= 0 || line.column.left !== last.column.left;
  // An unfinished sentence may continue in the next column; a heading may not.
  if (newColumn)
    return (
      !ended &&
      roundToHalf(open.size) <= relativeSize.subheading * bodySize &&
      last.right > last.column.right - 6 * size
    );
  const maxDown = roundToHalf(open.size) > relativeSize.subheading * bodySize ? 1.6 * size : 1.35 * leading;
  if (down > maxDown) return false;
  const indented = line.x - line.column.left > 0.7 * size && last.x - last.column.left <= 0.7 * size;
  const short = last.right < last.column.right - 0.2 * (last.column.right - last.column.left);
  return !(indented && ended) && !(short && ended);
}

/** A byline, which may take two lines, or a date on a line of its own, with which no sentence begins. */
function isLineOfHead(lines: readonly PdfLine[], below: PdfLine): boolean {
  const text = lines.length > 2 ? '' : lines.map((line) => line.text.trim()).join(' ');
  if (!standsAlone(text) || /(?:,| and| und| et| y| e|&)$/.test(text)) return false;
  return isByline(text) || !goesOn(below.text.trim());
}

/** The most frequent distance from one line down to the next. */
function leadingOf(lines: readonly PdfLine[]): number {
  const distances = new Map<number, number>();
  lines.forEach((line, i) => {
    const down = roundToHalf(line.y - (lines[i - 1]?.y ?? line.y));
    if (down > 2 && down < 60) distances.set(down, (distances.get(down) ?? 0) + 1);
  });
  return [...distances].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 14;
}

/** The largest text near the beginning, if it is above the body text, or beside it and much larger. */
function headlineOf(
  blocks: readonly { size: number; text: string }[],
  bodySize: number,
): { size: number; text: string } | undefined {
  const start = blocks.slice(0, 12);
  const firstBody = start.findIndex(
    ({ size, text }) => size < relativeSize.subheading * bodySize && text.length > 100,
  );
  const [largest] = start
    .filter(
      ({ size, text }, i) =>
        text.length >= 8 &&
        text.length <= maxTitleLength &&
        (i < firstBody || size >= relativeSize.display * bodySize),
    )
    .toSorted((a, b) => b.size - a.size);
  return largest !== undefined && largest.size >= relativeSize.title * bodySize ? largest : undefined;
}

/** "Microsoft Word - draft3.doc", "untitled" and "page1.indd" name a file, not a story. */
function isTitle(fileTitle: string): boolean {
  return (
    fileTitle.length >= 8 &&
    fileTitle.includes(' ') &&
    !/^(?:microsoft|untitled|document\d*|slide|print)\b|\.(?:docx?|indd|qxd|pdf|rtf|odt|txt|pptx?)\b/i.test(
      fileTitle,
    )
  );
}

/** Lower-case words with single spaces between them, to compare titles. */
function normalizeWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
