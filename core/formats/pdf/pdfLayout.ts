/**
 * From runs of letters on a page to lines in the order of reading: runs on one baseline are one line as far as no gutter parts them, and what
 * stands between two gutters is read down before what is right of it. A line across a gutter (a headline) ends the columns above it.
 */

/** A run of letters. In points, from the top left corner; `y` is its baseline. */
export interface Piece {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
}

export interface Line extends Piece {
  /** The left and right edges of the column that it stands in. */
  column: { left: number; right: number };
}

/** A space between words is a quarter of the size or so, a gutter more than all of it. */
const gap = { word: 0.15, column: 0.9 };
/** So many lines on either side make a gutter of such a width; columns are wider than indents. */
const gutter = { lines: 3, width: 5, apart: 40 };
/** In points: a page of ISO 32000 has at most 14,400. */
const widest = 14_400;

export function linesOf(pieces: readonly Piece[]): Line[] {
  const segments = segmentsOf(pieces);
  const gutters = guttersOf(segments);
  return bandsOf(segments, gutters).flatMap((band) => band.flatMap(linesOfColumn));
}

/** Runs that follow one another on a baseline without a gap as wide as a gutter. */
function segmentsOf(pieces: readonly Piece[]): Piece[] {
  const segments: Piece[] = [];
  for (const row of rowsOf(pieces)) {
    let open: Piece | undefined;
    for (const piece of row) {
      const space = open === undefined ? 0 : piece.x - open.right;
      if (open !== undefined && space <= gap.column * Math.max(piece.size, open.size))
        open = joined(open, piece);
      else {
        if (open !== undefined) segments.push(open);
        open = piece;
      }
    }
    if (open !== undefined) segments.push(open);
  }
  return segments;
}

/** Rows of one baseline, from the top, each from the left. */
function rowsOf(pieces: readonly Piece[]): Piece[][] {
  const rows: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1);
    const first = row?.[0];
    if (
      row !== undefined &&
      first !== undefined &&
      piece.y - first.y <= 0.4 * Math.min(piece.size, first.size)
    )
      row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => row.sort((a, b) => a.x - b.x));
}

function joined(left: Piece, right: Piece): Piece {
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
 * Where columns begin: where at least three lines have their left edge, with lines that end before it, and beside it a strip that fewer lines
 * cross than begin there.
 */
function guttersOf(segments: readonly Piece[]): number[] {
  const { starts, ends } = edgesOf(segments);
  const found: number[] = [];
  const crossing: number[] = [];
  let [begun, ended] = [0, 0];
  let last = starts.findIndex((count) => count > 0);
  for (let x = 0; x < starts.length; x++) {
    const here = (starts[x] ?? 0) + (starts[x + 1] ?? 0) + (starts[x + 2] ?? 0);
    const beside = crossing[x - gutter.width] ?? 0;
    if (here >= gutter.lines && ended >= gutter.lines && beside <= here && x - last >= gutter.apart) {
      found.push(x - 2);
      last = x;
    }
    begun += starts[x] ?? 0;
    ended += ends[x] ?? 0;
    crossing.push(begun - ended);
  }
  return found;
}

/** How many lines begin, and how many end, at each point across the page. */
function edgesOf(segments: readonly Piece[]): { starts: number[]; ends: number[] } {
  const width = Math.min(Math.ceil(Math.max(0, ...segments.map(({ right }) => right))), widest) + 1;
  const [starts, ends] = [new Array<number>(width).fill(0), new Array<number>(width).fill(0)];
  const at = (x: number) => Math.min(Math.max(Math.floor(x), 0), width - 1);
  for (const { x, right } of segments) {
    starts[at(x)] = (starts[at(x)] ?? 0) + 1;
    ends[at(Math.max(x, right))] = (ends[at(Math.max(x, right))] ?? 0) + 1;
  }
  return { starts, ends };
}

/** The page from the top: lines across all gutters alone, and between them the columns from the left. */
function bandsOf(segments: readonly Piece[], gutters: readonly number[]): Piece[][][] {
  const bands: Piece[][][] = [];
  let columns: Piece[][] | undefined;
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

function linesOfColumn(segments: readonly Piece[]): Line[] {
  const column = {
    left: Math.min(...segments.map(({ x }) => x)),
    right: Math.max(...segments.map(({ right }) => right)),
  };
  return rowsOf(segments).map((row) => ({ ...row.reduce(joined), column }));
}
