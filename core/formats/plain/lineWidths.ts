/** Tells by the widths of lines whether they were set by hand: wrapped, double-spaced, or in a column. */
import { endsSentence } from '../../text/sentenceEnd.ts';

/**
 * A block is wrapped by hand if its longest line has at most this many UTF-16 code units, and at least
 * `shortestWrapped`.
 */
const longestWrapped = 100;
const shortestWrapped = 45;
/** The same for the column of a newspaper: of a text that divides words, or whose lines go on in the next. */
const shortestColumn = 20;

/**
 * A text is double-spaced if so many of its lines stand alone, and of these go on in the next one, most of
 * which were full: in a list or a poem, words of the next line would have found room.
 */
const doubleSpaced = { lines: 8, alone: 0.9, goOn: 0.3, full: 0.8 };

/** The lines without the empty ones that a typist or a program set between each two of a wrapped text. */
export function singleSpaced(lines: readonly string[]): readonly string[] {
  const at = (i: number) => lines[i]?.trim() ?? '';
  const isEmpty = (i: number) => at(i) === '';
  const filled = [...lines.keys()].filter((i) => !isEmpty(i));
  const alone = filled.filter((i) => isEmpty(i - 1) && isEmpty(i + 1));
  if (filled.length < doubleSpaced.lines || alone.length < doubleSpaced.alone * filled.length) return lines;
  const mayBeWrapped = ({ length }: string) => length >= shortestWrapped && length <= longestWrapped;
  const wrapped = alone.filter((i) => mayBeWrapped(at(i)) && goesOnIn(at(i + 2), at(i)));
  if (wrapped.length < doubleSpaced.goOn * filled.length) return lines;
  const width = wrapped.reduce((longest, i) => Math.max(longest, at(i).length), 0);
  const full = wrapped.filter((i) => isFull(at(i), at(i + 2), width));
  if (full.length < doubleSpaced.full * wrapped.length) return lines;
  return lines.filter((_, i) => !isEmpty(i) || isEmpty(i - 1));
}

/** Whether the sentence of a line goes on in the next one. Both are trimmed, here and below. */
const goesOnIn = (next: string, line: string): boolean => /^\p{Ll}/u.test(next) && !endsSentence(line);

/** Whether the first word of the next line would have found no room in a line of this width. */
const isFull = (line: string, next: string, width: number): boolean =>
  `${line} ${/^\S*/.exec(next)?.[0]}`.length >= width;

/**
 * Whether the lines of a block go on in the next.
 *
 * @param width of its longest line
 * @param isSet whether the text divides words at line ends as typesetters do
 */
export function isWrapped(block: readonly string[], width: number, isSet: boolean): boolean {
  if (width > longestWrapped || width < shortestColumn) return false;
  return width >= shortestWrapped || isSet || isColumn(block, width);
}

/**
 * A block is a column if it has so many lines, a sentence ends in it, and so many of the lines go on in the
 * next one, most of which were full. The lines of a poem begin with capitals or are short of full; nothing in
 * a list is a sentence.
 */
const column = { lines: 8, goOn: 0.5, full: 0.9 };
const sentenceWithin = /\p{Ll}[.!?…]["'”’»)]?(?: \p{Lu}|$)/u;

function isColumn(block: readonly string[], width: number): boolean {
  if (block.length < column.lines || !block.some((line) => sentenceWithin.test(line))) return false;
  const pairs = block.map((line, i) => ({ line, next: block[i + 1] ?? '' }));
  const goOn = pairs.filter(({ line, next }) => goesOnIn(next, line));
  const full = goOn.filter(({ line, next }) => isFull(line, next, width));
  return goOn.length >= column.goOn * block.length && full.length >= column.full * goOn.length;
}
