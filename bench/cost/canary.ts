/**
 * What a run of the canary uses on AWS: the real canary, stages and records in memory, with everything
 * counted that AWS charges for. The seconds of the functions are assumed.
 */
import { type AwsUsage, noUsage } from '../../core/cost.ts';
import { readObject } from '../../core/formats/read.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Metrics } from '../../core/ports/metrics.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import {
  compactionDue,
  type FunctionName,
  queues as facts,
  queueNames,
} from '../../core/protocol/topology.ts';
import { canaryKey } from '../../core/records/canary.ts';
import { canary } from '../../functions/canary/canary.ts';
import { gigabytes } from '../../functions/deploymentCost.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { stages } from '../../functions/stages.ts';
import { annotator } from '../../runtime/annotator.ts';
import { meteredSearch } from '../../runtime/aws/meteredSearch.ts';
import { SmallObjects } from '../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { Meter, MeteredObjects, MeteredQueue, MeteredTable } from './meters.ts';

/** An invocation of a stage waits for a few calls; that of the canary lasts until its article is gone. */
const stageSeconds = 0.3;
const canarySeconds = 10;
/** How often the canary looks until it finds what it waits for. */
const looks = 4;
const silent: Log = { info() {}, warn() {}, error() {} };

/**
 * The usage of a run after earlier ones.
 *
 * @param metrics gets what the stages record
 */
export async function measureCanary(metrics?: Metrics): Promise<AwsUsage> {
  const meter = new Meter();
  let now = Date.parse('2026-03-06T09:00:00Z');
  const clock = () => now;
  const memory = forEachQueue(() => new MemoryQueue(now));
  const table = new MeteredTable(new MemoryTable(), meter);
  const search = new MemorySearch();
  const ports: Ports = {
    inbox: new MeteredObjects(new MemoryObjects(clock), 'inbox', meter),
    archive: new SmallObjects(new MeteredObjects(new MemoryObjects(clock), 'archive', meter), table, clock),
    table,
    queues: forEachQueue((name) => new MeteredQueue(memory[name], meter)) as unknown as Ports['queues'],
    search: meteredSearch(search, { add: (usage) => meter.add('search', usage) }),
    read: readObject,
    annotate: annotator(),
    clock,
    log: silent,
    ...(metrics && { metrics }),
  };
  const invoke = (name: FunctionName, seconds: number, messages: number) =>
    meter.add(name, { invocations: 1, messages, gigabyteSeconds: seconds * gigabytes(name) });

  async function work(): Promise<void> {
    // S3's notification is a request of the queue.
    meter.add('queue', { messages: 1 });
    await enqueueKeys(memory.uploads, [canaryKey]);
    for (const name of queueNames)
      for (let batch = memory[name].take(1); batch.length > 0; batch = memory[name].take(1)) {
        const { consumer } = facts[name];
        await stages[consumer](ports)({ Records: batch });
        invoke(consumer, stageSeconds, 2);
        // The row of what the process has spent, and those of the others.
        meter.add('budget', { writeUnits: 1, readUnits: 5 });
      }
    meter.add('search', share({ puts: 60, gets: 350 }, 1 / compactionDue.aws.merges));
  }

  async function run(): Promise<void> {
    let look = 0;
    await canary(ports, async () => {
      now += 1000;
      if (++look % looks === 0) await work();
    });
    invoke('canary', canarySeconds, 0);
  }

  await run();
  const before = { ...meter.used };
  await run();
  const used = noUsage();
  for (const name of Object.keys(used) as (keyof AwsUsage)[]) used[name] = meter.used[name] - before[name];
  return used;
}

const share = ({ puts, gets }: { puts: number; gets: number }, part: number): Partial<AwsUsage> => ({
  puts: puts * part,
  gets: gets * part,
});
