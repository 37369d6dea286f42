/** `dateline`: the command line. One file per command; what goes wrong is said in one sentence (exit status 1, or 2 for a wrong call). */
import { parseArgs } from 'node:util';
import { describe } from '../core/protocol/stage.ts';
import { type Arguments, type Command, parseOptions, UsageFault, usageOf } from './command.ts';
import { cost } from './cost.ts';
import { erase } from './erase.ts';
import { explain } from './explain.ts';
import { keys } from './keys.ts';
import { printable } from './printable.ts';
import { quarantine } from './quarantine.ts';
import { redrive } from './redrive.ts';
import { sweep } from './sweep.ts';
import { verify } from './verify/command.ts';
import { wire } from './wiring.ts';

const commands: Record<string, Command> = { quarantine, explain, redrive, sweep, verify, erase, keys, cost };

/** Faults whose message is a sentence for people, by name: importing their classes would load both runtimes. */
const sentences = new Set(['UsageFault', 'StartFault', 'BrokenStore', 'EnvironmentFault', 'ErasureRefused']);

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function help(): string {
  return [
    'dateline <command>, on the home folder DATELINE_HOME (.dateline where it is not set) or, with DATELINE_TABLE set, on AWS:',
    '',
    ...Object.entries(commands).flatMap(([name, command]) => [
      `  ${usageOf(name, command)}`,
      `      ${command.summary}`,
    ]),
    '',
    'docs/runbook.md says more of each.',
  ].join('\n');
}

/** @throws UsageFault */
function read(name: string, command: Command, args: string[]): Arguments {
  const { values, positionals } = parsed(args, command);
  if (positionals.length !== command.operands.length)
    throw new UsageFault(`Call it like this: dateline ${usageOf(name, command)}.`);
  return { operands: positionals, options: values as Arguments['options'] };
}

function parsed(args: string[], command: Command): ReturnType<typeof parseArgs> {
  try {
    return parseArgs({ args, options: parseOptions(command), allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageFault(`${error.message.split(/\.\s|\n/)[0]?.replace(/\.$/, '')}.`);
  }
}

async function main([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    print(help());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined)
    throw new UsageFault(`There is no command «${name}»; there are ${Object.keys(commands).join(', ')}.`);
  const given = read(name, command, args);
  const wired = await wire(process.env);
  try {
    return await command.run(wired, given, print);
  } finally {
    wired.close();
  }
}

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main(process.argv.slice(2)).then(
  (status) => process.stdout.write('', () => process.exit(status)),
  (error) => {
    const said = error instanceof Error && sentences.has(error.name) ? error.message : describe(error);
    process.stderr.write(`${printable(said)}\n`, () => process.exit(error instanceof UsageFault ? 2 : 1));
  },
);
