/** Brings texts into an installation in memory as they would come on AWS, and meters it. */
import type { SQSRecord } from 'aws-lambda';
import { type AwsUsage, noUsage } from '../../core/cost.ts';
import { dayOf } from '../../core/dates/interval.ts';
import { readObject } from '../../core/formats/read.ts';
import { defaultWriteUnits, flowFor } from '../../core/protocol/flow.ts';
import { enqueueKeys } from '../../core/protocol/messages.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { searchWait } from '../../core/protocol/searchWait.ts';
import type { Stage } from '../../core/protocol/stage.ts';
import { queues as facts, type QueueName, queueNames } from '../../core/protocol/topology.ts';
import { documentMeta } from '../../core/records/document.ts';
import { gigabytes } from '../../functions/deploymentCost.ts';
import { stages } from '../../functions/stages.ts';
import { annotator } from '../../runtime/annotator.ts';
import { SmallObjects } from '../../runtime/aws/smallObjects.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryTable } from '../../runtime/memory/table.ts';
import { errorsOnly } from '../errorsOnly.ts';
import { DelayedQueue } from './delayedQueue.ts';
import { Meter, MeteredObjects, MeteredQueue, MeteredTable } from './meters.ts';
import { CompactionModel, MeteredSearch } from './searchMeter.ts';
import type { Text } from './texts.ts';
import { VirtualTime } from './virtualTime.ts';

export interface Delivery {
  /** Documents published in a day; also how many arrive in one, unless all arrive at once. */
  perDay: number;
  /** All are in the inbox before the first one is handled, so every batch is full. */
  isBulk?: boolean;
}

export interface Measured {
  documents: number;
  /**
   * Seconds from the upload until a document is queryable, that is stored, in 95 of 100 cases: with
   * executions that are there already, and with a cold start at each stage. Absent in bulk.
   */
  queryable?: { warm: number; cold: number };
  /** Averages. */
  characters: number;
  postings: number;
  /** Entities that no document before named. */
  names: number;
  perDocument: AwsUsage;
  /** The same by kind of row, object and request. */
  kinds: Map<string, AwsUsage>;
}

/** S3's notification, and the cold starts of normalize, extract and store, in seconds. */
const notification = 0.5;
const coldStarts = 0.9 + 1.5 + 0.7;

const start = Date.parse('2024-03-01T00:00:00Z');
const day = 24 * 3600 * 1000;

export async function deliver(texts: readonly Text[], delivery: Delivery): Promise<Measured> {
  const meter = new Meter();
  const time = new VirtualTime(start);
  const clock = () => time.now;
  const inbox = new MemoryObjects(clock);
  const memory = Object.fromEntries(queueNames.map((name) => [name, new DelayedQueue(clock)])) as Record<
    QueueName,
    DelayedQueue
  >;
  const records = new MemoryTable();
  const table = new MeteredTable(records, meter, time);
  const rows = rowsOfMerge(delivery);
  const flow = { perDay: delivery.perDay, arriving: arrivingPerDay(delivery), rows };
  const search = await MeteredSearch.open(meter, time, flow);
  await search.createTable(dayOf(start), texts.length / rows);
  const archive = new MeteredObjects(new MemoryObjects(clock), 'archive', meter, time);
  const ports = {
    inbox: new MeteredObjects(inbox, 'inbox', meter, time),
    read: readObject,
    annotate: annotator(),
    archive: new SmallObjects(archive, table, clock),
    table,
    search: search as unknown as Ports['search'], // the stages call `merge` alone
    queues: Object.fromEntries(
      queueNames.map((name) => [name, new MeteredQueue(memory[name], meter, time)]),
    ) as unknown as Ports['queues'],
    clock,
    log: errorsOnly,
    searchWait: searchWait.aws,
  };
  const made = Object.fromEntries(
    queueNames.map((name) => [name, stages[facts[name].consumer](ports)]),
  ) as Record<QueueName, Stage>;
  const handle = (name: QueueName, batch: SQSRecord[], atOnce = facts[name].window.aws === 0) =>
    runStage(made[name], { meter, time }, name, { batch, atOnce });
  const compaction = new CompactionModel(search, delivery.perDay);

  const put = async ({ key, body }: Text, i: number) => {
    const published = new Date(start + (i * day) / delivery.perDay).toISOString();
    await inbox.put(key, body, { metadata: { published } });
    // S3's notification is a request of the queue.
    meter.add('queue', { messages: 1 });
    await enqueueKeys(memory.uploads, [key]);
  };
  const seconds: number[] = [];
  if (delivery.isBulk) {
    for (const [i, text] of texts.entries()) await put(text, i);
    for (const name of queueNames) {
      for (let batch = memory[name].take(facts[name].batch); batch.length > 0; ) {
        await handle(name, batch);
        batch = memory[name].take(facts[name].batch);
        await compaction.whenDue();
      }
    }
  } else {
    const { touched, ...immediate } = memory;
    const perWindow = documentsOfWindow(delivery.perDay);
    let windows = 0;
    /** Handles what is visible. @param atOnce whether all of it became visible together */
    const index = async (atOnce: boolean) => {
      for (let batch = touched.take(facts.touched.batch); batch.length > 0; ) {
        await handle('touched', batch, atOnce);
        batch = touched.take(facts.touched.batch);
        await compaction.whenDue();
      }
    };
    /** Handles what waits for rounds, each once its window is over. */
    const handleRounds = async (until: number) => {
      const window = facts.touched.window.aws * 1000;
      for (let end = touched.due + window; end <= until; end = touched.due + window) {
        time.now = Math.max(time.now, end);
        await touched.release();
        await index(true);
      }
    };
    for (const [i, text] of texts.entries()) {
      const arrival = start + (i * day) / delivery.perDay;
      await handleRounds(arrival);
      time.now = Math.max(time.now, arrival);
      await put(text, i);
      let taken = notification;
      for (const name of Object.keys(immediate) as QueueName[])
        for (let batch = memory[name].take(1); batch.length > 0; batch = memory[name].take(1))
          taken += await handle(name, batch);
      seconds.push(taken);
      if (i + 1 < (windows + 1) * perWindow && i + 1 < texts.length) continue;
      windows++;
      await index(false);
    }
    await handleRounds(Number.MAX_VALUE);
  }
  await search.summarize(texts.length);
  await compaction.end();
  await search.close();
  const p95 = seconds.sort((a, b) => a - b)[Math.floor(0.95 * seconds.length)];
  const queryable = p95 === undefined ? {} : { queryable: { warm: p95, cold: p95 + coldStarts } };
  return { ...summaryOf(meter, records, texts.length), ...queryable };
}

