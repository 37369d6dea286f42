/** Lines into paragraphs with roles. Blank lines part paragraphs; lines that an editor wrapped by hand are joined again. */
import type { Paragraph } from '../../document/record.ts';

/** Lines wrapped by hand are at most this long; longer ones are paragraphs already. */
const longestWrapped = 100;
const shortestWrapped = 45;

/** No story has more lines. Of a file that does, the rest is one paragraph: nothing is lost, and memory stays in proportion to its bytes. */
const mostLines = 100_000;

export function linesOf(tidied: string): string[] {
  let end = -1;
  for (let line = 0; line < mostLines; line++) {
    end = tidied.indexOf('\n', end + 1);
    if (end < 0) return tidied.split('\n');
  }
  return [...tidied.slice(0, end).split('\n'), '', tidied.slice(end + 1).replace(/\n+/g, ' ')];
}

export function paragraphsOf(lines: readonly string[], { markdown }: { markdown: boolean }): Paragraph[] {
  const blocks = blocksOf(lines);
  const found: Paragraph[] = [];
  for (const block of blocks) for (const line of unwrapped(block)) found.push(...paragraphOf(line, markdown));
  return withSubheadings(found, blocks);
}

/** Runs of lines between blank ones. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let open: string[] = [];
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed !== '') open.push(trimmed);
    else if (open.length > 0) {
      blocks.push(open);
      open = [];
    }
  }
  if (open.length > 0) blocks.push(open);
  return blocks;
}

const marker = /^(?:[-*•·+]|\d{1,3}[.)])\s+/;
const standsAlone = (line: string) => marker.test(line) || /^(#{1,6} |>)/.test(line);

/** A line nearly as long as the longest of its block goes on in the next one. */
function unwrapped(block: readonly string[]): string[] {
  let width = 0;
  for (const line of block) if (line.length > width) width = line.length;
  if (block.length === 1 || width > longestWrapped || width < shortestWrapped) return [...block];
  const whole: string[] = [];
  let open: string[] = [];
  for (const line of block) {
    if (standsAlone(line) && open.length > 0) {
      whole.push(open.join(' '));
      open = [];
    }
    open.push(line);
    if (line.length < 0.7 * width) {
      whole.push(open.join(' '));
      open = [];
    }
  }
  if (open.length > 0) whole.push(open.join(' '));
  return whole;
}

/** None for a rule or a wire's end mark. */
function paragraphOf(line: string, markdown: boolean): Paragraph[] {
  if (isMark(line)) return [];
  const heading = /^#{1,6} +/.exec(line.slice(0, 20));
  if (markdown && heading)
    return made('subheading', plain(line.slice(heading[0].length).replace(/ #{1,6}$/, ''), true));
  if (line.startsWith('>'))
    return made('quote', plain(line.replace(/^[> ]{1,20}/, '').replaceAll(' > ', ' '), markdown));
  const item = marker.exec(line.slice(0, 20));
  if (item && (markdown || !/^\d/.test(line)))
    return made('list', plain(line.slice(item[0].length), markdown));
  if (/^\(?correct(ion|s|ed)\b[^a-z]/i.test(line)) return made('correction', plain(line, markdown));
  return made('text', plain(line, markdown));
}

function made(role: Paragraph['role'], text: string): Paragraph[] {
  return text === '' ? [] : [{ role, text }];
}

/** «###», «-30-», «* * *», «(ENDS)»: the end of a story, or a rule across the page. */
function isMark(line: string): boolean {
  return line.length <= 20 && (/^[-*_=#~. ]{2,}$/.test(line) || /^[-–— (]*(30|ends?)[-–— )]*$/i.test(line));
}

/** Markdown's links and emphasis, without the signs. */
function plain(line: string, markdown: boolean): string {
  if (!markdown) return line;
  return line
    .replace(/!?\[([^[\]\n]{1,300})\]\([^()\s]{1,500}\)/g, '$1')
    .replace(/(\*\*|__)([^*_\n]{1,500})\1/g, '$2')
    .replace(/(^|[\s(“"'])[*_]([^*_\s][^*_\n]{0,500})[*_](?=[\s).,;:!?”"']|$)/g, '$1$2')
    .trim();
}

/** A short line alone, without a sentence's end, with a paragraph on either side, is a subheading. */
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
