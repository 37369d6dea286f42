/**
 * Turns lines of plain text into paragraphs with roles. Blank lines separate paragraphs; lines that were
 * wrapped by hand are joined again.
 */
import type { Paragraph } from '../../document/record.ts';
import { joinLines, type LineEnds, lineEndsOf } from '../../text/lineEnds.ts';
import { endsSentence } from '../../text/sentenceEnd.ts';
import { isWrapped, singleSpaced } from './lineWidths.ts';
import { goesOn, standsAlone } from './storyHead.ts';
import { turnsOf } from './turns.ts';

/** Words are divided at this share of the line ends, and at least so often; compounds alone at one of 150. */
const divided = { share: 0.04, least: 3 };

/** The lines after this many become one paragraph, so that memory stays in proportion to the file's size. */
const mostLines = 100_000;

/** The lines of a text. */
export function splitLines(tidied: string): string[] {
  let end = -1;
  for (let line = 0; line < mostLines; line++) {
    end = tidied.indexOf('\n', end + 1);
    if (end < 0) return tidied.split('\n');
  }
  // Without a quantifier: /\n+/ once overflowed the stack of the pattern on five million line ends.
  const rest = tidied
    .slice(end + 1)
    .replace(/(?<=\n)\n/g, '')
    .replaceAll('\n', ' ');
  return [...tidied.slice(0, end).split('\n'), '', rest];
}

/** @param markdown whether headings, links and emphasis have Markdown's signs */
export function linesToParagraphs(
  all: readonly string[],
  { markdown }: { markdown: boolean } = { markdown: false },
): Paragraph[] {
  const lines = singleSpaced(all);
  const isTurn = turnsOf(lines.map((line) => line.trim()));
  const begins = (line: string) => isListed(line) || isTurn(line);
  const blocks = blocksOf(lines, begins);
  const ends = lineEndsOf(blocks.flat());
  const isSet = ends.divided >= Math.max(divided.least, divided.share * lines.length);
  const found: Paragraph[] = [];
  for (const [i, block] of blocks.entries())
    for (const part of i === 0 ? partsOfHead(block) : [block])
      for (const line of unwrap(part, ends, isSet, begins)) found.push(...paragraphOf(line, markdown));
  return withSubheadings(found, blocks);
}

/** Whether a line begins a paragraph, as its signs say. */
type Begins = (line: string) => boolean;

/** The runs of lines between blank lines, or from a line that is set in to the next. */
function blocksOf(lines: readonly string[], begins: Begins): string[][] {
  const blocks: string[][] = [];
  let open: string[] = [];
  for (const [i, line] of lines.entries()) {
    const trimmed = line.trim();
    if (open.length > 0 && (trimmed === '' || isSetInAlone(lines, i, begins))) {
      blocks.push(open);
      open = [];
    }
    if (trimmed !== '') open.push(trimmed);
  }
  if (open.length > 0) blocks.push(open);
  return blocks;
}

const setIn = /^(?: {2}|\t)\s*\S/;

/** Whether a line begins a paragraph as books and old texts have it: between two lines at the margin. */
function isSetInAlone(lines: readonly string[], i: number, begins: Begins): boolean {
  const [above = '', line = '', below = ''] = [lines[i - 1], lines[i], lines[i + 1]];
  if (!setIn.test(line) || setIn.test(above) || setIn.test(below)) return false;
  return endsSentence(above.trimEnd()) && !begins(above.trim());
}

/** Lines of the first block among which one may be a byline or the like. */
const linesOfHead = 8;

/** The first block, divided where a line of its own is: a headline does not go on in the byline below it. */
function partsOfHead(block: readonly string[]): string[][] {
  const parts: string[][] = [];
  let open: string[] = [];
  for (const [i, line] of block.entries()) {
    if (i >= linesOfHead || !standsAlone(line) || goesOn(block[i + 1] ?? '')) open.push(line);
    else {
      parts.push(open, [line]);
      open = [];
    }
  }
  return [...parts, open].filter((part) => part.length > 0);
}

