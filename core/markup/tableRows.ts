/** Rows of a table as lines of a text: "Velmar | 12 | 27" says more than its cells one below the other. */

export interface Cell {
  /** Empty if the cell has no text; with line ends if it has several lines. */
  text: string;
  /** How many columns it spans. */
  columns: number;
}

/** The number of columns that a file states for a cell; one without a number spans one. */
export function columnsOf(stated: string | undefined): number {
  return stated !== undefined && /^[1-9]\d?$/.test(stated) ? Number(stated) : 1;
}

/** Characters of a cell; a longer one has prose, as those have that lay out a page. */
const longestCell = 50;
/** The same in a table most of whose rows have no prose: "11:05 | The mayor speaks …". */
const longestAmongShort = 250;
/** Rows of a table; a single one lays out a line. */
const leastRows = 2;

/** The line of each row; `undefined` for those whose cells are paragraphs, as where it lays out a page. */
export function linesOfRows(table: readonly (readonly Cell[])[]): (string | undefined)[] {
  const longest = longestCellIn(table);
  const columns = columnsIn(table);
  return table.map((row) => (isWithin(longest, row) ? lineOf(row, columns) : undefined));
}

/** How long the cells of a table's row may be, in characters; 0 if its rows are no data. */
function longestCellIn(table: readonly (readonly Cell[])[]): number {
  const short = table.filter((row) => isWithin(longestCell, row)).length;
  if (short < leastRows) return 0;
  return 2 * short > table.length ? longestAmongShort : longestCell;
}

const isWithin = (longest: number, row: readonly Cell[]): boolean =>
  row.every(({ text }) => text.length <= longest && !text.includes('\n'));

/**
 * The columns that have a text of their own in some row, by number. Another row shows where it has none in
 * them, so that what follows stays in its column. Rows of other lengths do not tell which columns they have.
 */
function columnsIn(table: readonly (readonly Cell[])[]): ReadonlySet<number> {
  const found = new Set<number>();
  const widths = new Set<number>();
  for (const row of table) {
    let width = 0;
    for (const { text, columns } of row) {
      if (text !== '' && columns === 1) found.add(width);
      width += columns;
    }
    widths.add(width);
  }
  return widths.size === 1 ? found : new Set();
}

function lineOf(row: readonly Cell[], shown: ReadonlySet<number>): string {
  const texts: string[] = [];
  let column = 0;
  for (const { text, columns } of row) {
    if (text !== '') texts.push(text);
    else for (let i = 0; i < columns; i++) if (shown.has(column + i)) texts.push('');
    column += columns;
  }
  const end = texts.findLastIndex((text) => text !== '') + 1;
  return texts
    .slice(0, end)
    .join(' | ')
    .replaceAll(/\| {2}(?=\|)/g, '| ')
    .trim();
}
