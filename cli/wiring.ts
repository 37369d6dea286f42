/**
 * Opens what the commands work on: the home folder of this machine or, with DATELINE_TABLE set, an AWS
 * deployment.
 */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Ports } from '../core/protocol/ports.ts';
import { searchWait } from '../core/protocol/searchWait.ts';
import { queueNames } from '../core/protocol/topology.ts';
import type { ErasureContext } from '../functions/erase/erasureContext.ts';
import { longestExecutionSeconds } from '../functions/visibilityTimeouts.ts';
import { annotator } from '../runtime/annotator.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
import { Blobs } from '../runtime/local/blobs.ts';
import { StartError } from '../runtime/local/faults.ts';
import { terminalLog } from '../runtime/local/log.ts';
import { etagOfBlob } from '../runtime/local/versionRows.ts';
import type { Ask } from './ask/ask.ts';
import type { PushTarget } from './push/pushFolder.ts';

const decisionsBeyondReach =
  "People's decisions: ids of entities and documents, and what their authors wrote.";
/** LanceDB keeps such a file for a week; each table is compacted once a week, or more often. */
const searchFilesBeyondReach =
  'Files of the search table that a writer left when it died or another was first, for up to three weeks.';

export interface CommandContext extends ErasureContext {
  /** Present on one machine only: on AWS, SQS manages the queues, and files have no local source. */
  local?: {
    /** @returns how many messages went back to their queues */
    redriveDeadLetters(): number;
    /** How much work is queued. */
    pending(): Promise<number>;
    /** The local file that was uploaded under this key, if the uploader last saw it in its folder. */
    fileOf(key: string): { uploader: string; path: string } | undefined;
    /** @throws StartError while a server runs on the home folder; from then on, none can start */
    requireStopped(): void;
  };
  /** What the deployment was configured with, if `--stack` names it. */
  deployed?: { dailyBudget: number; writeUnitsPerSecond: number };
  /** Where `push` uploads to. */
  uploads: PushTarget;
  /** Opens the API over the stores. */
  ask(): Promise<Ask>;
  close(): void;
}

/** @throws StartError, BrokenStore or EnvironmentFault, each with one sentence for the user */
export function openContext(environment: NodeJS.ProcessEnv): Promise<CommandContext> {
  return environment.DATELINE_TABLE === undefined ? openLocal(environment) : openAws(environment);
}

/** Loads the API at the call: few commands need it. */
async function askStores(ports: Ports): Promise<Ask> {
  const { asking, openApi } = await import('./ask/api.ts');
  return asking(openApi(ports));
}

/**
 * Does not take the home's lock, which a running server holds: SQLite and LanceDB allow several processes,
 * and the reconciliation protocol orders their writes. A command for which that is not enough calls
 * `requireStopped`.
 */
async function openLocal(environment: NodeJS.ProcessEnv): Promise<CommandContext> {
  const folder = path.resolve(environment.DATELINE_HOME ?? '.dateline');
  requireRecords(folder);
  const { openHomeFolder } = await import('../local/homeFolder.ts');
  const home = await openHomeFolder(folder, terminalLog());
  const queues = Object.values(home.queues);
  return {
    ports: home.ports,
    local: {
      redriveDeadLetters: () => queues.reduce((sum, queue) => sum + queue.redrive(), 0),
      pending: async () => {
        const depths = await Promise.all(queues.map((queue) => queue.depth()));
        return depths.reduce((sum, { pending }) => sum + pending, 0);
      },
      fileOf: (key) => home.uploaded.fileOf(key),
      requireStopped: home.requireStopped,
    },
    uploads: { inbox: home.ports.inbox, etagOf: async (bytes) => etagOfBlob(await Blobs.nameOf(bytes)) },
    ask: () => askStores(home.ports),
    waitForRunningStages: home.waitForRunningStages,
    compact: home.compact,
    beyondReach: [
      'Earlier copies of the home folder.',
      decisionsBeyondReach,
      searchFilesBeyondReach,
      'The queue file: queued messages and dead letters name the key, and their bytes remain for a while ' +
        'after they are deleted.',
      'The output of the terminal.',
    ],
    close: home.close,
  };
}

/** @throws StartError */
function requireRecords(home: string): void {
  try {
    statSync(path.join(home, 'table.sqlite'));
  } catch (error) {
    throw new StartError(
      (error as NodeJS.ErrnoException).code === 'EACCES'
        ? `This user may not read the home folder ${home}; run the command as the user who runs Dateline.`
        : `There are no records in ${home}; ` +
            'start Dateline there first, or set DATELINE_HOME to its home folder.',
    );
  }
}

async function openAws(environment: NodeJS.ProcessEnv): Promise<CommandContext> {
  const { portsFromEnvironment, taggerFromEnvironment } = await import('../runtime/aws/environment.ts');
  const { searchFromEnvironment } = await import('../runtime/aws/searchTable.ts');
  const { S3Objects } = await import('../runtime/aws/objects.ts');
  const { s3ClientForFiles } = await import('../runtime/aws/clients.ts');
  const { budgetVariable, variables, writeUnitsVariable } = await import('../runtime/aws/variables.ts');
  const ports = portsFromEnvironment(
    { ports: ['inbox', 'archive', 'table'], queues: queueNames, depths: true },
    environment,
  );
  const rights = { create: true, archive: ports.archive };
  const search = await searchFromEnvironment(ports, rights, environment);
  const reader = isolatedReader();
  const annotate = annotator({ tagger: taggerFromEnvironment(environment) });
  const opened: Ports = { ...ports, read: reader.read, annotate, search, log: terminalLog() };
  const { [budgetVariable]: dailyBudget, [writeUnitsVariable]: writeUnits } = environment;
  const isKnown = dailyBudget !== undefined && writeUnits !== undefined;
  return {
    ports: opened,
    ...(isKnown && {
      deployed: { dailyBudget: Number(dailyBudget), writeUnitsPerSecond: Number(writeUnits) },
    }),
    // As `search` answers on AWS: with the rows that wait to be merged.
    ask: async () => {
      const { recentRowsOf } = await import('../core/queries/searchRows/recentRows.ts');
      const recentRows = recentRowsOf(ports, searchWait.aws);
      return askStores({
        ...opened,
        search: await searchFromEnvironment(ports, { recentRows }, environment),
      });
    },
    uploads: {
      inbox: new S3Objects(s3ClientForFiles(environment), environment[variables.inbox] ?? ''),
      // What S3 gives an object that was put in one piece and is encrypted with S3's own keys.
      etagOf: async (bytes) => createHash('md5').update(bytes).digest('hex'),
    },
    waitForRunningStages: () => new Promise((resolve) => setTimeout(resolve, longestExecutionSeconds * 1000)),
    compact: async () => {},
    beyondReach: [
      'Point-in-time backups of the table, for 35 days.',
      decisionsBeyondReach,
      searchFilesBeyondReach,
      'Queued messages and dead letters, which name the key for up to 14 days.',
      'Exported files and large answers in the archive bucket, which expire within ten days.',
      'The logs, which hold the hash of the key and the ids of documents for as long as the deployment keeps ' +
        'them (logRetentionDays, a month unless it is set).',
      'Copies made elsewhere: replicas, downloaded exports, backups of the buckets, cached API responses.',
    ],
    close: reader.close,
  };
}
