/** What a command of the command line is. */
import type { ParseArgsOptionsConfig } from 'node:util';
import type { Wired } from './wiring.ts';

export interface Arguments {
  /** What stands without a dash, as many as `operands` names. */
  operands: string[];
  options: Record<string, string | undefined>;
}

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  operands: readonly string[];
  /** Options that take a value, by name; `value` is what the list of commands calls it. */
  options: Record<string, { value: string }>;
  /**
   * @param print one line to standard output
   * @returns the exit status: 0, or 1 where the answer is not what one hopes for
   * @throws UsageFault
   */
  run(wired: Wired, args: Arguments, print: (line: string) => void): Promise<number>;
}

/** The command was called wrongly: one sentence, exit status 2. */
export class UsageFault extends Error {
  override name = 'UsageFault';
}

export function parseOptions({ options }: Command): ParseArgsOptionsConfig {
  return Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }]));
}

/** `explain <key>`, `quarantine [--code C] [--since T]`. */
export function usageOf(name: string, { operands, options }: Command): string {
  const named = Object.entries(options).map(([option, { value }]) => `[--${option} ${value}]`);
  return [name, ...operands.map((operand) => `<${operand}>`), ...named].join(' ');
}
