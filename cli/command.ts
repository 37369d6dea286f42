/** The shape of a `dateline` command. */
import type { ParseArgsOptionsConfig } from 'node:util';
import type { CommandContext } from './wiring.ts';

export interface Arguments {
  /** The positional arguments, as many as the command has `operands`. */
  operands: string[];
  options: Record<string, string | undefined>;
}

export interface Command {
  /** One line for the list of commands. */
  summary: string;
  /** Names of the positional arguments, for the usage line. */
  operands: readonly string[];
  /** Options by name. Each takes a value; `value` is its name in the usage line. */
  options: Record<string, { value: string }>;
  /**
   * @param print writes one line to standard output
   * @returns the exit status: 0 for success, 1 if the command found a problem
   * @throws UsageError
   */
  run(context: CommandContext, args: Arguments, print: (line: string) => void): Promise<number>;
}

/** The command line is invalid. The message is one sentence for the user; the exit status is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The options of a command in the form that `util.parseArgs` expects. */
export function parseArgsOptions({ options }: Command): ParseArgsOptionsConfig {
  return Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' as const }]));
}

/** For example `explain <key>` or `quarantine [--code CODE] [--since TIME]`. */
export function usageLine(name: string, { operands, options }: Command): string {
  const optional = Object.entries(options).map(([option, { value }]) => `[--${option} ${value}]`);
  return [name, ...operands.map((operand) => `<${operand}>`), ...optional].join(' ');
}
