/** Keeps what a command writes, for its tests. */
import type { Output } from '../../../cli/command.ts';

export function recordedOutput(): Output & { lines: string[] } {
  const lines: string[] = [];
  return { lines, print: (line) => void lines.push(line), progress: () => {} };
}
