/**
 * What changed between two texts, word by word: E. W. Myers, «An O(ND) Difference Algorithm and Its Variations» (Algorithmica 1, 1986),
 * over words, white space and punctuation, without what both texts begin and end with.
 */

export interface Piece {
  op: 'same' | 'add' | 'remove';
  text: string;
}

export interface Difference {
  /** All of `same` and `add` in their order is the text after, all of `same` and `remove` the text before. */
  pieces: Piece[];
  /** Words. */
  added: number;
  removed: number;
  /** The texts differ in more than is worth finding out: all between what they begin and end with is given as replaced. */
  replaced: boolean;
}

/** Words, spaces and marks added and removed, together. The way to them is kept, which takes 4 bytes for the square of it: 16 MB. */
const mostEdits = 2_000;
/** Comparisons of two equal tokens, and edits tried. Long texts that repeat themselves would come to a hundred times that. */
const mostSteps = 5_000_000;

/** Scripts that put no spaces between words are compared sign by sign. */
const unspaced = String.raw`\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}`;
const token = new RegExp(String.raw`\s+|[[\p{L}\p{M}\p{N}]--[${unspaced}]]+|[^\s]`, 'gv');
const word = /[\p{L}\p{N}]/u;

/** Takes at most 5,000,000 comparisons and 16 MB besides the texts; what would take more is `replaced`. */
export function difference(before: string, after: string): Difference {
  const [a, b] = [tokensOf(before), tokensOf(after)];
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const [oldMiddle, newMiddle] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const found = shortestEdit(numbered(oldMiddle, newMiddle));
  const middle: Run[] = found ?? [
    { op: 'remove', count: oldMiddle.length },
    { op: 'add', count: newMiddle.length },
  ];
  const all: Run[] = [{ op: 'same', count: start }, ...middle, { op: 'same', count: end }];
  return { ...told(all, a, b), replaced: found === undefined };
}

/** Concatenated they are the text. */
export function tokensOf(text: string): string[] {
  return text.match(token) ?? [];
}

export function countWords(tokens: readonly string[]): number {
  return tokens.reduce((words, each) => words + (word.test(each) ? 1 : 0), 0);
}

interface Run {
  op: Piece['op'];
  count: number;
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length++;
  return length;
}

/** Equal tokens get equal numbers, which compare faster. */
function numbered(a: readonly string[], b: readonly string[]): [Int32Array, Int32Array] {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  };
  return [Int32Array.from(a, numberOf), Int32Array.from(b, numberOf)];
}

/**
 * For each number of edits, how far each diagonal k = x − y comes with as many; kept, so that the way can be walked back.
 * `undefined`: a bound was met.
 */
function shortestEdit([a, b]: [Int32Array, Int32Array]): Run[] | undefined {
  const kept: Int32Array[] = [];
  let steps = 0;
  for (let edits = 0; edits <= Math.min(a.length + b.length, mostEdits); edits++) {
    const previous = kept.at(-1);
    const reach = new Int32Array(2 * edits + 1).fill(-1);
    for (let k = -edits; k <= edits; k += 2) {
      let x = previous === undefined ? 0 : cameFrom(previous, edits, k).x;
      if (x < 0 || x > a.length || x - k > b.length) continue;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) {
        x++;
        steps++;
      }
      reach[k + edits] = x;
      if (x === a.length && x - k === b.length) return walkedBack([...kept, reach], a.length, b.length);
    }
    steps += edits;
    if (steps > mostSteps) return undefined;
    kept.push(reach);
  }
  return undefined;
}

/** How diagonal k is entered with one edit more than in `previous`: by a token of the text after, or past one of the text before. */
function cameFrom(previous: Int32Array, edits: number, k: number): { x: number; op: 'add' | 'remove' } {
  const at = (diagonal: number): number => previous[diagonal + edits - 1] ?? -1;
  const down = Math.abs(k + 1) < edits ? at(k + 1) : -1;
  const right = Math.abs(k - 1) < edits ? at(k - 1) : -1;
  return right < 0 || down > right ? { x: down, op: 'add' } : { x: right + 1, op: 'remove' };
}

function walkedBack(kept: readonly Int32Array[], oldLength: number, newLength: number): Run[] {
  const runs: Run[] = [];
  let [x, k] = [oldLength, oldLength - newLength];
  for (let edits = kept.length - 1; edits > 0; edits--) {
    const { x: entered, op } = cameFrom(kept[edits - 1] ?? new Int32Array(), edits, k);
    runs.push({ op: 'same', count: x - entered }, { op, count: 1 });
    x = op === 'add' ? entered : entered - 1;
    k += op === 'add' ? 1 : -1;
  }
  runs.push({ op: 'same', count: x });
  return runs.reverse();
}

/** Between two same runs, first all that was removed and then all that was added; a space or comma between two changes is no rest. */
function told(
  runs: readonly Run[],
  a: readonly string[],
  b: readonly string[],
): Omit<Difference, 'replaced'> {
  const pieces: Piece[] = [];
  const counts = { added: 0, removed: 0 };
  let [same, removed, added]: [string[], string[], string[]] = [[], [], []];
  const flush = () => {
    for (const [op, tokens] of [['remove', removed] as const, ['add', added] as const]) {
      if (tokens.length > 0) pieces.push({ op, text: tokens.join('') });
    }
    counts.removed += countWords(removed);
    counts.added += countWords(added);
    [removed, added] = [[], []];
  };
  let [i, j] = [0, 0];
  for (const { op, count } of runs) {
    if (count === 0) continue;
    if (op === 'same') {
      for (const each of b.slice(j, j + count)) same.push(each);
      [i, j] = [i + count, j + count];
      continue;
    }
    const changing = removed.length + added.length > 0;
    if (same.length > 0) {
      if (changing && countWords(same) === 0) {
        for (const each of same) {
          removed.push(each);
          added.push(each);
        }
      } else {
        flush();
        pieces.push({ op: 'same', text: same.join('') });
      }
      same = [];
    }
    if (op === 'remove') {
      for (const each of a.slice(i, i + count)) removed.push(each);
      i += count;
    } else {
      for (const each of b.slice(j, j + count)) added.push(each);
      j += count;
    }
  }
  flush();
  if (same.length > 0) pieces.push({ op: 'same', text: same.join('') });
  return { pieces, ...counts };
}
