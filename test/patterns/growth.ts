/** Measures how the work of a pattern grows with its input, for patterns that recheck cannot decide. */

import type { Pattern } from './collect.ts';

/** Lengths of the compared texts. Linear work grows four times between them, quadratic work sixteen times. */
const [short, long] = [4_000, 16_000];
const mostGrowth = 8;
/** Below this, the clock of the processor says nothing; quadratic work takes a multiple on the longer text. */
const leastMicroseconds = 20_000;

/**
 * Looks for a repeated piece on which the pattern takes more than linear time. The pieces are what the pattern
 * itself is made of, alone and in pairs, with a sign of each common class.
 *
 * @returns the text in words, or `undefined` if there is none
 */
export function superlinearText({ source, flags }: Pick<Pattern, 'source' | 'flags'>): string | undefined {
  const pattern = new RegExp(source, flags.includes('g') ? flags : `${flags.replace('y', '')}g`);
  for (const piece of piecesOf(source)) {
    // Almost matches at the end, so that the pattern tries everything before it gives up.
    const text = (length: number) => `${piece.repeat(length / piece.length)}\u0000`;
    const most = microseconds(pattern, text(long));
    if (most < leastMicroseconds) continue;
    const [least, again] = [microseconds(pattern, text(short)), microseconds(pattern, text(long))];
    if (Math.min(most, again) > mostGrowth * least) return `${JSON.stringify(piece)}, repeated`;
  }
  return undefined;
}

function piecesOf(source: string): string[] {
  const literals = source.match(/[\p{L}\d]{2,12}|[^\p{L}\d\\]/gu) ?? [];
  const single = [...new Set(['a', 'A', '1', ' ', '\n', '"', '\\', '<', 'é', '\u0301', '日', ...literals])];
  const short = single.filter((piece) => piece.length <= 2).slice(0, 20);
  return [...single, ...short.flatMap((a) => short.map((b) => a + b)).filter(([a, b]) => a !== b)];
}

function microseconds(pattern: RegExp, text: string): number {
  const before = process.threadCpuUsage();
  for (const _ of text.matchAll(pattern)) {
    // all matches are found
  }
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
