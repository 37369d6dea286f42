/** Measures how the work of a pattern grows with its input, for patterns that recheck cannot decide. */

import type { Pattern } from './collect.ts';

/** Lengths of the compared texts. Linear work grows four times between them, quadratic work sixteen times. */
const [short, long] = [4_000, 16_000];
const mostGrowth = 8;
/**
 * Below this, the clock of the processor says nothing; quadratic work takes a multiple on the longer text.
 */
const leastMicroseconds = 20_000;

/** A text that may be made of any length. */
export interface GrowingText {
  before: string;
  repeated: string;
  after: string;
}

/**
 * Looks for a text on which the pattern takes more than linear time: the given ones, then repetitions of what
 * the pattern itself is made of, alone and in pairs, and of a sign of each common class.
 *
 * @returns the text in words, or `undefined` if there is none
 */
export function superlinearText(
  { source, flags }: Pick<Pattern, 'source' | 'flags'>,
  attacks: readonly GrowingText[] = [],
): string | undefined {
  const pattern = new RegExp(source, flags.includes('g') ? flags : `${flags.replace('y', '')}g`);
  // The end almost matches, so that the pattern tries everything before it gives up.
  const repetitions = piecesOf(source).map((repeated) => ({ before: '', repeated, after: '\u0000' }));
  for (const text of [...attacks, ...repetitions]) {
    if (microseconds(pattern, text, long) < leastMicroseconds) continue;
    const [least, most] = [leastOf(pattern, text, short), leastOf(pattern, text, long)];
    if (most > mostGrowth * least) return `${JSON.stringify(text.repeated)}, repeated`;
  }
  return undefined;
}

function piecesOf(source: string): string[] {
  const literals = source.match(/[\p{L}\d]{2,12}|[^\p{L}\d\\]/gu) ?? [];
  const single = [...new Set(['a', 'A', '1', ' ', '\n', '"', '\\', '<', 'é', '\u0301', '日', ...literals])];
  const short = single.filter((piece) => piece.length <= 2).slice(0, 20);
  return [...single, ...short.flatMap((a) => short.map((b) => a + b)).filter(([a, b]) => a !== b)];
}

/** The least of several times: other work, and the compilation of the pattern, only add to one. */
function leastOf(pattern: RegExp, text: GrowingText, characters: number): number {
  return Math.min(...Array.from({ length: 5 }, () => microseconds(pattern, text, characters)));
}

function microseconds(pattern: RegExp, { before, repeated, after }: GrowingText, characters: number): number {
  const text = `${before}${repeated.repeat(Math.max(1, characters / repeated.length))}${after}`;
  const started = process.threadCpuUsage();
  for (const _ of text.matchAll(pattern)) {
    // all matches are found
  }
  const { user, system } = process.threadCpuUsage(started);
  return user + system;
}
