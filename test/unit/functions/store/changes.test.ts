/** The log of changes ends with the truth, whoever dies or is slow. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { Condition, Item, Table } from '../../../../core/ports/table.ts';
import { enqueueDocuments } from '../../../../core/protocol/messages.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { readChanges } from '../../../../core/queries/changes.ts';
import { documentMeta } from '../../../../core/records/document.ts';
import { keys } from '../../../../core/records/keys.ts';
import { extract } from '../../../../functions/extract/extract.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { store, storeStage } from '../../../../functions/store/store.ts';
import { annotator } from '../../../../runtime/annotator.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts, memoryQueues } from '../../../memoryPorts.ts';

const key = 'a.txt';
const story = (title: string) =>
  `${title}\n\nLondon, 3 May 2021. Antony Blinken met the mayor of London on Monday, the office said.`;
const dayAfter = '2026-01-02T00:00:00.000Z';

class Desk {
  now = Date.parse('2026-01-01T12:00:00Z');
  readonly #clock = () => this.now;
  readonly table = new MemoryTable();
  #docs: string[] = [];
  readonly ports: Ports = {
    ...memoryPorts(this.#clock),
    table: this.table,
    annotate: annotator(),
    queues: {
      ...memoryQueues(),
      normalized: {
        send: async (bodies) => void this.#docs.push(...bodies.map((body) => JSON.parse(body).doc)),
        depth: async () => ({ pending: 0, dead: 0 }),
      },
    },
  };

  /** Ports whose table calls `before` before each write. */
  with(before: (item: Item) => Promise<void> | void): Ports {
    const table: Table = new Proxy(this.table, {
      get: (target, method) => {
        const real = Reflect.get(target, method, target) as (...args: unknown[]) => unknown;
        if (method === 'put')
          return async (item: Item, ...rest: unknown[]) => {
            await before(item);
            return real.call(target, item, ...rest);
          };
        if (method === 'update')
          return async (row: object, set: object, ...rest: unknown[]) => {
            await before({ ...row, ...set } as Item);
            return real.call(target, row, set, ...rest);
          };
        return real.bind(target);
      },
    });
    return { ...this.ports, table };
  }

  /** The bucket changes, and everything up to store follows. @returns the document */
  async change(title?: string): Promise<string> {
    this.now += 1000;
    if (title === undefined) await this.ports.inbox.delete(key);
    else await this.ports.inbox.put(key, story(title));
    this.#docs = [];
    await normalize(this.ports, key);
    const [doc = ''] = this.#docs;
    await extract(this.ports, doc);
    return doc;
  }

  async log(): Promise<string[]> {
    const { changes } = await readChanges(this.table, '2026-01-01T00:00:00.000Z', dayAfter, 100);
    return changes.map(({ reason, title }) => `${reason} ${title}`);
  }

  async isThere(doc: string): Promise<boolean> {
    const meta = documentMeta.parse(await this.table.get(keys.document(doc)));
    return meta.applied?.basis !== undefined && meta.settled === meta.token;
  }
}

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});

describe('the log of changes', () => {
  it('has one change for each change of the document', async () => {
    for (const title of ['Minister meets mayor', 'Mayor meets minister', undefined]) {
      const doc = await desk.change(title);
      await store(desk.ports, doc);
      await store(desk.ports, doc);
    }
    expect(await desk.log()).toEqual([
      'created Minister meets mayor',
      'revised Mayor meets minister',
      'removed Mayor meets minister',
    ]);
  });

  it('has none of a document that never was, however often messages ask', async () => {
    for (let times = 0; times < 2; times++) await store(desk.ports, 'f'.repeat(32));
    expect(await desk.log()).toEqual([]);
  });

  it('ends with the removal of a document whose first store died before it applied', async () => {
    const doc = await desk.change('Minister meets mayor');
    const dying = desk.with((item) => {
      if (item.applied !== undefined) throw new Error('killed');
    });
    await expect(store(dying, doc)).rejects.toThrow('killed');
    expect(await desk.log()).toEqual(['created Minister meets mayor']);
    await desk.change();
    await store(desk.ports, doc);
    expect(await desk.isThere(doc)).toBe(false);
    expect((await desk.log()).at(-1)).toMatch(/^removed/);
  });

  it('ends with the document that a slow removal finds put again', async () => {
    const doc = await desk.change('Minister meets mayor');
    await store(desk.ports, doc);
    await desk.change();
    const held = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const slow = desk.with((item) => {
      if (!item.pk.startsWith('CHANGES#')) return undefined;
      reached.resolve();
      return held.promise;
    });
    const removal = store(slow, doc);
    await reached.promise;
    await desk.change('Minister meets mayor');
    await store(desk.ports, doc);
    desk.now += 1000;
    held.resolve();
    await removal;
    await store(desk.ports, doc);
    expect(await desk.isThere(doc)).toBe(true);
    expect((await desk.log()).at(-1)).toBe('revised Minister meets mayor');
  });

  it('announces again what a removal that died may have taken back', async () => {
    const doc = await desk.change('Minister meets mayor');
    await store(desk.ports, doc);
    await desk.change();
    const dying = desk.with((item) => {
      if (item.applied !== undefined) throw new Error('killed');
    });
    await expect(store(dying, doc)).rejects.toThrow('killed');
    await desk.change('Minister meets mayor');
    await store(desk.ports, doc);
    expect(await desk.log()).toEqual([
      'created Minister meets mayor',
      'removed Minister meets mayor',
      'revised Minister meets mayor',
    ]);
  });

  it('keeps its order when a clock is behind', async () => {
    const doc = await desk.change('Minister meets mayor');
    await store(desk.ports, doc);
    await desk.change('Mayor meets minister');
    desk.now -= 5000;
    await store(desk.ports, doc);
    expect(await desk.log()).toEqual(['created Minister meets mayor', 'revised Mayor meets minister']);
  });

  it('gives a slow change a later place, which no reader has passed yet', async () => {
    const doc = await desk.change('Minister meets mayor');
    const slow = desk.with((item) => {
      if (item.pk.startsWith('ENT#')) desk.now += 10_000;
    });
    await store(slow, doc);
    expect(await desk.isThere(doc)).toBe(true);
    const [change] = (await readChanges(desk.table, '2026-01-01T00:00:00.000Z', dayAfter, 10)).changes;
    expect(desk.now - Date.parse(change?.time ?? '')).toBeLessThan(2000);
  });

  it('is complete if the answer of the renewed lease is lost', async () => {
    const doc = await desk.change('Minister meets mayor');
    const slow = desk.with((item) => {
      if (item.pk.startsWith('ENT#')) desk.now += 10_000;
    });
    const { update } = slow.table;
    const lossy: Table = new Proxy(slow.table, {
      get: (target, method) =>
        method !== 'update'
          ? Reflect.get(target, method)
          : // The SDK makes the write again after it took effect; then its condition does not hold.
            async (row: Item, set: Item, condition?: Condition) =>
              (await update(row, set, condition)) && !('changed' in set && Object.keys(set).length === 3),
    });
    const extracted = new MemoryQueue();
    const stage = storeStage({ ...slow, table: lossy });
    await enqueueDocuments(extracted, [doc]);
    const { batchItemFailures } = await stage({ Records: extracted.take(1) });
    expect(batchItemFailures).toMatchObject([{ postponeSeconds: expect.any(Number) }]);
    expect(await desk.isThere(doc)).toBe(false);
    await store(desk.ports, doc);
    expect(await desk.isThere(doc)).toBe(true);
    expect((await desk.log()).at(-1)).toBe('created Minister meets mayor');
  });
});
