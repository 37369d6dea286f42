/**
 * `dateline`: the command line, with one file per command. Errors are one sentence; the exit status is 1,
 * or 2 for invalid usage.
 */
import { parseArgs } from 'node:util';
import { omitUndefined } from '../core/omitUndefined.ts';
import { describeError } from '../core/protocol/stage.ts';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { budget } from './budget.ts';
import { type Arguments, type Command, parseArgsOptions, UsageError, usageLine } from './command.ts';
import { cost } from './cost.ts';
import { erase } from './erase.ts';
import { explain } from './explain.ts';
import { keys } from './keys.ts';
import { push } from './push.ts';
import { quarantine } from './quarantine.ts';
import { redrive } from './redrive.ts';
import { restored } from './restored.ts';
import { sweep } from './sweep.ts';
import { verify } from './verify.ts';
import { openContext } from './wiring.ts';

const commands: Record<string, Command> = {
  quarantine,
  explain,
  redrive,
  sweep,
  verify,
  restored,
  erase,
  push,
  keys,
  cost,
  budget,
};

/**
 * Errors whose message is meant for the user. By name, because importing the classes would load both
 * runtimes.
 */
const userErrors = new Set(['UsageError', 'StartError', 'BrokenStore', 'EnvironmentFault', 'ErasureRefused']);

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function help(): string {
  return [
    'dateline <command>',
    '',
    'Works on the home folder DATELINE_HOME (default .dateline) or, with --stack NAME [--region REGION],',
    'on the deployment of that name on AWS.',
    '',
    ...Object.entries(commands).flatMap(([name, command]) => [
      `  ${usageLine(name, command)}`,
      `      ${command.summary}`,
    ]),
    '',
    'See docs/runbook.md for when to use each command.',
  ].join('\n');
}

/** @throws UsageError */
function parseArguments(name: string, command: Command, args: string[]): Arguments {
  const { values, positionals } = parseOptions(args, command);
  if (positionals.length !== command.operands.length)
    throw new UsageError(`Usage: dateline ${usageLine(name, command)}.`);
  return { operands: positionals, options: values as Arguments['options'] };
}

function parseOptions(args: string[], command: Command): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, options: parseArgsOptions(command), allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node explains at length; its first sentence names the mistake.
    throw new UsageError(`${error.message.split(/\.\s|\n/)[0]?.replace(/\.$/, '')}.`);
  }
}

/**
 * Takes `--stack NAME` and `--region REGION` out of the arguments, wherever they stand.
 *
 * @throws UsageError
 */
function takeDeployment(args: readonly string[]): { rest: string[]; stack?: string; region?: string } {
  const rest = [...args];
  const take = (option: string): string | undefined => {
    const at = rest.findIndex((arg) => arg === option || arg.startsWith(`${option}=`));
    if (at === -1) return undefined;
    const [first = '', next] = rest.splice(at, rest[at] === option ? 2 : 1);
    const value = first === option ? next : first.slice(option.length + 1);
    if (value === undefined || value === '' || value.startsWith('-'))
      throw new UsageError(`${option} needs a value.`);
    return value;
  };
  const found = omitUndefined({ stack: take('--stack'), region: take('--region') });
  if (found.region !== undefined && found.stack === undefined)
    throw new UsageError('--region needs --stack.');
  return { rest, ...found };
}

async function main(given: string[]): Promise<number> {
  const { rest, stack, region } = takeDeployment(given);
  const [name, ...args] = rest;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(help());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UsageError(
      `There is no command "${name}"; the commands are ${Object.keys(commands).join(', ')}.`,
    );
  const parsed = parseArguments(name, command, args);
  if (stack !== undefined) {
    const { environmentOfStack } = await import('./deployment.ts');
    Object.assign(process.env, await environmentOfStack(stack, region));
  }
  const context = await openContext(process.env);
  try {
    return await command.run(context, parsed, print);
  } finally {
    context.close();
  }
}

// A reader that stops early (`| head`) is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (status) => process.stdout.write('', () => process.exit(status)),
  (error) => {
    const message =
      error instanceof Error && userErrors.has(error.name) ? error.message : describeError(error);
    process.stderr.write(`${escapeForTerminal(message)}\n`, () =>
      process.exit(error instanceof UsageError ? 2 : 1),
    );
  },
);
