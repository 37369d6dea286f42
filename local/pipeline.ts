/** The pipeline on one machine: uploaders, a consumer per queue, the API. What `infra/` wires on AWS, this wires here. */
import { assembleApi, mount } from '../api/app.ts';
import { admitEveryone, admitWithKey } from '../api/http/admission.ts';
import { recordsRoutes } from '../api/routes/routes.ts';
import { streamExport } from '../api/searchRoutes/exports.ts';
import { searchRoutes } from '../api/searchRoutes/routes.ts';
import type { Log } from '../core/ports/log.ts';
import { describe, type Stage } from '../core/protocol/stage.ts';
import { type ConsumerName, queues as facts, queueNames } from '../core/protocol/topology.ts';
import { recordDeadLetters } from '../core/quarantine/recordDeadLetters.ts';
import { optimizeSearch } from '../functions/index/index.ts';
import { stages } from '../functions/stages.ts';
import { sweep } from '../functions/sweep/sweep.ts';
import { Consumer } from './consumer.ts';
import { type Home, openHome } from './home.ts';
import { Progress } from './progress.ts';
import { listen, loopback } from './server.ts';
import type { UploaderName } from './uploadedFiles.ts';
import { Uploader } from './uploader.ts';
import { localUploads } from './uploads.ts';

/** New search rows are brought into the search table's indices this often, when there is nothing else to do. */
const optimizeMilliseconds = 10_000;
const samplesMilliseconds = 1_500;
/** A change takes its time from the clock and is written at once, by this very process. */
const changesSettleSeconds = 2;
/** Markers whose time is over go this often. */
const expireMilliseconds = 3_600_000;

export interface PipelineOptions {
  home: string;
  inbox: string;
  /** Of this machine, where it is asked. Keys are required on any other than the loopback address. */
  host: string;
  port: number;
  /** A folder of sample news, uploaded once at start under `seeds/`. */
  seeds: string | undefined;
  log: Log;
}

export interface Pipeline {
  url: string;
  /** Finishes what is in hand, then closes everything. */
  stop(): Promise<void>;
}

/** @throws StartFault, BrokenStore with one sentence for the person who started it */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { log } = options;
  const home = await openHome(options.home, log);
  home.lock();
  const { ports, queues } = home;
  for (const queue of Object.values(queues)) queue.takeBackLeases();

  const inbox = uploader(home, 'inbox', options.inbox, log);
  const seeds = options.seeds === undefined ? undefined : uploader(home, 'seeds', options.seeds, log);
  const uploaders = seeds === undefined ? [inbox] : [inbox, seeds];

  let stored = 0;
  const count = (documents: number) => {
    stored += documents;
  };
  const stageOf = (name: ConsumerName) =>
    name === 'store' ? counting(stages.store(ports), count) : stages[name](ports);
  const consumers = queueNames.map(
    (name) =>
      new Consumer(
        queues[name],
        facts[name],
        recordDeadLetters(name, ports, stageOf(facts[name].consumer)),
        log,
      ),
  );

  const depth = async () => {
    const depths = await Promise.all(
      queueNames.map(async (name) => [name, await queues[name].depth()] as const),
    );
    const waiting = uploaders.reduce((sum, { pending }) => sum + pending, 0);
    return {
      pending: waiting + depths.reduce((sum, [, { pending }]) => sum + pending, 0),
      dead: depths.reduce((sum, [, { dead }]) => sum + dead, 0),
      queues: Object.fromEntries(depths),
    };
  };

  // The start sweep: what changed in the folders meanwhile, then what differs in the records. All else goes on beside it, and
  // `/v1/health` answers once it has hinted.
  const scanned = (async () => {
    for (const each of uploaders) await each.scan();
  })();
  let stopping = false;
  const swept = scanned.then(() => sweep(ports, { enough: () => stopping, compact: home.compact }));
  swept.catch((error) =>
    log.error('the start sweep failed; «dateline sweep» makes another', { error: describe(error) }),
  );
  // Who reaches the loopback address has this machine's files anyway.
  const admit = options.host === loopback ? admitEveryone : admitWithKey(ports);
  const shared = {
    table: ports.table,
    archive: ports.archive,
    clock: ports.clock,
    log,
    admit,
    cursorKeys: home.cursorKeys,
  };
  const health = async () => {
    await swept;
    return depth();
  };
  const uploads = localUploads(ports.inbox, ports.clock);
  const app = assembleApi(
    log,
    mount(searchRoutes, { ...shared, search: ports.search, deliver: streamExport }),
    uploads.mounted,
    mount(recordsRoutes, {
      ...shared,
      placeUpload: uploads.place,
      inbox: ports.inbox,
      read: ports.read,
      queues: ports.queues,
      changesSettleSeconds,
      health,
      searchRoutes: async () => searchRoutes,
    }),
  );
  const server = await listen(app, options);

  await scanned;
  inbox.follow();
  const fresh = (seeds?.pending ?? 0) > 0;
  const seeding = seeds
    ?.finish()
    .catch((error) => log.error('the sample news could not be uploaded', { error: describe(error) }));
  for (const consumer of consumers) consumer.start();
  // On a first start the samples are there when someone is told what to ask for; where more is to be done, it is told meanwhile.
  const until = performance.now() + samplesMilliseconds;
  while (fresh && performance.now() < until && (await depth()).pending > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const progress = new Progress({ pending: async () => (await depth()).pending, done: () => stored });
  const optimizing = setInterval(() => optimizeSearch(ports), optimizeMilliseconds);
  const expiring = setInterval(() => home.removeExpired(), expireMilliseconds);

  return {
    url: server.url,
    async stop() {
      stopping = true;
      progress.stop();
      clearInterval(optimizing);
      clearInterval(expiring);
      await server.close();
      await inbox.stop();
      await seeding;
      await seeds?.stop();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await Promise.allSettled([swept]);
      home.close();
    },
  };
}

/** Sample news lies in a folder per source, which the sample folder's own name would hide. */
function uploader(home: Home, name: UploaderName, folder: string, log: Log): Uploader {
  const metadata =
    name === 'inbox' ? undefined : (relative: string) => ({ source: relative.split('/')[0] ?? '' });
  return new Uploader({
    name,
    folder,
    bucket: home.ports.inbox,
    database: home.uploads,
    log,
    ...(metadata && { metadata }),
  });
}

/** Counts the documents that a stage got through. */
function counting(stage: Stage, add: (documents: number) => void): Stage {
  return async (event) => {
    const response = await stage(event);
    add(event.Records.length - response.batchItemFailures.length);
    return response;
  };
}
