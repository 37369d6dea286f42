/** Decides which tables are part of a story. */
import type { Element } from '../markup/htmlTree.ts';
import type { Block } from './blocks.ts';

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
