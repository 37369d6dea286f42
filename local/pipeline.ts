/** Wires the pipeline on one machine: uploaders, consumers and the API. On AWS, `infra/` does this. */
import { assembleApi, mount } from '../api/app.ts';
import { serveConsole } from '../api/console/serveConsole.ts';
import { VersionReader } from '../api/documents/versionReader.ts';
import { admitEveryone, admitWithKey } from '../api/http/admission.ts';
import { recordsRoutes } from '../api/routes/routes.ts';
import { streamExport } from '../api/searchRoutes/exports.ts';
import { searchRoutes } from '../api/searchRoutes/routes.ts';
import { builtConsole } from '../console/build.ts';
import type { Log } from '../core/ports/log.ts';
import { describeError, type Stage } from '../core/protocol/stage.ts';
import { type ConsumerName, queues as facts, type QueueName, queueNames } from '../core/protocol/topology.ts';
import { recordDeadLetters } from '../core/quarantine/recordDeadLetters.ts';
import { authorityReader } from '../core/queries/authority.ts';
import { stages } from '../functions/stages.ts';
import { sweep } from '../functions/sweep/sweep.ts';
import { defaultAuthority } from '../runtime/authority.ts';
import { isolatedReader, startParser } from '../runtime/isolated/reader.ts';
import { DiskSpace } from '../runtime/local/diskSpace.ts';
import { IdleMemory, restMilliseconds } from '../runtime/local/idleMemory.ts';
import { lanes } from '../runtime/local/lanes.ts';
import { Compactor } from './compactor.ts';
import { Consumer } from './consumer.ts';
import { openHomeFolder } from './homeFolder.ts';
import { Progress } from './progress.ts';
import { Reprocessor } from './reprocessor.ts';
import { isAllStored, isAtRest, WatchedCompaction } from './rest.ts';
import { type ListenOptions, listen, loopback, originOf } from './server.ts';
import { openUploaders, showSamples } from './uploaders.ts';
import { localUploads } from './uploadRoute.ts';

/** How long a first start waits for the sample news to be stored before it announces itself. */
const samplesMilliseconds = 1_500;
/** A change is written at once, by the process that read its time from the clock. */
const changesSettleSeconds = 2;
/**
 * A stage waits while this many messages wait for the next one: a few batches. So what arrived first is done
 * first, and `pending` falls as files are done, instead of all files reaching the last stage together.
 */
const maximumWaiting: Record<QueueName, number> = {
  uploads: 50,
  normalized: 50,
  extracted: 50,
  touched: 2 * facts.touched.batch,
};
/** How often expired rows, such as tombstones, are removed. */
const expireMilliseconds = 3_600_000;
/** How often messages are looked for that are hidden because the clock was set back. */
const recallMilliseconds = 60_000;

export interface PipelineOptions extends ListenOptions {
  home: string;
  inbox: string;
  /** With which addresses of the API begin, if clients reach it by another name: `https://news.example`. */
  origin?: string | undefined;
  /** A folder of sample news, shown under `seeds/` until own files arrive; without it, none is shown. */
  seeds: string | undefined;
  log: Log;
  /** The free bytes on the disk of a folder; by default what the system says. */
  freeBytes?: (folder: string) => number;
}

export interface Pipeline {
  url: string;
  /** Whether there is sample news. */
  showsSamples(): boolean;
  /** Finishes the work in progress, then closes everything. */
  stop(): Promise<void>;
}

