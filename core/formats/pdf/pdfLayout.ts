/**
 * Joins the runs of text on a page to lines in reading order. Runs on one baseline form a line unless a
 * gutter separates them. Columns are read from the left, each from top to bottom. A line across a gutter (a
 * headline) ends the columns above it.
 */

/**
 * A run of text in one style. Coordinates are in points from the top left corner of the page; `y` is the
 * baseline.
 */
export interface TextRun {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
}

export interface PdfLine extends TextRun {
  /** The left and right edges of its column. */
  column: { left: number; right: number };
}

/**
 * Minimum gaps in units of the font size: a space between words is about a quarter of it, a gutter at least
 * as wide as it.
 */
const gap = { word: 0.15, column: 0.9 };
/**
 * Minimum lines on either side of a gutter, its minimum width, and the minimum distance of gutters, which
 * excludes indents.
 */
const gutter = { lines: 3, width: 5, apart: 40 };
/** In points: the largest page of ISO 32000. */
const maxPageWidth = 14_400;

/** The lines of a page in reading order. */
export function pageLines(runs: readonly TextRun[]): PdfLine[] {
  const segments = segmentsOf(runs);
  const gutters = columnEdges(segments);
  return splitIntoBands(segments, gutters).flatMap((band) => band.flatMap(columnLines));
}

/** Joins runs on one baseline that no gap as wide as a gutter separates. */
function segmentsOf(runs: readonly TextRun[]): TextRun[] {
  const segments: TextRun[] = [];
  for (const row of rowsOf(runs)) {
    let open: TextRun | undefined;
    for (const run of row) {
      const space = open === undefined ? 0 : run.x - open.right;
      if (open !== undefined && space <= gap.column * Math.max(run.size, open.size))
        open = joinRuns(open, run);
      else {
        if (open !== undefined) segments.push(open);
        open = run;
      }
    }
    if (open !== undefined) segments.push(open);
  }
  return segments;
}

/** Groups runs by baseline: rows from the top, each from the left. */
function rowsOf(runs: readonly TextRun[]): TextRun[][] {
  const rows: TextRun[][] = [];
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (row !== undefined && first !== undefined && run.y - first.y <= 0.4 * Math.min(run.size, first.size))
      row.push(run);
    else rows.push([run]);
  }
  return rows.map((row) => row.sort((a, b) => a.x - b.x));
}

function joinRuns(left: TextRun, right: TextRun): TextRun {
  const size = Math.max(left.size, right.size);
  const apart =
    right.x - left.right > gap.word * size && !left.text.endsWith(' ') && !right.text.startsWith(' ');
  return {
    ...left,
    text: left.text + (apart ? ' ' : '') + right.text,
    right: Math.max(left.right, right.right),
    size,
  };
}

/**
 * The left edges of columns. At least three lines begin there, at least three end before it, and fewer lines
 * cross the strip to its left than begin at it.
 */
function columnEdges(segments: readonly TextRun[]): number[] {
  const { starts, ends } = countEdges(segments);
  const found: number[] = [];
  const crossing: number[] = [];
  let [begun, ended] = [0, 0];
  let previous = starts.findIndex((count) => count > 0);
  for (let x = 0; x < starts.length; x++) {
    const here = (starts[x] ?? 0) + (starts[x + 1] ?? 0) + (starts[x + 2] ?? 0);
    const beside = crossing[x - gutter.width] ?? 0;
    if (here >= gutter.lines && ended >= gutter.lines && beside <= here && x - previous >= gutter.apart) {
      found.push(x - 2);
      previous = x;
    }
    begun += starts[x] ?? 0;
    ended += ends[x] ?? 0;
    crossing.push(begun - ended);
  }
  return found;
}

/** Counts the lines that begin and end at each point across the page. */
function countEdges(segments: readonly TextRun[]): { starts: number[]; ends: number[] } {
  const width = Math.min(Math.ceil(Math.max(0, ...segments.map(({ right }) => right))), maxPageWidth) + 1;
  const [starts, ends] = [new Array<number>(width).fill(0), new Array<number>(width).fill(0)];
  const at = (x: number) => Math.min(Math.max(Math.floor(x), 0), width - 1);
  for (const { x, right } of segments) {
    starts[at(x)] = (starts[at(x)] ?? 0) + 1;
    ends[at(Math.max(x, right))] = (ends[at(Math.max(x, right))] ?? 0) + 1;
  }
  return { starts, ends };
}

/**
 * Divides the page from the top into bands: lines that cross a gutter, and the columns between such lines.
 */
function splitIntoBands(segments: readonly TextRun[], gutters: readonly number[]): TextRun[][][] {
  const bands: TextRun[][][] = [];
  let columns: TextRun[][] | undefined;
  for (const segment of segments) {
    if (gutters.some((x) => segment.x < x - 1 && segment.right > x + 1)) {
      columns = undefined;
      const last = bands.at(-1);
      const across =
        last?.length === 1 && last[0]?.every(({ x, right }) => gutters.some((at) => x < at && right > at))
          ? last[0]
          : undefined;
      if (across === undefined) bands.push([[segment]]);
      else across.push(segment);
      continue;
    }
    if (columns === undefined) {
      columns = Array.from({ length: gutters.length + 1 }, () => []);
      bands.push(columns);
    }
    columns[gutters.filter((x) => segment.x >= x - 1).length]?.push(segment);
  }
  return bands;
}

function columnLines(segments: readonly TextRun[]): PdfLine[] {
  const column = {
    left: Math.min(...segments.map(({ x }) => x)),
    right: Math.max(...segments.map(({ right }) => right)),
  };
  return rowsOf(segments).map((row) => ({ ...row.reduce(joinRuns), column }));
}