const listMarker = /^(?:[-*•·+]|\d{1,3}[.)])\s+/;
const isListed = (line: string) => listMarker.test(line) || /^(#{1,6} |>)/.test(line);

/**
 * Joins wrapped lines: a line that is nearly as long as the longest of its block continues in the next line.
 *
 * @param isSet whether the text divides words at line ends as typesetters do
 */
function unwrap(block: readonly string[], ends: LineEnds, isSet: boolean, begins: Begins): string[] {
  let width = 0;
  for (const line of block) if (line.length > width) width = line.length;
  if (block.length === 1 || !isWrapped(block, width, isSet)) return [...block];
  const whole: string[][] = [];
  let open: string[] = [];
  for (const line of block) {
    if (begins(line) && open.length > 0) {
      whole.push(open);
      open = [];
    }
    open.push(line);
    if (line.length < 0.7 * width) {
      whole.push(open);
      open = [];
    }
  }
  if (open.length > 0) whole.push(open);
  return whole.map((each) => joinLines(each, ends, isSet));
}

/** One paragraph, or none for a rule or the end mark of a wire story. */
function paragraphOf(line: string, markdown: boolean): Paragraph[] {
  if (isRuleOrEndMark(line) || (markdown && templateSign.test(line))) return [];
  if (isTableRow(line)) return paragraph('text', withoutSigns(cellsOf(line), markdown));
  const heading = /^#{1,6} +/.exec(line.slice(0, 20));
  if (markdown && heading)
    return paragraph('subheading', withoutSigns(line.slice(heading[0].length).replace(/ #{1,6}$/, ''), true));
  if (line.startsWith('>'))
    return paragraph('quote', withoutSigns(line.replace(/^[> ]{1,20}/, '').replaceAll(' > ', ' '), markdown));
  const item = listMarker.exec(line.slice(0, 20));
  if (item && (markdown || !/^\d/.test(line)))
    return paragraph('list', withoutSigns(line.slice(item[0].length), markdown));
  if (/^\(?correct(ion|s|ed)\b[^a-z]/i.test(line))
    return paragraph('correction', withoutSigns(line, markdown));
  return paragraph('text', withoutSigns(line, markdown));
}

function paragraph(role: Paragraph['role'], text: string): Paragraph[] {
  return text === '' ? [] : [{ role, text }];
}

/** A line that a site generator fills in: "{% include map.html %}", "{{< figure >}}". */
const templateSign = /^(?:\{%[^{}]*%\}|\{\{[<%][^{}]*[>%]\}\})$/;

/** "| Orsk | 12 |", in Markdown or drawn with signs. */
const isTableRow = (line: string): boolean =>
  line.startsWith('|') && line.endsWith('|') && /[^|\s]/.test(line);

function cellsOf(line: string): string {
  const cells = line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());
  const end = cells.findLastIndex((cell) => cell !== '') + 1;
  return cells.slice(0, end).join(' | ').replaceAll('|  |', '| |').trim();
}

/** "###", "-30-", "* * *" or "(ENDS)": the end of a story, or a rule across the page. */
function isRuleOrEndMark(line: string): boolean {
  return (
    /^[-–—*_=#~.|:+ ]{2,}$/.test(line) || (line.length <= 20 && /^[-–— (]*(30|ends?)[-–— )]*$/i.test(line))
  );
}

/** Removes the signs of Markdown's links, also of those between notes, and emphasis. */
function withoutSigns(line: string, markdown: boolean): string {
  if (!markdown) return line;
  return line
    .replace(/!?\[([^[\]\n]{1,300})\]\([^()\s]{1,500}\)/g, '$1')
    .replace(/!\[\[[^[\]\n]{1,300}\]\]/g, '')
    .replace(/\[\[(?:[^[\]|\n]{1,300}\|)?([^[\]|\n]{1,300})\]\](?![(\]])/g, '$1')
    .replace(/(\*\*|__)([^*_\n]{1,500})\1/g, '$2')
    .replace(/(^|[\s(“"'])[*_]([^*_\s][^*_\n]{0,500})[*_](?=[\s).,;:!?”"']|$)/g, '$1$2')
    .trim();
}

/**
 * A short line on its own between two paragraphs, without the punctuation of a sentence's end, is a
 * subheading.
 */
function withSubheadings(found: Paragraph[], blocks: readonly string[][]): Paragraph[] {
  if (blocks.length < 4) return found;
  const alone = new Set(blocks.filter((block) => block.length === 1).map((block) => block[0]));
  return found.map((paragraph, i) => {
    const { role, text } = paragraph;
    const next = found[i + 1];
    const between =
      i > 1 &&
      next?.role === 'text' &&
      next.text.length > 2 * text.length &&
      (found[i - 1]?.text.length ?? 0) > 60;
    const short =
      between && role === 'text' && text.length <= 60 && !/[.!?:;,”"’')]$/.test(text) && /\p{L}/u.test(text);
    return short && alone.has(text) ? { role: 'subheading', text } : paragraph;
  });
}
