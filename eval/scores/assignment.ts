/**
 * The assignment problem: which row goes with which column, so that their gains are highest. The Hungarian
 * method with potentials solves it (Kuhn 1955, Munkres 1957), in cubic time.
 */

/**
 * The highest sum of gains over all one-to-one pairings. What has no partner gains nothing.
 *
 * @param gain at least 0
 */
export function bestPairing<Row, Column>(
  rows: readonly Row[],
  columns: readonly Column[],
  gain: (row: Row, column: Column) => number,
): number {
  const size = Math.max(rows.length, columns.length);
  const gainAt = (r: number, c: number) => {
    const [row, column] = [rows[r - 1], columns[c - 1]];
    return row === undefined || column === undefined ? 0 : gain(row, column);
  };
  const assignment = new Assignment(size, (r, c) => -gainAt(r, c));
  for (let row = 1; row <= size; row++) assignment.assign(row);
  let sum = 0;
  for (let column = 1; column <= size; column++) sum += gainAt(assignment.rowOf[column] ?? 0, column);
  return sum;
}

/** The search for the cheapest way to a free column. */
interface Path {
  /** The least cost of a way to each column. */
  least: number[];
  /** The column before it on that way. */
  from: number[];
  /** Columns to which the cheapest way is known. */
  seen: boolean[];
}

/** Rows and columns count from 1; column 0 has the row that is to be assigned. */
class Assignment {
  readonly rowOf: number[];
  readonly #size: number;
  readonly #cost: (row: number, column: number) => number;
  readonly #rowPotential: number[];
  readonly #columnPotential: number[];

  constructor(size: number, cost: (row: number, column: number) => number) {
    this.#size = size;
    this.#cost = cost;
    this.rowOf = new Array(size + 1).fill(0);
    this.#rowPotential = new Array(size + 1).fill(0);
    this.#columnPotential = new Array(size + 1).fill(0);
  }

  /** Assigns a column to one more row, along the cheapest path. */
  assign(row: number): void {
    const path: Path = {
      least: new Array(this.#size + 1).fill(Number.POSITIVE_INFINITY),
      from: new Array(this.#size + 1).fill(0),
      seen: new Array(this.#size + 1).fill(false),
    };
    this.rowOf[0] = row;
    let column = 0;
    do {
      path.seen[column] = true;
      this.#look(path, column);
      column = this.#nearest(path);
      this.#shift(path, path.least[column] ?? 0);
    } while (this.rowOf[column] !== 0);
    while (column !== 0) {
      const before = path.from[column] ?? 0;
      this.rowOf[column] = this.rowOf[before] ?? 0;
      column = before;
    }
  }

  /** Compares the ways that go on from a column with those that are known. */
  #look({ least, from, seen }: Path, column: number): void {
    const row = this.rowOf[column] ?? 0;
    for (let other = 1; other <= this.#size; other++) {
      if (seen[other]) continue;
      const cost =
        this.#cost(row, other) - (this.#rowPotential[row] ?? 0) - (this.#columnPotential[other] ?? 0);
      if (cost >= (least[other] ?? 0)) continue;
      least[other] = cost;
      from[other] = column;
    }
  }

  #nearest({ least, seen }: Path): number {
    let nearest = 0;
    for (let other = 1; other <= this.#size; other++)
      if (!seen[other] && (nearest === 0 || (least[other] ?? 0) < (least[nearest] ?? 0))) nearest = other;
    return nearest;
  }

  /** Changes the potentials so that the way to the nearest column costs nothing. */
  #shift({ least, seen }: Path, by: number): void {
    for (let other = 0; other <= this.#size; other++) {
      if (!seen[other]) {
        least[other] = (least[other] ?? 0) - by;
        continue;
      }
      const row = this.rowOf[other] ?? 0;
      this.#rowPotential[row] = (this.#rowPotential[row] ?? 0) + by;
      this.#columnPotential[other] = (this.#columnPotential[other] ?? 0) - by;
    }
  }
}
