/** One day of one entity: its postings arrive over the day, and the real stage counts them. */
import type { SQSEvent } from 'aws-lambda';
import { daysAfter } from '../../core/dates/interval.ts';
import { hash } from '../../core/hash.ts';
import type { Item } from '../../core/ports/table.ts';
import type { Random } from '../../core/random.ts';
import { keys } from '../../core/records/keys.ts';
import { indexStage } from '../../functions/index/indexStage.ts';
import { entityRows } from '../../functions/index/tallies.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { MemoryObjects } from '../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';
import { MemorySearch } from '../../runtime/memory/search.ts';
import { Meter, MeteredTable } from '../cost/meters.ts';

const entity = 'place/united-kingdom';
const name = 'United Kingdom';
const today = '2026-11-27';
/** The other entities that a posting names. With them it has 430 bytes, as on average in the BBC corpus. */
const others = Array.from({ length: 12 }, (_, i) => `person/somebody-else-${i}`);
const millisecondsPerDay = 24 * 3600 * 1000;

export interface Arrival {
  /** The event source mapping of index waits so long for a batch to fill. */
  windowSeconds: number;
  /** So many batches are filled at once, each with its share of the messages. */
  batchesAtOnce: number;
}

function postingOf(day: string, doc: string): Item {
  const title = 'Ministers agree on the next steps';
  const posting = { doc, day, token: 1, title, source: 'BBC News', form: name, mentions: 2, others };
  return { ...keys.posting(entity, day, doc), ...posting };
}

/** The units that counting used. What store reads and writes is not among them. */
export interface CountedDay {
  readUnits: number;
  writeUnits: number;
  /** What a batch reads once for all of its entities: the log of decisions. */
  readUnitsOfBatch: number;
}

/** How the meter calls the rows of the log. */
const decisionRows = 'row DECISIONS';

export async function countEntityDay(
  postings: number,
  earlierDays: number,
  { windowSeconds, batchesAtOnce }: Arrival,
  random: Random,
): Promise<CountedDay> {
  const table = new SqliteTable(':memory:');
  const meter = new Meter();
  let now = Date.parse(today);
  const clock = () => now;
  const stage = indexStage({
    archive: new MemoryObjects(clock),
    search: new MemorySearch(),
    table: new MeteredTable(table, meter),
    queues: { extracted: new MemoryQueue(), touched: new MemoryQueue() },
    clock,
    log: { info() {}, warn() {}, error: console.error },
  } as Parameters<typeof indexStage>[0]);
  const counts = {
    documents: postings,
    mentions: 2 * postings,
    forms: { [name]: postings },
    also: {},
    roles: {},
  };
  const earlier = Array.from(
    { length: earlierDays },
    (_, i) => [daysAfter(today, i - earlierDays), counts] as const,
  );
  for (const row of entityRows(entity, earlier, 1).rows) await table.put(row);
  const arrivals = Array.from({ length: postings }, () => random.next() * millisecondsPerDay).sort(
    (a, b) => a - b,
  );
  const batches = Map.groupBy(
    arrivals,
    (at) => `${Math.floor(at / (windowSeconds * 1000))} ${random.below(batchesAtOnce)}`,
  );
  let number = 0;
  for (const [batch, its] of batches) {
    now = Date.parse(today) + (Number(batch.split(' ')[0]) + 1) * windowSeconds * 1000;
    const docs = its.map(() => hash(String(postings), String(number++)));
    await Promise.all(docs.map((doc) => table.put(postingOf(today, doc))));
    const records = docs.map((doc) => ({
      messageId: doc,
      body: JSON.stringify({ hint: 'tally/1', day: today, entities: [entity], shard: doc.slice(0, 4) }),
      attributes: { SentTimestamp: String(now) },
    }));
    const { batchItemFailures } = await stage({ Records: records } as unknown as SQSEvent);
    if (batchItemFailures.length > 0) throw new Error('A count failed.');
  }
  const row = await table.get(keys.entity(entity));
  if (row?.documents !== postings * (earlierDays + 1))
    throw new Error(`${row?.documents} documents counted.`);
  table.close();
  const { readUnits, writeUnits } = meter.used;
  const ofBatches = meter.kinds.get(decisionRows)?.readUnits ?? 0;
  return { readUnits: readUnits - ofBatches, writeUnits, readUnitsOfBatch: ofBatches / batches.size };
}
