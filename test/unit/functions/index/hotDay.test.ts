import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { Query } from '../../../../core/ports/table.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { keys } from '../../../../core/records/keys.ts';
import { type IndexPorts, indexStage } from '../../../../functions/index/index.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const entity = 'place/london';
const day = '2021-05-03';
const silent = { info() {}, warn() {}, error() {} };

/** An entity in many documents of one day, while more arrive. */
class HotDay {
  now = 1_000_000_000;
  counts = 0;
  documents = 0;
  readonly table = new MemoryTable();
  readonly waiting: { body: string; sent: number; visible: number }[] = [];
  readonly #stage;

  constructor() {
    const table = new Proxy(this.table, {
      get: (target, name) => {
        if (name === 'query') {
          return (query: Query) => {
            if (query.prefix?.startsWith('DAY#')) this.counts++;
            return target.query(query);
          };
        }
        const method = Reflect.get(target, name) as unknown;
        return typeof method === 'function' ? method.bind(target) : method;
      },
    });
    const touched: Ports['queues']['touched'] = {
      send: async (bodies, options) => {
        for (const body of bodies)
          this.waiting.push({
            body,
            sent: this.now,
            visible: this.now + 1000 * (options?.delaySeconds ?? 0),
          });
      },
      depth: async () => ({ pending: this.waiting.length, dead: 0 }),
    };
    const clock = () => this.now;
    const ports: IndexPorts = {
      table,
      archive: new MemoryObjects(clock),
      search: new MemorySearch(),
      queues: { touched },
      clock,
      log: silent,
    };
    this.#stage = indexStage(ports);
  }

  async publish(documents: number): Promise<void> {
    for (let i = 0; i < documents; i++) {
      const doc = String(this.documents++).padStart(32, '0');
      await this.table.put({
        ...keys.posting(entity, day, doc),
        doc,
        day,
        token: 1,
        title: 'x',
        source: 'wire',
        form: 'London',
        mentions: 2,
        others: [],
      });
    }
    this.waiting.push({
      body: JSON.stringify({ hint: 'tally/1', day, entities: [entity] }),
      sent: this.now,
      visible: this.now,
    });
  }

  /** Delivers the visible messages in batches of one, which is the worst case. */
  async deliver(): Promise<void> {
    for (const message of this.waiting.filter(({ visible }) => visible <= this.now)) {
      this.waiting.splice(this.waiting.indexOf(message), 1);
      const record = {
        messageId: 'm',
        body: message.body,
        attributes: { SentTimestamp: String(message.sent) },
      };
      const { batchItemFailures } = await this.#stage({ Records: [record] } as unknown as SQSEvent);
      expect(batchItemFailures).toEqual([]);
    }
  }

  async tally(): Promise<{ documents: number; mentions: number }> {
    const month = await this.table.get(keys.tally(entity, day));
    return month?.d03 as { documents: number; mentions: number };
  }
}

describe('the count of an entity on a hot day', () => {
  it('is made at most once a minute, however many messages arrive, and ends up right', async () => {
    const hot = new HotDay();
    await hot.publish(1500);
    await hot.deliver();
    expect(hot.counts).toBe(1);
    for (let second = 0; second < 600; second++) {
      hot.now += 1000;
      await hot.publish(1);
      await hot.deliver();
    }
    expect(hot.counts).toBeLessThanOrEqual(12); // ten minutes
    while (hot.waiting.length > 0) {
      hot.now += 10_000;
      await hot.deliver();
    }
    expect(await hot.tally()).toMatchObject({ documents: 2100, mentions: 4200 });
    expect((await hot.table.get(keys.entity(entity)))?.documents).toBe(2100);
    expect(hot.counts).toBeLessThanOrEqual(14);
  });

  it('is made at once after the clock was set back', async () => {
    const hot = new HotDay();
    await hot.publish(1500);
    await hot.deliver();
    hot.now -= 3600_000;
    await hot.publish(1);
    await hot.deliver();
    expect(hot.waiting).toEqual([]);
    expect(await hot.tally()).toMatchObject({ documents: 1501 });
  });

  it('of a quiet day is made for every message', async () => {
    const quiet = new HotDay();
    for (let i = 0; i < 5; i++) {
      await quiet.publish(1);
      await quiet.deliver();
    }
    expect(quiet.counts).toBe(5);
    expect(await quiet.tally()).toMatchObject({ documents: 5 });
  });
});
