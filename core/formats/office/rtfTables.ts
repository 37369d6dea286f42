/** Tables in rich text: their rows as paragraphs. */
import { linesOfRows } from '../../markup/tableRows.ts';
import { isProse } from './wordTables.ts';

/** What stands for the end of a cell, and around a row; no text has these. */
export const tableSigns = { cell: '\uFDD0', row: '\uFDD1', rowEnd: '\uFDD2' };

const anySign = /[\uFDD0-\uFDD2]/g;
const table = /(?:\uFDD1[^\uFDD1\uFDD2]*\uFDD2\s*)+/g;

/** The text with each cell as a paragraph. */
export const withoutTables = (marked: string): string => marked.replace(anySign, '\n');

/** Makes one paragraph of each row of a table below the first prose, unless the table lays out the page. */
export function withWholeRows(marked: string): string {
  let hasProse = false;
  let outside = 0;
  return marked.replace(table, (rows: string, at: number) => {
    hasProse ||= marked.slice(outside, at).split('\n').some(isProse);
    outside = at + rows.length;
    return hasProse ? rowsAsLines(rows) : rows;
  });
}

function rowsAsLines(marked: string): string {
  const rows = marked.split(tableSigns.rowEnd).slice(0, -1);
  const lines = linesOfRows(rows.map((row) => cellsOf(row).map((text) => ({ text, columns: 1 }))));
  return rows.map((row, i) => `${lines[i] ?? row}\n`).join('');
}

/** Some programs leave the last cell open: then it is what stands before the end of the row. */
function cellsOf(row: string): string[] {
  const cells = row.split(tableSigns.cell).map((cell) =>
    withoutTables(cell)
      .replace(/[^\S\n]+/g, ' ')
      .trim(),
  );
  return cells.at(-1) === '' ? cells.slice(0, -1) : cells;
}
