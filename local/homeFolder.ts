/** The home folder of the one-machine runtime: opens all of its data as the ports that the stages use. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type CursorKeys, cachedCursorKeys } from '../api/http/cursorKeys.ts';
import type { TaggerName } from '../core/entities/tagger/taggers.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { Objects } from '../core/ports/objects.ts';
import type { SearchListing } from '../core/ports/searchListing.ts';
import type { Ports } from '../core/protocol/ports.ts';
import { thresholds } from '../core/protocol/thresholds.ts';
import { queues as facts, type QueueName } from '../core/protocol/topology.ts';
import { versionsWith } from '../core/reprocessing/reprocessing.ts';
import { forEachQueue } from '../functions/forEachQueue.ts';
import { visibilitySeconds } from '../functions/visibilityTimeouts.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
import { threadedAnnotator } from '../runtime/local/annotator.ts';
import { localCursorSecrets } from '../runtime/local/cursorSecrets.ts';
import { StartError } from '../runtime/local/faults.ts';
import { isPromptWork } from '../runtime/local/lanes.ts';
import { FolderObjects } from '../runtime/local/objects.ts';
import { QueueFile, SqliteQueue } from '../runtime/local/queue.ts';
import { SqliteTable } from '../runtime/local/table.ts';
import { withNotifications } from './bucketNotifications.ts';
import { chosenTagger } from './chosenTagger.ts';
import { createFolder } from './folderPaths.ts';
import { HomeLock } from './homeLock.ts';
import { endingSamples, Samples } from './samples.ts';
import { openSearchTable } from './searchTable.ts';
import { UploadedFiles } from './uploading/uploadedFiles.ts';

export interface HomeFolder {
  ports: Ports & { search: SearchListing };
  queues: Record<QueueName, SqliteQueue>;
  /** The keys that sign cursors. */
  cursorKeys: CursorKeys;
  /** The sample news in the inbox bucket, and the bucket as their uploader sees it. */
  samples: Samples;
  samplesBucket: Objects;
  /** Names the inbox bucket. */
  bucketId: string;
  /** What the uploaders remember of what they uploaded. */
  uploaded: UploadedFiles;
  /**
   * Resolves when every stage execution that was running at the call has ended. If no other process has
   * locked the home, none is running; then this locks the home so that none can start.
   */
  waitForRunningStages(): Promise<void>;
  /**
   * Locks the home until it is closed, for what no server may run beside.
   *
   * @throws StartError if another process runs on it
   */
  requireStopped(): void;
  /**
   * Rewrites all files so that deleted data can no longer be read from them.
   *
   * @throws StartError if another process kept reading one of them
   */
  compact(): Promise<void>;
  /** Lets go of caches. The next call reads again what it needs. */
  releaseMemory(): void;
  /** Removes rows whose time to live is over, as DynamoDB does by itself. */
  removeExpired(): void;
  close(): void;
}

/** So many deaths of a process that reads a file alone count as the file's doing. */
export const deadlyAttempts = 2;

/** What a server chooses at its start, and commands do not. */
export interface HomeFolderOptions {
  /** Locks the home before anything in it is opened, until it is closed. A home has one server. */
  alone?: boolean;
  /** Without it, the one that was chosen at the server's last start. */
  tagger?: TaggerName;
  /** What makes the program that parses; without it, the sources are the program. */
  parserProgram?: () => Promise<string>;
}

/**
 * Files of an earlier version are upgraded, which a process of that version would not survive: only under the
 * lock of the home.
 *
 * @throws StartError, also if another process holds a lock that is needed; BrokenStore
 */
