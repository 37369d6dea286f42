/** Reads a command line by the declarations of the commands, with commander, and writes their help. */
import { readFileSync } from 'node:fs';
import { CommanderError, Command as Parser } from 'commander';
import { omitUndefined } from '../core/omitUndefined.ts';
import type { Command } from './command.ts';
import { UsageError } from './usageError.ts';

/** What a command line asks for: a text to show, or a command to run. */
export type Request = { text: string } | CommandRequest;

export interface CommandRequest {
  command: Command;
  values: Parameters<Command['run']>[1];
  /** Print the result as JSON. */
  json: boolean;
  /** The deployment on AWS to work on; without it, the home folder. */
  stack?: string;
  region?: string;
}

interface SharedOptions {
  json?: boolean;
  stack?: string;
  region?: string;
}

const exitStatuses = 'Exit status: 0 done; 1 failed, or found differences; 2 the command line is wrong.';

/**
 * @param version of Dateline
 * @param args what stands after the name of the program
 * @throws UsageError
 */
export function readCommandLine(
  commands: readonly Command[],
  version: string,
  args: readonly string[],
): Request {
  let text = '';
  let request: CommandRequest | undefined;
  const program = new Parser('dateline')
    .exitOverride()
    .configureOutput({
      writeOut: (piece) => {
        text += piece;
      },
      writeErr: () => {},
      outputError: () => {},
    })
    .configureHelp({ showGlobalOptions: true })
    .description('Works on the home folder DATELINE_HOME (default .dateline), or on a deployment on AWS.')
    .version(version, '--version', 'show the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .option('--json', 'print the result as JSON')
    .option('--stack <NAME>', 'work on the deployment of this name on AWS')
    .option('--region <REGION>', 'the region of the deployment, if not that of the credentials')
    .addHelpText('after', `\n${exitStatuses}\ndocs/runbook.md says when to use each command.`);
  for (const command of commands)
    parserOf(program, command).action((...given: unknown[]) => {
      const { json = false, stack, region }: SharedOptions = program.opts();
      const values = valuesOf(command, given);
      request = { command, values, json, ...omitUndefined({ stack, region }) };
    });
  try {
    program.parse(args.length === 0 ? ['--help'] : args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text };
    throw new UsageError(mistakeIn(commands, args, error));
  }
  if (request === undefined) return { text };
  if (request.region !== undefined && request.stack === undefined)
    throw new UsageError('--region needs --stack.');
  return request;
}

/** Adds a command to the program. */
function parserOf(program: Parser, { name, summary, examples = [], operands, options }: Command): Parser {
  const parser = program.command(name).description(summary);
  for (const [operand, { summary: what, optional }] of Object.entries(operands))
    parser.argument(optional ? `[${operand}]` : `<${operand}>`, what);
  for (const [option, { summary: what, value }] of Object.entries(options))
    parser.option(value === undefined ? `--${option}` : `--${option} <${value}>`, what);
  if (examples.length > 0)
    parser.addHelpText(
      'after',
      ['', 'Examples:', ...examples.map((each) => `  dateline ${each}`)].join('\n'),
    );
  return parser;
}

/** @param given as commander passes it to an action: the operands, the options, the parser */
function valuesOf({ operands, options }: Command, given: unknown[]): CommandRequest['values'] {
  const parser = given.at(-1) as Parser;
  const read = (declared: { parse?(text: string): unknown }, value: unknown) =>
    typeof value === 'string' && declared.parse !== undefined ? declared.parse(value) : value;
  const named = parser.options.map((option) => [
    option.long?.slice(2),
    parser.getOptionValue(option.attributeName()),
  ]);
  const written = Object.fromEntries(named) as Record<string, unknown>;
  return {
    operands: Object.fromEntries(
      Object.entries(operands).map(([name, operand], n) => [name, read(operand, given[n])]),
    ) as CommandRequest['values']['operands'],
    options: Object.fromEntries(
      Object.entries(options).map(([name, option]) => [
        name,
        option.value === undefined ? written[name] === true : read(option, written[name]),
      ]),
    ) as CommandRequest['values']['options'],
  };
}

/** What is wrong with a command line, in a sentence or two. */
function mistakeIn(commands: readonly Command[], args: readonly string[], error: CommanderError): string {
  if (error.code === 'commander.help') {
    const last = args.at(-1) ?? '';
    return last.startsWith('-')
      ? 'Name a command; "dateline --help" lists them.'
      : `There is no command '${last}'.`;
  }
  const command = commandNamed(commands, args);
  // A query may begin with a minus.
  const dashed = /^error: unknown option '(-[^-].*)'/.exec(error.message)?.[1];
  if (dashed !== undefined && command !== undefined)
    return `Write -- before an argument that begins with a dash: dateline ${command} -- '${dashed}'`;
  return sentenceOf(error.message, command);
}

function commandNamed(commands: readonly Command[], args: readonly string[]): string | undefined {
  return commands.find(({ name }) => args.includes(name))?.name;
}

/** commander writes `error: unknown option '--cod'` and, on the next line, `(Did you mean --code?)`. */
function sentenceOf(message: string, command: string | undefined): string {
  const [mistake = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const hint = suggestion?.replace(/^\((.*)\)$/, ' $1') ?? '';
  const help = `"dateline ${command === undefined ? '' : `${command} `}--help" says what there is.`;
  return `${mistake.charAt(0).toUpperCase()}${mistake.slice(1).replace(/\.$/, '')}.${hint} ${help}`;
}

/** The version of Dateline, as `package.json` has it. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
