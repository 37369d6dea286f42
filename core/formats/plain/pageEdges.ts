/** What printed pages repeat at their edges, and the text of such pages as one. */

import { endsSentence } from '../../text/sentenceEnd.ts';
import { dayOfRunningHead } from './runningHead.ts';

/** How many lines at the top of a page are its edge, and at the bottom. */
const linesOfEdge = 3;
/** A line recurs if it is on `enough` pages, or on this share of them and on at least so many. */
const recurs = { least: 2, enough: 3, share: 0.5 };

/** The edges of a page. @param lines from its top to its bottom */
export const edgesOf = <Line>(lines: readonly Line[]): ReadonlySet<Line> =>
  new Set([...lines.slice(0, linesOfEdge), ...lines.slice(-linesOfEdge)]);

/**
 * The lines that recur at the edges of other pages, and numbers of pages.
 *
 * @param edges of each page
 * @param keyOf is equal for lines that repeat one another
 */
export function repeatedAtEdges<Line extends { text: string }>(
  edges: readonly ReadonlySet<Line>[],
  keyOf: (line: Line) => string,
): Set<Line> {
  const pagesWith = new Map<string, number>();
  for (const lines of edges)
    for (const key of new Set([...lines].map(keyOf))) pagesWith.set(key, (pagesWith.get(key) ?? 0) + 1);
  const least = Math.max(recurs.least, Math.min(recurs.enough, recurs.share * edges.length));
  const all = edges.flatMap((lines) => [...lines]);
  return new Set(all.filter((line) => (pagesWith.get(keyOf(line)) ?? 0) >= least || isPageNumber(line.text)));
}

/** What stays of a running head, whose numbers and letter case change from page to page. */
export const withoutNumbers = (line: string): string => line.trim().toLowerCase().replace(/\d+/g, '#');

function isPageNumber(text: string): boolean {
  return (
    text.length <= 40 &&
    /^[\s–—|·-]*(?:(?:page|seite|sida|sivu|p\.)\s*)?\d{1,4}(?:\s*(?:\/|of|von|av)\s*\d{1,4})?[\s–—|·-]*$/i.test(
      text,
    )
  );
}

/** Programs that write the text of a PDF or a scan, or that print, put this between pages. */
const formFeed = '\f';
/** A file of more is not one of pages. */
const mostPages = 10_000;
/** If more of the characters repeat, as on pages of a few lines each, they are no edges but the text. */
const mostRepeated = 0.4;

/** An object, because equal lines of different places are to be told apart. */
interface Line {
  text: string;
}

/**
 * The text without form feeds, and without what its pages repeat. A sentence that the end of a page divides
 * goes on in the next line. A running head with a day stays on the first page: that is the day of the text.
 */
export function joinPages(text: string): string {
  if (!text.includes(formFeed)) return text;
  const written = text.split(formFeed, mostPages + 1);
  if (written.length > mostPages) return text;
  const pages = written.map((page) => page.split(/\r?\n/).map((line): Line => ({ text: line })));
  const edges = pages.map((lines) => edgesOf(lines.filter(isFilled)));
  const repeated = repeatedAtEdges(edges, ({ text }) => withoutNumbers(text));
  if (charactersOf([...repeated]) > mostRepeated * charactersOf(pages.flat())) repeated.clear();
  const head = pages[0]?.find(isFilled);
  if (head !== undefined && dayOfRunningHead(head.text.trim()) !== undefined) repeated.delete(head);
  const joined: string[] = [];
  for (const page of pages) {
    const lines = withoutEmptyEnds(page.filter((line) => !repeated.has(line)));
    const last = joined.at(-1);
    if (lines.length > 0 && last !== undefined && endsSentence(last.trimEnd())) joined.push('');
    for (const line of lines) joined.push(line.text);
  }
  return joined.join('\n');
}

const charactersOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { text }) => sum + text.trim().length, 0);

const isFilled = ({ text }: Line): boolean => text.trim() !== '';

const withoutEmptyEnds = (lines: readonly Line[]): readonly Line[] =>
  lines.slice(Math.max(lines.findIndex(isFilled), 0), lines.findLastIndex(isFilled) + 1);