export async function openHomeFolder(
  folder: string,
  log: Log,
  options: HomeFolderOptions = {},
): Promise<HomeFolder> {
  createHome(folder);
  const lock = new HomeLock(folder);
  const opened: { close(): void }[] = [];
  const close = () => {
    for (const each of opened.toReversed()) each.close();
    lock.release();
  };
  try {
    if (options.alone) lock.take();
    const home = await openFiles(folder, log, { lock, opened }, options);
    if (!options.alone) lock.release();
    return { ...home, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** Has something closed with the home. */
type Own = <T extends { close(): void }>(each: T) => T;

/** @param opened gets each thing once it is open, also if a later one cannot be opened */
async function openFiles(
  folder: string,
  log: Log,
  { lock, opened }: { lock: HomeLock; opened: { close(): void }[] },
  { tagger: chosen, parserProgram }: HomeFolderOptions,
): Promise<Omit<HomeFolder, 'close'>> {
  const own: Own = (each) => {
    opened.push(each);
    return each;
  };
  const tagger = chosen ?? chosenTagger(folder);
  const inside = (...names: string[]) => path.join(folder, ...names);
  const clock = Date.now;
  const beforeUpgrade = () => lock.takeToUpgrade();
  const table = own(new SqliteTable(inside('table.sqlite'), { beforeUpgrade }));
  const queues = openQueues(new QueueFile(inside('queues.sqlite'), beforeUpgrade), clock, own);
  const inbox = own(new FolderObjects({ folder: inside('inbox'), clock, beforeUpgrade }));
  const archive = own(
    new FolderObjects({ folder: inside('archive'), clock, beforeUpgrade, lostIsAbsent: true }),
  );
  const search = await openSearchTable(inside('search'), table, clock);
  const samplesBucket = withNotifications(inbox, queues.uploads);
  const uploaded = own(new UploadedFiles(inside('uploads.sqlite')));
  const samples = new Samples(uploaded, samplesBucket);
  const reader = own(
    isolatedReader({ isQuickWork: isPromptWork, ...(parserProgram && { program: parserProgram }) }),
  );
  const annotating = own(threadedAnnotator(tagger));
  return {
    ports: {
      inbox: endingSamples(samplesBucket, samples),
      read: reader.read,
      annotate: annotating.annotate,
      archive,
      table,
      queues,
      search,
      clock,
      log,
      codeVersions: versionsWith(tagger),
      // No other process of this folder can be alive, and no time limit ends this one.
      thresholds: { ...thresholds, attemptMilliseconds: 0, deadlyAttempts },
    },
    queues,
    cursorKeys: cachedCursorKeys(localCursorSecrets(folder, clock), clock),
    samples,
    samplesBucket,
    bucketId: inbox.id,
    uploaded,
    waitForRunningStages: () => waitForRunningStages(lock, Object.values(queues)),
    requireStopped: () => lock.take(),
    // All queues share one database file, so compacting one queue compacts them all.
    compact: async () => compactFiles([table, inbox, archive, queues.uploads, uploaded]),
    releaseMemory: () => {
      for (const store of [search, table, inbox, archive, ...Object.values(queues)]) store.releaseMemory();
    },
    removeExpired: () => table.removeExpired(clock()),
  };
}

function openQueues(database: QueueFile, clock: Clock, own: Own): Record<QueueName, SqliteQueue> {
  return forEachQueue((name) => {
    const maxReceives = facts[name].maxFailures;
    const queue = { database, name, maxReceives, visibilitySeconds: visibilitySeconds(name), clock };
    return own(new SqliteQueue(queue));
  });
}

/** @throws StartError */
function compactFiles(files: readonly { compact(): boolean }[]): void {
  if (files.map((file) => file.compact()).includes(false))
    throw new StartError(
      'Another process kept reading the records, so erased data may still be in their files; ' +
        'run the command again.',
    );
}

/** All news is in it, so a new one is its owner's alone. */
const homeRights = 0o700;

function createHome(folder: string): void {
  try {
    createFolder(folder, homeRights);
    writeFileSync(path.join(folder, '.writable'), '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `Dateline cannot write to the home folder ${folder} (${code}); set DATELINE_HOME to a writable folder.`,
    );
  }
}

async function waitForRunningStages(lock: HomeLock, queues: readonly SqliteQueue[]): Promise<void> {
  try {
    lock.take();
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    await waitForReceivedMessages(queues);
  }
}

/** A stage works only on messages that it has received, and acknowledges or releases them when it ends. */
async function waitForReceivedMessages(queues: readonly SqliteQueue[]): Promise<void> {
  const received = () =>
    queues.flatMap((queue) => queue.inFlight().map((receipt) => `${queue.name} ${receipt}`));
  let left = received();
  while (left.length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const now = received();
    left = left.filter((receipt) => now.includes(receipt));
  }
}
