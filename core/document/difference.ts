/**
 * The word-by-word difference of two texts, by E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations" (Algorithmica 1, 1986). Tokens are words, white space and punctuation; the common start and
 * end of the texts are skipped.
 */
import { unspaced } from '../text/unspacedScripts.ts';

export interface DifferencePiece {
  op: 'same' | 'add' | 'remove';
  text: string;
}

export interface Difference {
  /**
   * In order, all `same` and `add` pieces are the new text; all `same` and `remove` pieces are the old
   * text.
   */
  pieces: DifferencePiece[];
  /** Number of words added. */
  added: number;
  /** Number of words removed. */
  removed: number;
  /** Whether the search was given up: everything between the common start and end counts as replaced. */
  replaced: boolean;
}

/**
 * Limit on added and removed tokens together. The search keeps its path, which takes 4 bytes × edits² = 16
 * MB.
 */
const maxEdits = 2_000;
/** Limit on token comparisons and edits tried. Long repetitive texts would need a hundred times as many. */
const maxSteps = 5_000_000;

/** Scripts without spaces between words are compared character by character. */
const token = new RegExp(String.raw`\s+|[[\p{L}\p{M}\p{N}]--[${unspaced}]]+|[^\s]`, 'gv');
const word = /[\p{L}\p{N}]/u;

/** Uses at most 5,000,000 steps and 16 MB besides the texts; beyond that the result is `replaced`. */
export function difference(before: string, after: string): Difference {
  const [a, b] = [differenceTokens(before), differenceTokens(after)];
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const [oldMiddle, newMiddle] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const found = shortestEdit(internTokens(oldMiddle, newMiddle));
  const middle: EditRun[] = found ?? [
    { op: 'remove', count: oldMiddle.length },
    { op: 'add', count: newMiddle.length },
  ];
  const all: EditRun[] = [{ op: 'same', count: start }, ...middle, { op: 'same', count: end }];
  return { ...toPieces(all, a, b), replaced: found === undefined };
}

/** The text's words, white space and punctuation marks; concatenated, they are the text. */
export function differenceTokens(text: string): string[] {
  return text.match(token) ?? [];
}

/** How many of the tokens are words; the others are spaces and punctuation. */
export function countWords(tokens: readonly string[]): number {
  return tokens.reduce((words, each) => words + (word.test(each) ? 1 : 0), 0);
}

/** A number of tokens in a row with the same operation. */
interface EditRun {
  op: DifferencePiece['op'];
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

/** Replaces equal tokens by equal numbers, which compare faster. */
function internTokens(a: readonly string[], b: readonly string[]): [Int32Array, Int32Array] {
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
 * Computes, for each number of edits, how far each diagonal k = x − y reaches, and keeps these to trace the
 * path back.
 * @returns `undefined` if a limit was reached
 */
function shortestEdit([a, b]: [Int32Array, Int32Array]): EditRun[] | undefined {
  const kept: Int32Array[] = [];
  let steps = 0;
  for (let edits = 0; edits <= Math.min(a.length + b.length, maxEdits); edits++) {
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
      if (x === a.length && x - k === b.length) return traceBack([...kept, reach], a.length, b.length);
    }
    steps += edits;
    if (steps > maxSteps) return undefined;
    kept.push(reach);
  }
  return undefined;
}

/**
 * The edit that leads to diagonal k from `previous`: add a token of the new text, or remove one of the old
 * text.
 */
function cameFrom(previous: Int32Array, edits: number, k: number): { x: number; op: 'add' | 'remove' } {
  const at = (diagonal: number): number => previous[diagonal + edits - 1] ?? -1;
  const down = Math.abs(k + 1) < edits ? at(k + 1) : -1;
  const right = Math.abs(k - 1) < edits ? at(k - 1) : -1;
  return right < 0 || down > right ? { x: down, op: 'add' } : { x: right + 1, op: 'remove' };
}

function traceBack(kept: readonly Int32Array[], oldLength: number, newLength: number): EditRun[] {
  const runs: EditRun[] = [];
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

/** A stretch of the texts: the same tokens in both, or old ones that new ones replace. */
interface Stretch {
  same: boolean;
  old: string[];
  new: string[];
}

/** The stretches of the edits. The same and the replaced ones alternate. */
function stretchesOf(runs: readonly EditRun[], a: readonly string[], b: readonly string[]): Stretch[] {
  const stretches: Stretch[] = [];
  let [i, j] = [0, 0];
  for (const { op, count } of runs) {
    if (count === 0) continue;
    const same = op === 'same';
    const [old, added] = [
      a.slice(i, op === 'add' ? i : i + count),
      b.slice(j, op === 'remove' ? j : j + count),
    ];
    addStretch(stretches, { same, old, new: added }, stretches.at(-1)?.same === same);
    [i, j] = [i + old.length, j + added.length];
  }
  return stretches;
}

/** @param joins whether it goes on with the last stretch, which keeps its kind and takes the tokens */
function addStretch(stretches: Stretch[], next: Stretch, joins: boolean): void {
  const last = joins ? stretches.at(-1) : undefined;
  if (last === undefined) {
    stretches.push(next);
    return;
  }
  // Copied into new arrays, the tokens of a long stretch would be copied once for each edit in it.
  for (const each of next.old) last.old.push(each);
  for (const each of next.new) last.new.push(each);
}

/**
 * Orders the edits between two `same` pieces as one removal and one addition. White space and punctuation
 * between two edits join them rather than being a `same` piece.
 */
function toPieces(
  runs: readonly EditRun[],
  a: readonly string[],
  b: readonly string[],
): Omit<Difference, 'replaced'> {
  const joined: Stretch[] = [];
  const stretches = stretchesOf(runs, a, b);
  for (const [n, stretch] of stretches.entries()) {
    const isGap = stretch.same && n < stretches.length - 1 && countWords(stretch.new) === 0;
    addStretch(joined, stretch, joined.at(-1)?.same === false && (isGap || !stretch.same));
  }
  const changed = joined.filter(({ same }) => !same);
  return {
    pieces: joined.flatMap(piecesOf),
    added: sum(changed.map((each) => countWords(each.new))),
    removed: sum(changed.map((each) => countWords(each.old))),
  };
}

function piecesOf(stretch: Stretch): DifferencePiece[] {
  const [old, added] = [stretch.old.join(''), stretch.new.join('')];
  if (stretch.same) return [{ op: 'same', text: added }];
  const pieces: DifferencePiece[] = [
    { op: 'remove', text: old },
    { op: 'add', text: added },
  ];
  return pieces.filter(({ text }) => text !== '');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
