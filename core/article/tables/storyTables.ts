/** Tables of a story: which are part of it, and what their rows say. */
import type { Element } from '../../markup/htmlTree.ts';
import { type Cell, columnsOf, linesOfRows } from '../../markup/tableRows.ts';
import type { Block } from '../blocks.ts';

/** Minimum mean probability of the characters of a table in the story. */
const minTableProbability = 0.15;
/** A table has at least this many blocks. */
const minCells = 3;
/** How many blocks after the story a table may begin. */
const maxBlocksToTable = 2;

/**
 * The probabilities, raised for the tables of the story: a table is in it as a whole or not at all.
 * @param least the minimum probability of a block of the story
 */
export function withWholeTables(
  visibleBlocks: readonly Block[],
  probabilities: readonly number[],
  least: number,
): number[] {
  const first = probabilities.findIndex((probability) => probability >= least);
  const last = probabilities.findLastIndex((probability) => probability >= least);
  const tables = new Map<Element, number[]>();
  for (const [i, { element }] of visibleBlocks.entries()) {
    const table = tableAround(element);
    if (table === undefined) continue;
    const cells = tables.get(table);
    if (cells === undefined) tables.set(table, [i]);
    else cells.push(i);
  }
  const raised = [...probabilities];
  for (const cells of tables.values()) {
    const chars = cells.reduce((sum, i) => sum + (visibleBlocks[i]?.text.length ?? 0), 0);
    const expected = cells.reduce(
      (sum, i) => sum + (probabilities[i] ?? 0) * (visibleBlocks[i]?.text.length ?? 0),
      0,
    );
    const [start = 0] = cells;
    // One that begins before the story lays the page out.
    const isInStory = first >= 0 && start > first && start <= last + maxBlocksToTable;
    if (!isInStory || cells.length < minCells || expected < minTableProbability * chars) continue;
    for (const i of cells) raised[i] = Math.max(least, probabilities[i] ?? 0);
  }
  return raised;
}

/** Levels from a cell's block to its table. */
const maxTableLevels = 6;

function tableAround(element: Element | undefined): Element | undefined {
  for (let at = element, levels = 0; at !== undefined && levels < maxTableLevels; at = at.parent, levels++)
    if (at.tag === 'table') return at;
  return undefined;
}

/** Levels from a block to its cell. */
const mostLevels = 4;
/** What such an element has keeps its role in a story, in a cell too. */
const withRole = /^(?:h[1-6]|li|blockquote|figure|figcaption)$/;
/** Share of the characters of a cell; one with more of them in links is a link. */
const mostLinked = 0.6;
/** A cell without one divides others. */
const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * Makes one block of each row of a table: "Velmar | 12 | 27" says more than its cells one below the other.
 *
 * @param blocks those of a story, in page order
 */
export function withWholeRows(blocks: readonly Block[]): Block[] {
  const rows: Block[][] = [];
  for (const block of blocks) {
    const row = rows.at(-1);
    const around = rowAround(block);
    if (row?.[0] !== undefined && around !== undefined && rowAround(row[0]) === around) row.push(block);
    else rows.push([block]);
  }
  const lines = new Map<readonly Block[], string | undefined>();
  for (const table of Map.groupBy(rows.filter(hasCells), tableOf).values())
    for (const [i, line] of linesOfRows(table.map(cellsOf)).entries()) lines.set(table[i] ?? [], line);
  return rows.flatMap((row) => {
    const line = lines.get(row);
    return line === undefined ? row : joined(row, line);
  });
}

/** All cells of a row, those without a block too. */
function cellsOf(row: readonly Block[]): Cell[] {
  const texts = new Map(row.map((block) => [cellAround(block), block.lines?.join('\n') ?? block.text]));
  const [first] = row as [Block];
  return (rowAround(first)?.children ?? []).flatMap((cell) =>
    typeof cell !== 'string' && (cell.tag === 'td' || cell.tag === 'th')
      ? { text: texts.get(cell) ?? '', columns: columnsOf(cell.attributes.colspan) }
      : [],
  );
}

/** Whether a row has several cells, each of one block, and one that is no link to another page. */
function hasCells(row: readonly Block[]): boolean {
  return row.length > 1 && new Set(row.map(cellAround)).size === row.length && row.some(saysMore);
}

/** "12" and "12[3]" do; a link alone and "|" do not. */
const saysMore = ({ text, linked }: Block): boolean =>
  letterOrDigit.test(text) && linked <= mostLinked * text.length;

const tableOf = ([first]: readonly Block[]): Element | undefined => first && tableAround(rowAround(first));

function joined(row: readonly Block[], text: string): Block {
  const [first] = row as [Block];
  return {
    text,
    size: row.reduce((sum, { size }) => sum + size, 0),
    element: rowAround(first) ?? first.element,
    // Names that are links are as much of the row as its numbers.
    linked: 0,
    // Heads and sums are bold; neither is a heading of the story.
    bold: false,
  };
}

function cellAround({ element }: Block): Element | undefined {
  let at: Element | undefined = element;
  for (let levels = 0; at !== undefined && levels < mostLevels; at = at.parent, levels++) {
    if (at.tag === 'td' || at.tag === 'th') return at;
    if (withRole.test(at.tag)) return undefined;
  }
  return undefined;
}

function rowAround(block: Block): Element | undefined {
  const row = cellAround(block)?.parent;
  return row?.tag === 'tr' ? row : undefined;
}
