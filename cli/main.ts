/**
 * `dateline`: the command line. Errors are one sentence; the exit status is 1, or 2 if the command line is
 * wrong.
 */

import { describeError } from '../core/protocol/stage.ts';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { wordSet } from '../core/text/wordSet.ts';
import { commands } from './commands.ts';
import { openOutput } from './output.ts';
import { type CommandRequest, packageVersion, readCommandLine } from './program.ts';
import { UsageError } from './usageError.ts';
import { openContext } from './wiring.ts';

/**
 * Errors whose message is meant for the user. By name, because importing the classes would load both
 * runtimes.
 */
const userErrors = wordSet`ApiRefusal BrokenStore EnvironmentFault ErasureRefused StartError UsageError`;

async function main(args: readonly string[]): Promise<number> {
  const request = readCommandLine(commands, packageVersion(), args);
  if (!('text' in request)) return run(request);
  process.stdout.write(request.text);
  return 0;
}

async function run({ command, values, json, stack, region }: CommandRequest): Promise<number> {
  const environment = { ...process.env };
  if (stack !== undefined) {
    const { environmentOfStack } = await import('./deployment.ts');
    Object.assign(environment, await environmentOfStack(stack, region));
    // Clients of the SDK read it there. They find the credentials themselves, and renew them.
    process.env.AWS_REGION = environment.AWS_REGION;
  }
  const output = openOutput(process.stdout, process.stderr, json);
  const context = await openContext(environment);
  try {
    const { status, result } = await command.run(context, values, output);
    output.finish(result);
    return status;
  } catch (error) {
    output.finish(undefined);
    throw error;
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
