/**
 * `npm start`: runs the whole pipeline in one process, with a home folder for its data and an inbox folder
 * for news.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isOrigin } from '../api/http/crossOrigin.ts';
import { describeError } from '../core/protocol/stage.ts';
import { escapeForTerminal } from '../core/text/escapeForTerminal.ts';
import { StartError } from '../runtime/local/faults.ts';
import { terminalLog } from '../runtime/local/log.ts';
import { BrokenStore } from '../runtime/local/store.ts';
import { readTagger } from './chosenTagger.ts';
import { isWithin, resolveLinks } from './folderPaths.ts';
import { openInbox } from './inboxFolder.ts';
import { type Pipeline, type PipelineOptions, startPipeline } from './pipeline.ts';
import { isPrivate, loopback } from './server.ts';
import { waitForStopSignal } from './stopSignal.ts';

type Settings = Omit<PipelineOptions, 'log'>;

/** @throws StartError */
function readSettings(environment: NodeJS.ProcessEnv, args: readonly string[]): Settings {
  const seeds = environment.DATELINE_SEEDS ?? path.join(import.meta.dirname, '../seeds');
  const port = environment.DATELINE_PORT ?? '8787';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new StartError(`DATELINE_PORT is "${port}"; it must be a port from 0 to 65535.`);
  const home = path.resolve(environment.DATELINE_HOME ?? '.dateline');
  const inbox = path.resolve(environment.DATELINE_INBOX ?? 'inbox');
  requireSeparate(resolveLinks(home), resolveLinks(inbox));
  return {
    home,
    inbox: openInbox(inbox, home),
    seeds: wantsSamples(args) && existsSync(seeds) ? seeds : undefined,
    host: environment.DATELINE_HOST ?? loopback,
    port: Number(port),
    origin: readOrigin(environment.DATELINE_ORIGIN),
    corsOrigins: readCorsOrigins(environment.DATELINE_CORS_ORIGINS),
    tagger: readTagger(environment.DATELINE_TAGGER),
  };
}

/** @throws StartError */
function readOrigin(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new StartError(`DATELINE_ORIGIN is "${text}"; it must be an address like https://news.example.`);
}

/** @throws StartError */
function readCorsOrigins(text = ''): string[] {
  const origins = text.split(',').filter((each) => each !== '');
  const wrong = origins.find((each) => !isOrigin(each));
  if (wrong === undefined) return origins;
  throw new StartError(
    `DATELINE_CORS_ORIGINS has "${wrong}"; it must be origins like https://desk.example, with commas between them.`,
  );
}

/** If one folder contained the other, Dateline would ingest its own data. */
function requireSeparate(home: string, inbox: string): void {
  if (!isWithin(home, inbox) && !isWithin(inbox, home)) return;
  const folders = { home, inbox };
  const [inner, outer] = isWithin(home, inbox) ? (['home', 'inbox'] as const) : (['inbox', 'home'] as const);
  throw new StartError(
    `The ${inner} folder ${folders[inner]} is inside the ${outer} folder ${folders[outer]}, ` +
      'so Dateline would ingest its own files; set DATELINE_HOME or DATELINE_INBOX to a folder elsewhere.',
  );
}

function welcome({ url, showsSamples }: Pipeline, settings: Settings): string {
  const needsKey = !isPrivate(settings);
  const curl = needsKey ? `curl -s -H "Authorization: Bearer $KEY"` : 'curl -s';
  return [
    `Dateline is ready.`,
    `  inbox  ${escapeForTerminal(settings.inbox)}    (copy, overwrite or delete files there, at any depth)`,
    `  page   ${url}`,
    `  API    ${url}/v1`,
    ...(needsKey ? [`  keys   required; make one with: npx dateline keys --make NAME`] : []),
    ...(showsSamples() ? ['  news   samples, until the first file of your own arrives'] : []),
    ``,
    `Try:`,
    `  ${curl} '${url}/v1/documents?limit=3'`,
    `  ${curl} '${url}/v1/entities?q=lon'`,
    `  ${curl} '${url}/v1/search?q=minister'`,
    ``,
  ].join('\n');
}

/** @throws StartError for an argument that there is not */
function wantsSamples(args: readonly string[]): boolean {
  const unknown = args.find((arg) => arg !== '--no-samples');
  if (unknown !== undefined)
    throw new StartError(`There is no option "${unknown}"; the only one is --no-samples.`);
  return args.length === 0;
}

async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2));
  // Listens before the start, so that a signal during the start stops Dateline as soon as it is up.
  const stopSignal = waitForStopSignal();
  const pipeline = await startPipeline({ ...settings, log: terminalLog() });
  process.stdout.write(welcome(pipeline, settings));
  await stopSignal;
  await pipeline.stop();
}

/** Ends the process with one line and no stack trace. */
function fail(error: unknown): void {
  const expected = error instanceof StartError || error instanceof BrokenStore;
  process.stderr.write(`${escapeForTerminal(expected ? error.message : describeError(error))}\n`);
  process.exit(1);
}

process.on('uncaughtException', fail);
main().then(() => process.exit(0), fail);
