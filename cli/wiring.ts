/** What the commands work on: the home folder of this machine or, where DATELINE_TABLE is set, the deployment that the environment names. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Ports } from '../core/protocol/ports.ts';
import { longestExecutionSeconds, queueNames } from '../core/protocol/topology.ts';
import { annotator } from '../runtime/annotator.ts';
import { isolatedReader } from '../runtime/isolated/reader.ts';
import { StartFault } from '../runtime/local/faults.ts';
import { terminalLog } from '../runtime/local/log.ts';

export interface Wired {
  ports: Ports;
  /** Only on one machine: on AWS the queues' consumers' side is AWS's own. */
  local?: {
    redriveDeadLetters(): number;
    pending(): Promise<number>;
    /** The file that was uploaded under this key, and lies in its folder as far as the uploader knows. */
    fileOf(key: string): { uploader: string; path: string } | undefined;
  };
  /** Comes back when every execution of a stage that had begun at the call has ended. */
  quiet(): Promise<void>;
  /** Leaves nothing of what was removed in the files that held it. */
  compact(): Promise<void>;
  /** Where copies may be that no command reaches, a sentence each. */
  beyondReach: readonly string[];
  close(): void;
}

/** @throws StartFault, BrokenStore, EnvironmentFault with one sentence for whoever called */
export function wire(environment: NodeJS.ProcessEnv): Promise<Wired> {
  return environment.DATELINE_TABLE === undefined ? wireLocal(environment) : wireAws(environment);
}

/** Without the lock, which the server holds: SQLite and LanceDB let several processes at their files, and the protocol does the rest. */
async function wireLocal(environment: NodeJS.ProcessEnv): Promise<Wired> {
  const folder = path.resolve(environment.DATELINE_HOME ?? '.dateline');
  if (!existsSync(path.join(folder, 'table.sqlite')))
    throw new StartFault(
      `There are no records in ${folder}; start Dateline there first, or set DATELINE_HOME to its home folder.`,
    );
  const { openHome } = await import('../local/home.ts');
  const { UploadedFiles } = await import('../local/uploadedFiles.ts');
  const home = await openHome(folder, terminalLog());
  const { ports, queues } = home;
  const uploaded = new UploadedFiles(home.uploads);
  const each = Object.values(queues);
  return {
    ports,
    local: {
      redriveDeadLetters: () => each.reduce((sum, queue) => sum + queue.redrive(), 0),
      pending: async () =>
        (await Promise.all(each.map((queue) => queue.depth()))).reduce(
          (sum, { pending }) => sum + pending,
          0,
        ),
      fileOf: (key) => uploaded.fileOf(key),
    },
    quiet: home.quiet,
    compact: home.compact,
    beyondReach: [
      'Copies of the home folder that were made before.',
      'The queue file: messages that wait or were given up on name the key, and their bytes stay for a while after they are done with.',
      'What the terminal showed.',
    ],
    close: () => {
      uploaded.close();
      home.close();
    },
  };
}

async function wireAws(environment: NodeJS.ProcessEnv): Promise<Wired> {
  const { portsFromEnvironment } = await import('../runtime/aws/environment.ts');
  const { searchFromEnvironment } = await import('../runtime/aws/searchTable.ts');
  const ports = portsFromEnvironment(
    { ports: ['inbox', 'archive', 'table'], queues: queueNames },
    environment,
  );
  const search = await searchFromEnvironment(environment);
  const reader = isolatedReader();
  return {
    ports: { ...ports, read: reader.read, annotate: annotator(), search, log: terminalLog() },
    quiet: () => new Promise((resolve) => setTimeout(resolve, longestExecutionSeconds * 1000)),
    compact: async () => {},
    beyondReach: [
      'Point-in-time backups of the table, for 35 days.',
      'Messages that wait in a queue or were given up on: they name the key for up to 14 days.',
      'The logs, for a month: they name the hash of a key, and the id of a document.',
      'Whatever was copied elsewhere: replicas, exports, backups of the buckets, answers of the API in caches.',
    ],
    close: reader.close,
  };
}
