/** Many executions count one entity at the same time. */
import type { SQSEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { Random } from '../../../../core/random.ts';
import { keys } from '../../../../core/records/keys.ts';
import { indexStage } from '../../../../functions/index/index.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';
const day = '2021-05-03';
const atOnce = 80;
const batches = 5;

it(`none of ${atOnce} concurrent counts fails; after two lost races each leaves the work`, async () => {
  const table = new MemoryTable();
  const random = new Random(1);
  let counts = 0;
  let posted = 0;
  const slow = new Proxy(table, {
    get: (target, method) => {
      const real = Reflect.get(target, method, target) as (...args: unknown[]) => Promise<unknown>;
      if (typeof real !== 'function') return real;
      return async (...args: unknown[]) => {
        for (let turns = random.below(6); turns >= 0; turns--) await new Promise(setImmediate);
        if (method === 'query' && JSON.stringify(args).includes('DAY#')) counts++;
        return real.apply(target, args);
      };
    },
  });
  const delayed: string[] = [];
  const touched: Ports['queues']['touched'] = {
    send: async (bodies) => void delayed.push(...bodies),
    depth: async () => ({ pending: 0, dead: 0 }),
  };
  const clock = () => 1_000_000_000;
  const ports = { archive: new MemoryObjects(clock), search: new MemorySearch(), clock, queues: { touched } };
  const stage = indexStage({ ...ports, table: slow, log: { info() {}, warn() {}, error() {} } });
  const body = JSON.stringify({ hint: 'tally/1', day, entities: [entity] });
  const handle = (messageId: string, text: string) =>
    stage({
      Records: [{ messageId, body: text, attributes: { SentTimestamp: String(clock()) } }],
    } as unknown as SQSEvent);

  await Promise.all(
    Array.from({ length: atOnce }, async (_, i) => {
      for (let n = 0; n < batches; n++) {
        const doc = String(posted++).padStart(32, '0');
        const row = { doc, day, token: 1, title: 'x', source: 'w', form: 'London', mentions: 1, others: [] };
        await table.put({ ...keys.posting(entity, day, doc), ...row });
        expect(await handle(`${i} ${n}`, body)).toEqual({ batchItemFailures: [] });
      }
    }),
  );
  expect(counts).toBeLessThanOrEqual(2 * atOnce * batches);
  expect(delayed).toEqual([]);
  expect((await table.get(keys.entity(entity)))?.documents).toBe(atOnce * batches);
});