/** A window begins with its first message, and what comes in the meantime joins it. */
function documentsOfWindow(perDay: number, seconds: number = facts.touched.window.aws): number {
  return 1 + (perDay * seconds * 1000) / day;
}

/** About how many rows are merged together. */
function rowsOfMerge({ perDay, isBulk }: Delivery): number {
  if (isBulk) return facts.touched.batch;
  const { rows, roundSeconds, rounds } = searchWait.aws;
  const window = facts.touched.window.aws;
  const waits = [window, ...Array.from({ length: rounds }, (_, i) => (i + 1) * roundSeconds)];
  const perWait = waits.map((seconds) => documentsOfWindow(perDay, seconds));
  return perWait.find((documents, i) => documents >= rows || i === rounds) ?? 1;
}

/** In bulk, what the flow lets through in a day. */
function arrivingPerDay({ perDay, isBulk }: Delivery): number {
  return isBulk ? (flowFor(defaultWriteUnits).documentsPerSecond * day) / 1000 : perDay;
}

/** @returns the seconds that it took */
async function runStage(
  stage: Stage,
  { meter, time }: { meter: Meter; time: VirtualTime },
  name: QueueName,
  { batch, atOnce }: { batch: SQSRecord[]; atOnce: boolean },
): Promise<number> {
  const { consumer } = facts[name];
  const cpu = process.cpuUsage();
  const waited = await time.measure(async () => {
    const { batchItemFailures } = await stage({ Records: batch });
    if (batchItemFailures.length > 0) throw new Error(`${consumer}: ${batchItemFailures[0]?.error}`);
  });
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (waited + (user + system) / 1000) / 1000;
  meter.add(consumer, {
    invocations: 1,
    gigabyteSeconds: seconds * gigabytes(consumer),
    // One request to receive and one to delete, per ten messages. While a window is open, messages are
    // received as they come, unless they become visible together.
    messages: Math.ceil(batch.length / 10) + Math.ceil(batch.length / (atOnce ? 10 : 2)),
  });
  return seconds;
}

function summaryOf(meter: Meter, table: MemoryTable, documents: number): Measured {
  const average = (used: AwsUsage): AwsUsage => {
    const averaged = noUsage();
    for (const name of Object.keys(used) as (keyof AwsUsage)[]) averaged[name] = used[name] / documents;
    return averaged;
  };
  let [characters, postings, names] = [0, 0, 0];
  for (const item of table.items()) {
    if (item.sk.startsWith('DAY#')) postings++;
    if (item.pk.startsWith('ENT#') && item.sk === 'META') names++;
    if (item.pk.startsWith('DOC#') && item.sk === 'META')
      characters += documentMeta.parse(item).counts?.characters ?? 0;
  }
  return {
    documents,
    characters: characters / documents,
    postings: postings / documents,
    names: names / documents,
    perDocument: average(meter.used),
    kinds: new Map([...meter.kinds].map(([kind, used]) => [kind, average(used)])),
  };
}
