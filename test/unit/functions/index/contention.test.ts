/** Many executions count one entity at the same time. */
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import type { Table } from '../../../../core/ports/table.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { Random } from '../../../../core/random.ts';
import { keys } from '../../../../core/records/keys.ts';
import { DayCounts } from '../../../../functions/index/dayCounts.ts';
import { differingDays } from '../../../../functions/index/differingDays.ts';
import { indexStage } from '../../../../functions/index/indexStage.ts';
import { observeEntity } from '../../../../functions/index/observeEntity.ts';
import { tallyEntity } from '../../../../functions/index/tallies.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { silentLog } from '../../../silentLog.ts';

const entity = 'place/london';
const day = '2021-05-03';
const atOnce = 80;
const clock = () => 1_000_000_000;

/** Each call takes a few turns of the event loop. */
function slowTable(
  table: MemoryTable,
  random: Random,
  seen: (method: string, args: unknown[]) => void,
): Table {
  return new Proxy(table, {
    get: (target, method) => {
      const real = Reflect.get(target, method, target) as (...args: unknown[]) => Promise<unknown>;
      if (typeof real !== 'function') return real;
      return async (...args: unknown[]) => {
        for (let turns = random.below(6); turns >= 0; turns--) await new Promise(setImmediate);
        seen(String(method), args);
        return real.apply(target, args);
      };
    },
  });
}

const docOf = (n: number): string =>
  ((n * 2_654_435_761) % 2 ** 32).toString(16).padStart(8, '0').padEnd(32, '0');

/** Whatever loses ten races is postponed, never failed; its message comes again. */
async function handleAll(shardDocuments: readonly number[], withShards: boolean, before = 0) {
  const table = new MemoryTable();
  const own = { ...thresholds, shardDocuments };
  const post = async (doc: string) => {
    const row = { doc, day, token: 1, title: 'x', source: 'w', form: 'London', mentions: 1, others: [] };
    await table.put({ ...keys.posting(entity, day, doc), ...row });
  };
  for (let n = 0; n < before; n++) await post(docOf(atOnce + n));
  if (before > 0) await tallyEntity({ table, clock, thresholds: own }, entity, new Map([[day, {}]]));
  let counts = 0;
  const slow = slowTable(table, new Random(1), (method, args) => {
    if (method === 'query' && JSON.stringify(args).includes('DAY#')) counts++;
  });
  const touched = new MemoryQueue();
  const ports = {
    archive: new MemoryObjects(clock),
    search: new MemorySearch(),
    clock,
    queues: { touched, extracted: new MemoryQueue() },
  };
  const stage = indexStage({
    ...ports,
    table: slow,
    log: silentLog,
    thresholds: own,
  });
  const postponed: [string, string][] = [];
  const handle = async (messageId: string, body: string): Promise<void> => {
    const record = { messageId, body, attributes: { SentTimestamp: String(clock()) } };
    const { batchItemFailures } = await stage({ Records: [record] } as unknown as SQSEvent);
    for (const failure of batchItemFailures) {
      expect(failure.postponeSeconds).toBeGreaterThan(0);
      postponed.push([messageId, body]);
    }
  };
  await Promise.all(
    Array.from({ length: atOnce }, async (_, i) => {
      const doc = docOf(i);
      await post(doc);
      const shard = withShards ? { shard: doc.slice(0, 4) } : {};
      await handle(`${i}`, JSON.stringify({ hint: 'tally/1', day, entities: [entity], ...shard }));
    }),
  );
  // Each waits for 5 to 60 seconds, so that they come one after the other.
  const again = postponed.splice(0);
  for (const [messageId, body] of again) await handle(messageId, body);
  expect(postponed).toEqual([]);
  const rows = [...table.items()].filter(({ pk }) => pk === keys.entity(entity).pk);
  expect(await differingDays(entity, rows)).toEqual([]);
  expect((await table.get(keys.entity(entity)))?.documents).toBe(before + atOnce);
  return { counts, sent: touched.take(1).length };
}

it(`none of ${atOnce} counts of a day at once fails; after two lost races each leaves the work`, async () => {
  const { counts, sent } = await handleAll([1e9], true);
  expect(counts).toBeLessThanOrEqual(3 * atOnce);
  expect(sent).toBe(0);
});

it.each([
  ['that has no shards yet', [24], true, 0],
  ['by sixteen shards', [24], true, 30],
  ['by two hundred and fifty-six shards', [24, 60], true, 100],
  ['by shards that the messages do not name', [24], false, 30],
])(`none of ${atOnce} concurrent counts of a day %s fails`, async (_, shardDocuments, withShards, before) => {
  const { sent } = await handleAll(shardDocuments, withShards, before);
  expect(sent).toBe(0);
});

it('the names of an entity are known although others have counted all that was due', async () => {
  const table = new MemoryTable();
  const ports = { table, clock };
  const others = async (form: string) => {
    const doc = form.padEnd(32, '0');
    const row = { doc, day, token: 1, title: 'x', source: 'w', form, mentions: 1, others: [] };
    await table.put({ ...keys.posting(entity, day, doc), ...row });
    await tallyEntity(ports, entity, new Map([[day, {}]]));
  };
  const counts = new DayCounts(ports, entity, new Map([[day, {}]]));
  const observe = async () => observeEntity(ports, entity, await table.get(keys.entity(entity)), counts);
  expect(await observe()).toBeDefined();
  await others('London');
  expect(await observe()).toBeDefined();
  await others('Londres');
  expect(await observe()).toBeUndefined();
});
