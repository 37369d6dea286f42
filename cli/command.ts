/** How a `dateline` command is declared. `program.ts` makes the parser and the help from the declarations. */
import type { CommandContext } from './wiring.ts';

/** A value of the command line: as it is written, or as `parse` reads it. */
interface Value {
  /** One line for the help. */
  summary: string;
  /** @throws UsageError that says what is wrong with the text */
  parse?(text: string): unknown;
}

/** A value that stands by itself: `dateline explain KEY`. */
export interface Operand extends Value {
  optional?: true;
}

/** With a `value`, which names it in the help, `--rate N`; without one, a flag like `--all`. */
export interface Option extends Value {
  value?: string;
}

type Parsed<V> = V extends { parse(text: string): infer T } ? T : string;
type OperandValues<A> = {
  [N in keyof A]: A[N] extends { optional: true } ? Parsed<A[N]> | undefined : Parsed<A[N]>;
};
type OptionValues<O> = {
  [N in keyof O]: O[N] extends { value: string } ? Parsed<O[N]> | undefined : boolean;
};

export interface CommandOf<
  A extends Record<string, Operand> = Record<string, Operand>,
  O extends Record<string, Option> = Record<string, Option>,
> {
  name: string;
  /** One line for the list of commands: what the command does, with a verb first. */
  summary: string;
  /** Command lines for the help, without `dateline`. */
  examples?: readonly string[];
  /** In their order. */
  operands: A;
  /** By name, without the dashes. Each command has `--json`, `--help`, `--stack` and `--region` besides. */
  options: O;
  /** @throws UsageError */
  run(
    context: CommandContext,
    values: { operands: OperandValues<A>; options: OptionValues<O> },
    output: Output,
  ): Promise<Outcome>;
}

/** Any command. */
export type Command = CommandOf;

/** Where a command writes to. It need not make untrusted text safe: the output does. */
export interface Output {
  /** Writes a line for people. With `--json` it writes nothing. */
  print(line: string): void;
  /** Says how far the command is, on a terminal only: the next call and the next line take its place. */
  progress(line: string): void;
}

export interface Outcome {
  /** 1 if the command failed at something or found differences. */
  status: 0 | 1;
  /** What the command did or found, for `--json`; `undefined` prints nothing. */
  result: unknown;
}

/** Declares a command: its `run` gets the operands and the options with the types of their declarations. */
export function defineCommand<
  const A extends Record<string, Operand>,
  const O extends Record<string, Option>,
>(command: CommandOf<A, O>): CommandOf<A, O> {
  return command;
}
