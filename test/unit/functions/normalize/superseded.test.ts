/** A claimant that another supersedes while it writes. */
import { expect, it } from 'vitest';
import type { Item } from '../../../../core/ports/table.ts';
import { findMessageDocument } from '../../../../core/protocol/messages.ts';
import { queryAll } from '../../../../core/protocol/paginate.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { longestDelaySeconds } from '../../../../core/protocol/topology.ts';
import { keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import type { NormalizePorts } from '../../../../functions/normalize/ports.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const key = 'batch.jsonl';
const line = (id: string) =>
  JSON.stringify({ id, title: `Talks ${id}`, content_text: `The minister spoke of ${id} in London.` });

class Desk {
  now = Date.parse('2021-05-03T09:00:00Z');
  readonly #clock = () => this.now;
  readonly inbox = new MemoryObjects(this.#clock);
  readonly table = new MemoryTable();
  /** The ids of documents. */
  readonly sent: string[] = [];
  readonly ports: NormalizePorts = {
    ...memoryPorts(this.#clock),
    inbox: this.inbox,
    table: this.table,
    queues: {
      normalized: {
        send: async (bodies) =>
          void this.sent.push(...bodies.flatMap((body) => findMessageDocument(body) ?? [])),
        depth: async () => ({ pending: 0, dead: 0 }),
      },
    },
  };

  /** Ports whose first write of a child row waits for `work`. */
  interruptedBy(work: () => Promise<unknown>): NormalizePorts {
    let done = false;
    const table = new Proxy(this.table, {
      get: (target, method) => {
        const real = Reflect.get(target, method, target) as (...args: unknown[]) => unknown;
        if (method !== 'put') return real.bind(target);
        return async (item: Item, ...rest: unknown[]) => {
          if (!done && item.sk.startsWith('DOC#')) {
            done = true;
            await work();
          }
          return real.call(target, item, ...rest);
        };
      },
    });
    return { ...this.ports, table };
  }

  /** Another version, put and handled after so many milliseconds. */
  newer(milliseconds: number): () => Promise<void> {
    return async () => {
      this.now += milliseconds;
      await this.inbox.put(key, line('c'));
      expect(await normalize(this.ports, key)).toBe('stored');
    };
  }

  async children(): Promise<number> {
    return (await queryAll(this.table, { pk: keys.claim(key).pk, prefix: 'DOC#' })).filter(isLive).length;
  }
}

it('postpones the key until the newer claimant must be done, whose documents it leaves alone', async () => {
  const desk = new Desk();
  await desk.inbox.put(key, [line('a'), line('b')].join('\n'));
  await expect(normalize(desk.interruptedBy(desk.newer(4000)), key)).rejects.toMatchObject({
    name: 'Postponed',
    message: expect.stringContaining('newer claimant'),
    seconds: 7,
  });
  // That was queued once, by the newer claimant.
  const [newest] = desk.sent;
  expect(desk.sent.filter((doc) => doc === newest)).toEqual([newest]);
  expect(await desk.children()).toBe(2); // the newer claimant saw nothing of one of the older's documents
  expect(await normalize(desk.ports, key)).toBe('stored');
  expect(await desk.children()).toBe(1);
  expect(await normalize(desk.ports, key)).toBe('unchanged');
});

it.each([
  ['at once', 0, 1],
  ['by a clock that was set back', -60_000, 1],
  ['after an hour', 3_600_000, longestDelaySeconds],
])(
  'superseded %s, it waits as long as a message can at most, and a second at least',
  async (_, ms, seconds) => {
    const desk = new Desk();
    await desk.inbox.put(key, [line('a'), line('b')].join('\n'));
    await expect(normalize(desk.interruptedBy(desk.newer(ms)), key)).rejects.toMatchObject({ seconds });
  },
);

it('writes and queues nothing but what differs from the claimant before', async () => {
  const desk = new Desk();
  await desk.inbox.put(key, line('a'));
  await normalize(desk.ports, key);
  const puts: string[] = [];
  const put = desk.table.put.bind(desk.table);
  desk.table.put = (item, condition) => {
    puts.push(`${item.gone === true ? 'bury ' : ''}${item.sk.slice(0, 4)}`);
    return put(item, condition);
  };
  desk.sent.length = 0;
  expect(await normalize(desk.ports, key)).toBe('unchanged');
  expect([puts, desk.sent]).toEqual([[], []]);
  await desk.inbox.put(key, '');
  expect(await normalize(desk.ports, key)).toBe('refused');
  expect(puts).toEqual(['bury FROM', 'bury DOC#']);
  puts.length = 0;
  desk.sent.length = 0;
  await desk.inbox.put(key, '\u0000');
  expect(await normalize(desk.ports, key)).toBe('refused');
  expect([puts, desk.sent]).toEqual([[], []]);
});
