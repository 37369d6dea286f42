/** Tells by the widths of lines whether they were set by hand: wrapped, double-spaced, or in a column. */

/**
 * A block is wrapped by hand if its longest line has at most this many UTF-16 code units, and at least
 * `shortestWrapped`.
 */
const longestWrapped = 100;
const shortestWrapped = 45;
/** The same for the column of a newspaper: of a text that divides words, or whose lines go on in the next. */
const shortestColumn = 20;
export const sentenceEnd = /[.!?…]["'”’»)]?$/;

/**
 * A text is double-spaced if so many of its lines stand alone, and of these go on in the next one, most of
 * which were full: in a list or a poem, words of the next line would have found room.
 */
const doubleSpaced = { lines: 8, alone: 0.9, goOn: 0.3, full: 0.8 };

/** The lines without the empty ones that a typist or a program set between each two of a wrapped text. */
export function singleSpaced(lines: readonly string[]): readonly string[] {
  const isEmpty = (i: number) => (lines[i]?.trim() ?? '') === '';
  const lengthOf = (i: number) => lines[i]?.trim().length ?? 0;
  const filled = lines.flatMap((line, i) => (line.trim() === '' ? [] : [i]));
  const alone = filled.filter((i) => isEmpty(i - 1) && isEmpty(i + 1));
  if (filled.length < doubleSpaced.lines || alone.length < doubleSpaced.alone * filled.length) return lines;
  const goOn = alone.filter((i) => {
    const isWrapped = lengthOf(i) >= shortestWrapped && lengthOf(i) <= longestWrapped;
    return (
      isWrapped && /^\s*\p{Ll}/u.test(lines[i + 2] ?? '') && !sentenceEnd.test(lines[i]?.trimEnd() ?? '')
    );
  });
  if (goOn.length < doubleSpaced.goOn * filled.length) return lines;
  const width = goOn.reduce((longest, i) => Math.max(longest, lengthOf(i)), 0);
  const withNextWord = (i: number) => lengthOf(i) + 1 + (/\S+/.exec(lines[i + 2] ?? '')?.[0].length ?? 0);
  if (goOn.filter((i) => withNextWord(i) >= width).length < doubleSpaced.full * goOn.length) return lines;
  return lines.filter((_, i) => !isEmpty(i) || isEmpty(i - 1));
}

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
 * A block is a column if it has so many lines and so many of these go on in the next one, most of which were
 * full, and a sentence ends in it: the lines of a poem or a list begin with capitals, or words of the next
 * would have found room, or nothing in them is a sentence.
 */
const column = { lines: 8, goOn: 0.5, full: 0.9 };
const endsSentence = /\p{Ll}[.!?…]["'”’»)]?(?: \p{Lu}|$)/u;

function isColumn(block: readonly string[], width: number): boolean {
  if (block.length < column.lines || !block.some((line) => endsSentence.test(line))) return false;
  let goOn = 0;
  let full = 0;
  for (const [i, line] of block.entries()) {
    const next = block[i + 1] ?? '';
    if (!/^\p{Ll}/u.test(next) || sentenceEnd.test(line)) continue;
    goOn++;
    if (`${line} ${next.split(' ', 1)[0]}`.length >= width) full++;
  }
  return goOn >= column.goOn * block.length && full >= column.full * goOn;
}
