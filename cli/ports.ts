/** What the commands work on: the home folder of this machine or, where DATELINE_TABLE is set, the deployment that the environment names. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readObject } from '../core/formats/read.ts';
import type { Ports } from '../core/ports.ts';
import { queueNames } from '../core/topology.ts';
import { StartFault } from '../runtime/local/faults.ts';
import { terminalLog } from '../runtime/local/log.ts';

export interface Wired {
  ports: Ports;
  /** Only on one machine: on AWS the queues' consumers' side is AWS's own. */
  local?: { redriveDeadLetters(): number; pending(): Promise<number> };
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
    throw new StartFault(`There are no records in ${folder}; start Dateline there first, or set DATELINE_HOME to its home folder.`);
  const { openHome } = await import('../runtime/local/home.ts');
  const { ports, queues, close } = await openHome(folder, terminalLog());
  const each = Object.values(queues);
  return {
    ports,
    local: {
      redriveDeadLetters: () => each.reduce((sum, queue) => sum + queue.redrive(), 0),
      pending: async () => (await Promise.all(each.map((queue) => queue.depth()))).reduce((sum, { pending }) => sum + pending, 0),
    },
    close,
  };
}

async function wireAws(environment: NodeJS.ProcessEnv): Promise<Wired> {
  const { portsFromEnvironment } = await import('../runtime/aws/environment.ts');
  const { searchFromEnvironment } = await import('../runtime/aws/searchTable.ts');
  const ports = portsFromEnvironment({ ports: ['inbox', 'archive', 'table'], queues: queueNames }, environment);
  const search = await searchFromEnvironment(environment);
  return { ports: { ...ports, read: readObject, search, log: terminalLog() }, close: () => {} };
}
