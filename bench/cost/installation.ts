/** An installation in memory, with the stages in Lambda's batches and a meter on all that AWS charges for. */
import type { SQSRecord } from 'aws-lambda';
import { dayOf } from '../../core/dates/interval.ts';
import { readObject } from '../../core/formats/read.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { searchWait } from '../../core/protocol/searchWait.ts';
import type { Stage } from '../../core/protocol/stage.ts';
import { queues as facts, type QueueName } from '../../core/protocol/topology.ts';
import { gigabytes } from '../../functions/deploymentCost.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { stages } from '../../functions/stages.ts';
import { annotator } from '../../runtime/annotator.ts';
import { SmallObjects } from '../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { Timeline } from '../aws/timeline.ts';
import { errorsOnly } from '../errorsOnly.ts';
import { processorSince } from '../figures.ts';
import { DelayedQueue } from './delayedQueue.ts';
import { arrivingPerDay, type Delivery, publishedAt, rowsOfMerge, start } from './delivery.ts';
import { Meter, MeteredObjects, MeteredQueue, MeteredTable } from './meters.ts';
import { CompactionModel, MeteredSearch } from './searchMeter.ts';
import type { Text } from './texts.ts';

/** What a delivery goes through. */
export interface Installation {
  meter: Meter;
  time: Timeline;
  records: MemoryTable;
  queues: Record<QueueName, DelayedQueue>;
  compaction: CompactionModel;
  /** Puts the text of this number into the inbox, and notifies. */
  put(text: Text, number: number): Promise<void>;
  /**
   * Runs the stage of a queue on a batch.
   *
   * @param atOnce whether all of the batch became visible together
   * @returns the seconds that it took
   */
  handle(queue: QueueName, batch: SQSRecord[], atOnce?: boolean): Promise<number>;
  /** Charges what is still due for the search table, and closes it. */
  finish(): Promise<void>;
}

/** @param documents how many texts will come */
export async function openInstallation(delivery: Delivery, documents: number): Promise<Installation> {
  const meter = new Meter();
  const time = new Timeline(start);
  const clock = () => time.now;
  const inbox = new MemoryObjects(clock);
  const queues = forEachQueue(() => new DelayedQueue(clock));
  const records = new MemoryTable();
  const rows = rowsOfMerge(delivery);
  const flow = { perDay: delivery.perDay, arriving: arrivingPerDay(delivery), rows };
  const search = await MeteredSearch.open(meter, time, flow);
  await search.createTable(dayOf(start), documents / rows);
  const table = new MeteredTable(records, meter, time);
  const archive = new MeteredObjects(new MemoryObjects(clock), 'archive', meter, time);
  const ports = {
    inbox: new MeteredObjects(inbox, 'inbox', meter, time),
    read: readObject,
    annotate: annotator(),
    archive: new SmallObjects(archive, table, clock),
    table,
    search: search as unknown as Ports['search'], // the stages call `merge` alone
    queues: forEachQueue((name) => new MeteredQueue(queues[name], meter, time)) as unknown as Ports['queues'],
    clock,
    log: errorsOnly,
    searchWait: searchWait.aws,
  };
  const made = forEachQueue((name) => stages[facts[name].consumer](ports));
  const compaction = new CompactionModel(search, delivery.perDay);
  return {
    ...{ meter, time, records, queues, compaction },
    async put({ key, body }, number) {
      const published = new Date(publishedAt(delivery, number)).toISOString();
      await inbox.put(key, body, { metadata: { published } });
      // S3's notification is a request of the queue.
      meter.add('queue', { messages: 1 });
      await enqueueKeys(queues.uploads, [key]);
    },
    handle: (name, batch, atOnce = facts[name].window.aws === 0) =>
      runStage(made[name], { meter, time }, name, { batch, atOnce }),
    async finish() {
      await search.summarize(documents);
      await compaction.end();
      await search.close();
    },
  };
}

/** @returns the seconds that it took */
async function runStage(
  stage: Stage,
  { meter, time }: { meter: Meter; time: Timeline },
  name: QueueName,
  { batch, atOnce }: { batch: SQSRecord[]; atOnce: boolean },
): Promise<number> {
  const { consumer } = facts[name];
  const cpu = process.cpuUsage();
  const waited = await time.measure(async () => {
    const { batchItemFailures } = await stage({ Records: batch });
    if (batchItemFailures.length > 0) throw new Error(`${consumer}: ${batchItemFailures[0]?.error}`);
  });
  const seconds = (waited + processorSince(cpu)) / 1000;
  meter.add(consumer, {
    invocations: 1,
    gigabyteSeconds: seconds * gigabytes(consumer),
    // One request to receive and one to delete, per ten messages. While a window is open, messages are
    // received as they come, unless they become visible together.
    messages: Math.ceil(batch.length / 10) + Math.ceil(batch.length / (atOnce ? 10 : 2)),
  });
  return seconds;
}
