/** `npm start`: the whole pipeline in one process, over a home folder, fed by an inbox folder. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { describe } from '../core/protocol/stage.ts';
import { StartFault } from '../runtime/local/faults.ts';
import { terminalLog } from '../runtime/local/log.ts';
import { BrokenStore } from '../runtime/local/store.ts';
import { makeFolder, realFolder, within } from './makeFolder.ts';
import { startPipeline } from './pipeline.ts';
import { loopback } from './server.ts';

function settings(environment: NodeJS.ProcessEnv): {
  home: string;
  inbox: string;
  seeds: string;
  host: string;
  port: number;
} {
  const port = environment.DATELINE_PORT ?? '8787';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new StartFault(`DATELINE_PORT is «${port}»; it must be a port from 0 to 65535.`);
  const home = path.resolve(environment.DATELINE_HOME ?? '.dateline');
  const inbox = path.resolve(environment.DATELINE_INBOX ?? 'inbox');
  keepApart(realFolder(home), realFolder(inbox));
  return {
    home,
    inbox: inboxFolder(inbox),
    seeds: environment.DATELINE_SEEDS ?? path.join(import.meta.dirname, '../seeds'),
    host: environment.DATELINE_HOST ?? loopback,
    port: Number(port),
  };
}

/** What Dateline keeps would come in as news, or what it is fed would lie among its own files. */
function keepApart(home: string, inbox: string): void {
  const [inner, outer] = within(home, inbox) ? ['home', 'inbox'] : ['inbox', 'home'];
  if (!within(home, inbox) && !within(inbox, home)) return;
  throw new StartFault(
    `The ${inner} folder ${inner === 'home' ? home : inbox} lies in the ${outer} folder ${outer === 'home' ? home : inbox}, so Dateline would ` +
      `take its own files for news; set DATELINE_HOME or DATELINE_INBOX to a folder elsewhere.`,
  );
}

function inboxFolder(name: string): string {
  try {
    makeFolder(name);
    return realpathSync(name);
  } catch (error) {
    throw new StartFault(
      `The inbox folder ${name} cannot be made (${(error as NodeJS.ErrnoException).code}); set DATELINE_INBOX to one that can.`,
    );
  }
}

function welcome(url: string, inbox: string, keyed: boolean): string {
  const curl = keyed ? `curl -s -H "Authorization: Bearer $KEY"` : 'curl -s';
  return [
    `Dateline is ready.`,
    `  inbox  ${inbox}    (copy, overwrite or delete files there, at any depth)`,
    `  API    ${url}/v1`,
    ...(keyed ? [`  keys   required; make one with: npx dateline keys --make NAME`] : []),
    ``,
    `Try:`,
    `  ${curl} '${url}/v1/documents?limit=3'`,
    `  ${curl} '${url}/v1/entities?q=lon'`,
    `  ${curl} '${url}/v1/search?q=minister'`,
    ``,
  ].join('\n');
}

async function main(): Promise<void> {
  const { home, inbox, seeds, host, port } = settings(process.env);
  const asked = askedToStop();
  const pipeline = await startPipeline({
    home,
    inbox,
    host,
    port,
    seeds: existsSync(seeds) ? seeds : undefined,
    log: terminalLog(),
  });
  process.stdout.write(welcome(pipeline.url, inbox, host !== loopback));
  await asked;
  await pipeline.stop();
}

/** Ctrl-C, or whoever stops processes politely. It may come while all is still starting: then it stops as soon as it has. */
function askedToStop(): Promise<void> {
  return new Promise((resolve) => {
    let times = 0;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (++times > 1) process.exit(130);
        process.stdout.write('\nFinishing what is in hand; once more to leave it.\n');
        resolve();
      });
    }
  });
}

main().then(
  () => process.exit(0),
  (error) => {
    const expected = error instanceof StartFault || error instanceof BrokenStore;
    process.stderr.write(`${expected ? error.message : describe(error)}\n`);
    process.exit(1);
  },
);
