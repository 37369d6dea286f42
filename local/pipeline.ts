/** Wires the pipeline on one machine: uploaders, consumers and the API. On AWS, `infra/` does this. */
import { setTimeout as pause } from 'node:timers/promises';
import type { QueueDepths } from '../api/dependencies.ts';
import { readQueueDepths } from '../api/routes/health.ts';
import type { TaggerName } from '../core/entities/tagger/taggers.ts';
import type { Log } from '../core/ports/log.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
import { DiskSpace } from '../runtime/local/diskSpace.ts';
import { returnFreedMemory } from '../runtime/local/freedMemory.ts';
import type { Lane } from '../runtime/local/lanes.ts';
import { announceTagger } from './chosenTagger.ts';
import { type HomeFolder, openHomeFolder } from './homeFolder.ts';
import { startHousekeeping } from './housekeeping/housekeeping.ts';
import { isAllStored } from './housekeeping/idleness.ts';
import { localApi } from './localApi.ts';
import { KeptMetrics } from './metrics/keptMetrics.ts';
import { builtParser, parserFolder } from './parser/program.ts';
import { startParsers } from './parser/startParsers.ts';
import { Progress } from './progress.ts';
import { type ListenOptions, listen } from './server.ts';
import { makeConsumers, maximumWaiting } from './stageConsumers.ts';
import { StartSweep } from './startSweep.ts';
import { openUploaders, startUploaders } from './uploading/openUploaders.ts';
import type { Uploader } from './uploading/uploader.ts';

/** How long a first start waits for the sample news to be stored before it announces itself. */
const samplesMilliseconds = 1_500;

export interface PipelineOptions extends ListenOptions {
  home: string;
  inbox: string;
  /** A folder of sample news, shown under `seeds/` until own files arrive; without it, none is shown. */
  seeds: string | undefined;
  /** By default the fast one. */
  tagger?: TaggerName;
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

/** @throws StartError or BrokenStore, each with one sentence for the user; then the home is free again */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { log, tagger = 'fast' } = options;
  const parserProgram = builtParser(parserFolder, log);
  const home = await openHomeFolder(options.home, log, { tagger, parserProgram, alone: true });
  try {
    return await startOn(home, { ...options, tagger, parserProgram });
  } catch (error) {
    home.close();
    throw error;
  }
}

interface StartOptions extends PipelineOptions {
  tagger: TaggerName;
  parserProgram: () => Promise<string>;
}

async function startOn(home: HomeFolder, options: StartOptions): Promise<Pipeline> {
  const { log, host, origin, tagger, parserProgram } = options;
  const { ports, queues } = home;
  const print = (text: string) => process.stdout.write(text);
  await announceTagger(options.home, tagger, ports.table, print);
  for (const queue of Object.values(queues)) {
    queue.takeBackLeases();
    // The clock may have been set back since the last run.
    queue.endDelays();
  }
  const parsersStarted = startParsers(ports.read, queues.uploads);

  const disk = new DiskSpace(options.home, log, options.freeBytes);
  const hasRoom = () => disk.hasRoom();
  const mayUpload = (lane: Lane) => hasRoom() && !queues.uploads.hasVisible(maximumWaiting.uploads, lane);
  const opened = openUploaders(home, options, mayUpload);
  const { seeds, uploaders } = opened;
  let stored = 0;
  const onStored = (documents: number) => {
    stored += documents;
  };
  const metrics = new KeptMetrics();
  const measured = { ports: { ...ports, metrics }, queues };
  const consumers = makeConsumers(measured, { log, hasRoom, onStored });
  const depth = () => depthOf(home, uploaders);

  const health = async () => {
    const starting = !(await startSweep.hasEnded());
    return { ...(await depth()), starting };
  };
  // Reads versions for requests: a file that takes long for one must not hold up new files, nor they it.
  const reader = isolatedReader({ most: 1, program: parserProgram });
  const api = localApi(home, { host, origin, log, hasRoom, health, metrics, writeAccess: print, reader });
  // Before anything is begun that a start would have to end if its port is taken.
  // Loads a library in 70 ms, for which requests would wait later.
  returnFreedMemory();
  const server = await listen(api.app, options);

  // The start sweep queues what changed in the folders since the last run, then what differs in the records.
  const { scanned, stop: stopUploaders } = startUploaders(home, opened, options);
  const isIdle = () => isAllStored({ uploaders, queues: Object.values(queues) });
  const startSweep = new StartSweep(home, { scanned, isIdle });
  await parsersStarted;
  for (const consumer of consumers) consumer.start();
  if (seeds !== undefined && !home.samples.over) await untilSamplesAreStored(scanned, seeds, depth);
  const progress = new Progress({ pending: async () => (await depth()).pending, done: () => stored });
  const stopHousekeeping = startHousekeeping(home, uploaders);

  return {
    url: server.url,
    showsSamples: () => home.samples.shown > 0,
    async stop() {
      startSweep.stop();
      progress.stop();
      await stopHousekeeping();
      await server.close();
      api.close();
      await stopUploaders();
      await Promise.all(consumers.map((consumer) => consumer.stop()));
      await startSweep.untilEnded();
      home.close();
    },
  };
}

/**
 * On a first start, gives the sample news time to be stored, so that the suggested requests find something.
 * Whether it is shown at all, only the scan of the inbox says.
 */
async function untilSamplesAreStored(
  scanned: Promise<void>,
  seeds: Uploader,
  depth: () => Promise<{ pending: number }>,
): Promise<void> {
  const until = performance.now() + samplesMilliseconds;
  await Promise.race([scanned, pause(samplesMilliseconds, undefined, { ref: false })]);
  if (seeds.pending === 0) return;
  while (performance.now() < until && (await depth()).pending > 0) await pause(20);
}

/** How much work is queued, files that are not uploaded yet included, and how much was given up on. */
async function depthOf({ queues }: HomeFolder, uploaders: readonly Uploader[]): Promise<QueueDepths> {
  const depths = await readQueueDepths(queues);
  const waiting = uploaders.reduce((sum, { pending }) => sum + pending, 0);
  return { ...depths, pending: depths.pending + waiting };
}
