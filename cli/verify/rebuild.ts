/** The records as they would be if everything were built anew from the bucket, in order and in good weather; in memory. */
import { readObject } from '../../core/formats/read.ts';
import { lookAtKeys } from '../../core/messages.ts';
import { every, type Objects, type Ports } from '../../core/ports.ts';
import type { Stage } from '../../core/stage.ts';
import { type ConsumerName, queues as facts, type QueueName, queueNames } from '../../core/topology.ts';
import { extractStage } from '../../functions/extract/extract.ts';
import { indexStage } from '../../functions/index/index.ts';
import { normalizeStage } from '../../functions/normalize/normalize.ts';
import { storeStage } from '../../functions/store/store.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';

const stages: Record<ConsumerName, (ports: Ports) => Stage> = {
  normalize: normalizeStage,
  extract: extractStage,
  store: storeStage,
  index: indexStage,
};
const batch = 500;

/**
 * @param only these keys, instead of all that have a current version
 * @throws where a stage fails; `log` has the cause
 */
export async function rebuild(
  inbox: Objects,
  { log, clock, only }: Pick<Ports, 'log' | 'clock'> & { only?: Iterable<string> },
): Promise<{ table: MemoryTable; search: MemorySearch }> {
  const table = new MemoryTable();
  const search = new MemorySearch();
  const queues = Object.fromEntries(queueNames.map((name) => [name, new MemoryQueue()])) as Record<QueueName, MemoryQueue>;
  const ports: Ports = { inbox, read: readObject, archive: new MemoryObjects(clock), table, search, queues, clock, log };
  await lookAtKeys(queues.uploads, only === undefined ? await currentKeys(inbox) : [...only]);
  for (const name of queueNames) {
    const { consumer } = facts[name];
    const stage = stages[consumer](ports);
    for (let records = queues[name].take(batch); records.length > 0; records = queues[name].take(batch)) {
      const { batchItemFailures } = await stage({ Records: records });
      if (batchItemFailures.length > 0) throw new Error(`the rebuild failed in ${consumer}`);
    }
  }
  return { table, search };
}

export async function currentKeys(inbox: Objects): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of every((cursor) => inbox.list('', cursor))) keys.push(key);
  return keys;
}
