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
  /** How long a count takes. */
  countMilliseconds = 0;
  documents = 0;
  readonly table = new MemoryTable();
  readonly waiting: { body: string; sent: number; visible: number }[] = [];
  readonly #stage;

  constructor() {
    const table = new Proxy(this.table, {
      get: (target, name) => {
        if (name === 'query') {
          return async (query: Query) => {
            const found = await target.query(query);
            if (query.prefix?.startsWith('DAY#')) {
              this.counts++;
              this.now += this.countMilliseconds;
            }
            return found;
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

  /** @param age milliseconds that the message is old when it arrives */
  async publish(documents: number, age = 0): Promise<void> {
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
      sent: this.now - age,
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

  it.each([
    ['is made again, in its turn, for a message sent as long before as clocks differ', 4_000, 1],
    ['is not made for a message that was sent longer before', 6_000, 0],
  ])('%s', async (_, age, more) => {
    const hot = new HotDay();
    await hot.publish(1500);
    await hot.deliver();
    await hot.publish(1, age);
    await hot.deliver();
    expect(hot.waiting.map(({ visible }) => visible - hot.now)).toEqual(more === 0 ? [] : [60_000]);
    hot.now += 60_000;
    await hot.deliver();
    expect(hot.counts).toBe(1 + more);
    expect(await hot.tally()).toMatchObject({ documents: 1500 + more });
  });

  it('notes when it began: it lacks what was published meanwhile', async () => {
    const hot = new HotDay();
    await hot.publish(1500);
    hot.countMilliseconds = 20_000;
    await hot.deliver();
    await hot.publish(1, 10_000);
    await hot.deliver();
    expect(hot.waiting).toHaveLength(1);
    hot.now += 60_000;
    await hot.deliver();
    expect(await hot.tally()).toMatchObject({ documents: 1501 });
  });

  it('is that of a hot day from a thousand documents on', async () => {
    for (const [documents, counts] of [
      [999, 2],
      [1000, 1],
    ] as const) {
      const day = new HotDay();
      await day.publish(documents);
      await day.deliver();
      await day.publish(0);
      await day.deliver();
      expect(day.counts).toBe(counts);
    }
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
