/** Rebuilds the records in memory: every key of the bucket once, in order, without failures. */

import type { Objects } from '../../core/ports/objects.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { runStages } from '../../functions/runStages.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';

type RebuildOptions = Pick<Ports, 'read' | 'annotate' | 'log' | 'clock'> & {
  /** Rebuild these keys instead of all keys that have a current version. */
  only?: Iterable<string>;
};

/** @throws if a stage fails; `log` has the cause */
export async function rebuild(
  inbox: Objects,
  { read, annotate, log, clock, only }: RebuildOptions,
): Promise<{ table: MemoryTable; search: MemorySearch }> {
  const table = new MemoryTable();
  const search = new MemorySearch();
  const ports = { inbox, read, annotate, archive: new MemoryObjects(clock), table, search, clock, log };
  const keys = only === undefined ? await currentKeys(inbox) : [...only];
  await runStages(ports, ({ uploads }) => enqueueKeys(uploads, keys));
  return { table, search };
}

/** All keys that have a current version. */
export async function currentKeys(inbox: Objects): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of paginate((cursor) => inbox.list('', cursor))) keys.push(key);
  return keys;
}
