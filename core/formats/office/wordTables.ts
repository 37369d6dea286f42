/** Tables in Word documents (ECMA-376, part 1, section 17.4) and rich text: their rows as paragraphs. */

import { type Cell, columnsOf, linesOfRows } from '../../markup/tableRows.ts';
import { childrenOf, elementAt, type XmlElement } from '../../markup/xmlElement.ts';
import { standsAlone } from '../plain/storyHead.ts';
import type { WordParagraph } from './wordParagraphs.ts';

/** Characters of a paragraph of prose. A table before the first one is the head of a letter, or holds all. */
const leastProse = 100;

export const isProse = (text: string): boolean => text.length >= leastProse;

/** A paragraph, and the cell of a table that it is in. */
export interface PlacedParagraph extends WordParagraph {
  cell?: XmlElement | undefined;
}

/** The innermost cell around a paragraph that was read; `undefined` outside of tables. */
export function cellAround(paragraph: XmlElement): XmlElement | undefined {
  let at = paragraph.parent;
  while (at !== undefined && at.tag !== 'w:tc') at = at.parent;
  return at;
}

/**
 * The first paragraph, or that below the head of a letter: a cell beside others is no headline where a line
 * below the table may be one.
 */
export function headlineOf<T extends PlacedParagraph>(all: readonly T[]): T | undefined {
  const prose = all.findIndex(({ cell, text }) => cell === undefined && isProse(text));
  const [first] = all;
  const isBeside = childrenOf(first?.cell?.parent, 'w:tc').length > 1;
  const below = all
    .slice(0, Math.max(0, prose))
    .find(({ cell, text }) => cell === undefined && !standsAlone(text));
  return isBeside ? (below ?? first) : first;
}

/** Makes one paragraph of each row of a table below the first prose, unless the table lays out the page. */
export function withWholeRows(all: readonly PlacedParagraph[]): PlacedParagraph[] {
  const prose = all.findIndex(({ cell, text }) => cell === undefined && isProse(text));
  const rows: PlacedParagraph[][] = [];
  for (const [i, paragraph] of all.entries()) {
    const row = rows.at(-1);
    const around = prose >= 0 && i > prose ? paragraph.cell?.parent : undefined;
    if (around !== undefined && row?.[0]?.cell?.parent === around) row?.push(paragraph);
    else rows.push([paragraph]);
  }
  const lines = new Map<readonly PlacedParagraph[], string | undefined>();
  const tableOf = ([first]: readonly PlacedParagraph[]) => first?.cell?.parent?.parent;
  for (const table of Map.groupBy(rows.filter(hasCells), tableOf).values())
    for (const [i, line] of linesOfRows(table.map(cellsOf)).entries()) lines.set(table[i] ?? [], line);
  return rows.flatMap((row): PlacedParagraph[] => {
    const line = lines.get(row);
    return line === undefined ? row : [{ role: 'text', text: line }];
  });
}

/** Whether a row has several cells, each of one paragraph that may be a heading and nothing else. */
function hasCells(row: readonly PlacedParagraph[]): boolean {
  const isPlain = ({ role, place }: PlacedParagraph) =>
    place === undefined && (role === 'text' || role === 'subheading');
  return row.length > 1 && new Set(row.map(({ cell }) => cell)).size === row.length && row.every(isPlain);
}

/** All cells of a row, those without a text too. */
function cellsOf(row: readonly PlacedParagraph[]): Cell[] {
  const texts = new Map(row.map(({ cell, text }) => [cell, text]));
  return childrenOf(row[0]?.cell?.parent, 'w:tc').map((cell) => ({
    text: texts.get(cell) ?? '',
    columns: columnsOf(elementAt(cell, 'w:tcPr', 'w:gridSpan')?.attributes['w:val']),
  }));
}
