/**
 * `npm run bench:cost [-- --documents N]`: sends generated news through the real stages over ports in memory
 * and counts what AWS would charge for. Prints the usage per document and the cost of a million. Units and
 * requests are exact for this corpus; seconds depend on the machine.
 */
import { parseArgs } from 'node:util';
import { type AwsUsage, billFor } from '../core/cost.ts';
import { readObject } from '../core/formats/read.ts';
import type { Log } from '../core/ports/log.ts';
import { enqueueKeys } from '../core/protocol/messages.ts';
import { queues as facts, type QueueName, queueNames } from '../core/protocol/topology.ts';
import { functions } from '../functions/functions.ts';
import { stages } from '../functions/stages.ts';
import { annotator } from '../runtime/annotator.ts';
import { MemoryObjects } from '../runtime/memory/objects.ts';
import { MemoryQueue } from '../runtime/memory/queue.ts';
import { MemorySearch } from '../runtime/memory/search.ts';
import { MemoryTable } from '../runtime/memory/table.ts';
import { MeteredObjects, MeteredQueue, MeteredTable } from './cost/meteredPorts.ts';
import { corpus } from './generator/corpus.ts';

const silent: Log = {
  info: () => {},
  warn: () => {},
  error: (message, details) => console.error(message, details),
};

/**
 * The average usage per document. Runs every operation of the corpus, because overwrites and deletions cost
 * too.
 */
export async function measure(documents: number, seed: number): Promise<AwsUsage> {
  const used: AwsUsage = {
    writeUnits: 0,
    readUnits: 0,
    puts: 0,
    gets: 0,
    messages: 0,
    invocations: 0,
    gigabyteSeconds: 0,
  };
  const clock = Date.now;
  const inbox = new MemoryObjects(clock);
  const memory = Object.fromEntries(queueNames.map((name) => [name, new MemoryQueue()])) as Record<
    QueueName,
    MemoryQueue
  >;
  const queues = Object.fromEntries(
    queueNames.map((name) => [name, new MeteredQueue(memory[name], used)]),
  ) as unknown as Record<QueueName, MemoryQueue>;
  const ports = {
    inbox: new MeteredObjects(inbox, used),
    read: readObject,
    annotate: annotator(),
    archive: new MeteredObjects(new MemoryObjects(clock), used),
    table: new MeteredTable(new MemoryTable(), used),
    search: new MemorySearch(),
    queues,
    clock,
    log: silent,
  };
  const keys: string[] = [];
  for (const operation of corpus({ documents, seed })) {
    if (operation.op === 'delete') await inbox.delete(operation.key);
    else await inbox.put(operation.key, operation.body);
    keys.push(operation.key);
  }
  await enqueueKeys(memory.uploads, keys);
  for (const name of queueNames) {
    const { consumer, batch } = facts[name];
    const stage = stages[consumer](ports);
    for (let records = memory[name].take(batch); records.length > 0; records = memory[name].take(batch)) {
      const started = performance.now();
      await stage({ Records: records });
      used.gigabyteSeconds += ((performance.now() - started) / 1000) * (functions[consumer].memoryMB / 1024);
      used.invocations++;
      // One request to receive and one to delete, per ten messages.
      used.messages += 2 * Math.ceil(records.length / 10);
    }
  }
  const perDocument = Object.entries(used).map(([name, value]) => [
    name,
    Number((value / documents).toPrecision(3)),
  ]);
  return Object.fromEntries(perDocument) as unknown as AwsUsage;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { documents: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
  });
  const usage = await measure(Number(values.documents), Number(values.seed));
  const million = Object.fromEntries(
    Object.entries(billFor(usage, 1_000_000)).map(([name, dollars]) => [name, Number(dollars.toFixed(2))]),
  );
  console.log(JSON.stringify({ perDocument: usage, dollarsPerMillion: million }));
}
