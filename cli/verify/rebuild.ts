/** The records as they would be if everything were built anew from the bucket, in order and in good weather; in memory. */

import type { Objects } from '../../core/ports/objects.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { runStages } from '../../functions/runStages.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';

/**
 * @param only these keys, instead of all that have a current version
 * @throws where a stage fails; `log` has the cause
 */
export async function rebuild(
  inbox: Objects,
  {
    read,
    annotate,
    log,
    clock,
    only,
  }: Pick<Ports, 'read' | 'annotate' | 'log' | 'clock'> & { only?: Iterable<string> },
): Promise<{ table: MemoryTable; search: MemorySearch }> {
  const table = new MemoryTable();
  const search = new MemorySearch();
  const ports = { inbox, read, annotate, archive: new MemoryObjects(clock), table, search, clock, log };
  const keys = only === undefined ? await currentKeys(inbox) : [...only];
  await runStages(ports, ({ uploads }) => enqueueKeys(uploads, keys));
  return { table, search };
}

export async function currentKeys(inbox: Objects): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of paginate((cursor) => inbox.list('', cursor))) keys.push(key);
  return keys;
}
