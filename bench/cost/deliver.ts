/** Brings texts into an installation in memory as they would come on AWS, and meters it. */
import { type AwsUsage, noUsage } from '../../core/cost.ts';
import { queues as facts, type QueueName } from '../../core/protocol/topology.ts';
import { documentMeta } from '../../core/records/document.ts';
import type { MemoryTable } from '../../runtime/memory/table.ts';
import { coldStartOf, latency, second } from '../aws/facts.ts';
import { type Delivery, documentsOfWindow, publishedAt } from './delivery.ts';
import { type Installation, openInstallation } from './installation.ts';
import type { Meter } from './meters.ts';
import type { Text } from './texts.ts';

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

/** Until a document is stored, in seconds. */
const coldStarts = (coldStartOf('normalize') + coldStartOf('extract') + coldStartOf('store')) / second;

/** @returns what the documents took, on average */
export async function deliver(texts: readonly Text[], delivery: Delivery): Promise<Measured> {
  const installation = await openInstallation(delivery, texts.length);
  const { meter, records } = installation;
  if (delivery.isBulk) {
    await deliverInBulk(installation, texts);
    await installation.finish();
    return summaryOf(meter, records, texts.length);
  }
  const seconds = await deliverAsTheyCome(installation, texts, delivery);
  await installation.finish();
  const p95 = seconds.sort((a, b) => a - b)[Math.floor(0.95 * seconds.length)];
  const queryable = p95 === undefined ? {} : { queryable: { warm: p95, cold: p95 + coldStarts } };
  return { ...summaryOf(meter, records, texts.length), ...queryable };
}

/** All texts go through one stage after the other. */
async function deliverInBulk(
  { queues, put, handle, compaction }: Installation,
  texts: readonly Text[],
): Promise<void> {
  for (const [i, text] of texts.entries()) await put(text, i);
  for (const name of Object.keys(queues) as QueueName[])
    for (let batch = queues[name].take(facts[name].batch); batch.length > 0; ) {
      await handle(name, batch);
      batch = queues[name].take(facts[name].batch);
      await compaction.whenDue();
    }
}

/**
 * Each text goes through normalize, extract and store alone. `index` gets what came within its window, and
 * the search rows that wait for rounds.
 *
 * @returns the seconds from the upload of each until it can be queried
 */
async function deliverAsTheyCome(
  { time, queues, put, handle, compaction }: Installation,
  texts: readonly Text[],
  delivery: Delivery,
): Promise<number[]> {
  const { touched, ...immediate } = queues;
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
  const perWindow = documentsOfWindow(delivery.perDay);
  const seconds: number[] = [];
  let windows = 0;
  for (const [i, text] of texts.entries()) {
    const arrival = publishedAt(delivery, i);
    await handleRounds(arrival);
    time.now = Math.max(time.now, arrival);
    await put(text, i);
    let taken = latency.notification / second;
    for (const name of Object.keys(immediate) as QueueName[])
      for (let batch = queues[name].take(1); batch.length > 0; batch = queues[name].take(1))
        taken += await handle(name, batch);
    seconds.push(taken);
    if (i + 1 < (windows + 1) * perWindow && i + 1 < texts.length) continue;
    windows++;
    await index(false);
  }
  await handleRounds(Number.MAX_VALUE);
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