/** @throws StartError or BrokenStore, each with one sentence for the user */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { log } = options;
  const home = await openHomeFolder(options.home, log);
  home.lock();
  const { ports, queues } = home;
  for (const queue of Object.values(queues)) queue.takeBackLeases();
  // If it cannot start, the first file says so.
  const parserStarted = startParser(ports.read).catch(() => {});

  const disk = new DiskSpace(options.home, log, options.freeBytes);
  const mayUpload = () => disk.hasRoom() && queues.uploads.visible() < maximumWaiting.uploads;
  const { inbox, seeds, uploaders } = openUploaders(home, options, mayUpload);

  let stored = 0;
  const count = (documents: number) => {
    stored += documents;
  };
  const stageOf = (name: ConsumerName) =>
    name === 'store' ? countingStage(stages.store(ports), count) : stages[name](ports);
  const consumers = queueNames.flatMap((name) => {
    const stage = recordDeadLetters(name, ports, stageOf(facts[name].consumer));
    const next = queueNames[queueNames.indexOf(name) + 1];
    return lanes.map((lane) => {
      const isBehind = () => next !== undefined && queues[next].visible(lane) >= maximumWaiting[next];
      const gates = { hasRoom: () => disk.hasRoom(), isBehind };
      return new Consumer(queues[name], facts[name], lane, stage, log, gates);
    });
  });

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

  // The start sweep queues what changed in the folders since the last run, then what differs in the records.
  // It runs beside everything else; until it has ended, `/v1/health` says that work may be left.
  const scanned = (async () => {
    await inbox.scan();
    await showSamples(home, seeds, inbox.pending > 0);
  })();
  let stopping = false;
  // A lease that is left belongs to a process that is gone, or to `dateline sweep`, which then ends.
  const swept = scanned.then(() =>
    sweep(ports, { shouldStop: () => stopping, compact: home.compact, takeOver: true }),
  );
  let ended: Promise<unknown> | undefined;
  swept
    .catch((error) =>
      log.error('the start sweep failed; run "dateline sweep" to repeat it', { error: describeError(error) }),
    )
    .finally(() => {
      ended = swept;
    });
  // Whoever reaches the loopback address can read this machine's files anyway.
  const admit = options.host === loopback ? admitEveryone : admitWithKey(ports);
  const shared = {
    table: ports.table,
    archive: ports.archive,
    clock: ports.clock,
    log,
    admit,
    origin: originOf(options.origin),
    cursorKeys: home.cursorKeys,
  };
  const health = async () => {
    await ended; // fails if the sweep has failed
    return { ...(await depth()), starting: ended === undefined };
  };
  const uploads = localUploads(ports.inbox, ports.clock, () => disk.hasRoom());
  // A parser of its own: a file that takes long for a request must not hold up new files, nor they it.
  const apiReader = isolatedReader({ most: 1 });
  const authority = authorityReader({ ...ports, read: apiReader.read }, defaultAuthority());
  const app = assembleApi(
    log,
    serveConsole(builtConsole()),
    mount(searchRoutes, { ...shared, authority, search: ports.search, deliver: streamExport }),
    uploads.mounted,
    mount(recordsRoutes, {
      ...shared,
      placeUpload: uploads.place,
      inbox: ports.inbox,
      versions: new VersionReader({ ...ports, read: apiReader.read }),
      authority,
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
    ?.uploadPending()
    // One may have been on its way when the first own file arrived.
    .then(() => (home.samples.over ? home.samples.end() : undefined))
    .catch((error) => log.error('could not upload the sample news', { error: describeError(error) }));
  await parserStarted;
  for (const consumer of consumers) consumer.start();
  // On a first start, give the sample news time to be stored, so that the suggested requests find something.
  const until = performance.now() + samplesMilliseconds;
  while (fresh && performance.now() < until && (await depth()).pending > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const progress = new Progress({ pending: async () => (await depth()).pending, done: () => stored });
  const compaction = new WatchedCompaction(ports.search);
  const compactor = new Compactor({ ...ports, search: compaction.search });
  const expiring = setInterval(() => tryQuietly(home.removeExpired), expireMilliseconds);
  const work = { uploaders, queues: Object.values(queues), compaction };
  const idleMemory = new IdleMemory(() => isAtRest(work), home.releaseMemory);
  const resting = setInterval(() => tryQuietly(() => idleMemory.look()), restMilliseconds);
  const reprocessor = new Reprocessor(ports, () => isAllStored(work));
  const recalling = setInterval(() => {
    for (const queue of Object.values(queues)) tryQuietly(() => queue.recallFromFuture());
  }, recallMilliseconds);

  return {
    url: server.url,
    showsSamples: () => home.samples.shown > 0,
    async stop() {
      stopping = true;
      progress.stop();
      await Promise.all([compactor.stop(), reprocessor.stop()]);
      for (const timer of [expiring, recalling, resting]) clearInterval(timer);
      await server.close();
      apiReader.close();
      await inbox.stop();
      await seeds?.stop();
      await seeding;
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await Promise.allSettled([swept]);
      home.close();
    },
  };
}

/** Housekeeping that is repeated anyway: a full disk does not matter. */
function tryQuietly(work: () => unknown): void {
  try {
    work();
  } catch {
    // the next time
  }
}

/** Wraps a stage and reports how many messages it handled without failure. */
function countingStage(stage: Stage, add: (documents: number) => void): Stage {
  return async (event) => {
    const response = await stage(event);
    add(event.Records.length - response.batchItemFailures.length);
    return response;
  };
}
