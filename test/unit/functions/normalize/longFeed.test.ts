/** The six hundredth version of a feed costs what differs from the one before, not what all come to. */
import { expect, it } from 'vitest';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import type { NormalizePorts } from '../../../../functions/normalize/ports.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../../runtime/memory/queue.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const key = 'wire/feed.json';
const hour = 3_600_000;
const listed = 3;

/** As many hourly versions, each with an item that the one before had not. All but the last are handled. */
async function afterVersions(versions: number, { handled = versions - 1 } = {}) {
  let now = Date.parse('2021-05-03T09:00:00Z');
  const clock = () => now;
  const inbox = new MemoryObjects(clock);
  const normalized = new MemoryQueue();
  const ports: NormalizePorts = { ...memoryPorts(clock), inbox, queues: { normalized } };
  const show = async (version: number) => {
    now += hour;
    const items = Array.from({ length: listed }, (_, i) => ({
      id: `${version - i}`,
      content_text: `Report ${version - i}.`,
    }));
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Wire',
      home_page_url: 'https://w.example/',
    };
    await inbox.put(key, JSON.stringify({ ...feed, items }));
  };
  for (let version = 1; version <= versions; version++) {
    await show(version);
    if (version === handled) await normalize(ports, key);
  }
  normalized.take(10_000);
  return { ports, normalized };
}

/** What normalize asks of its ports, by call and kind. */
async function callsOf(ports: NormalizePorts): Promise<Record<string, number>> {
  const calls: Record<string, number> = {};
  const counted = <P extends object>(name: string, port: P): P =>
    new Proxy(port, {
      get: (target, method) => {
        const own: unknown = Reflect.get(target, method, target);
        if (typeof own !== 'function') return own;
        return (...args: unknown[]) => {
          const call = `${name}.${String(method)}`;
          calls[call] = (calls[call] ?? 0) + 1;
          return own.apply(target, args);
        };
      },
    });
  const [inbox, archive, table] = [
    counted('inbox', ports.inbox),
    counted('archive', ports.archive),
    counted('table', ports.table),
  ];
  expect(await normalize({ ...ports, inbox, archive, table }, key)).toBe('stored');
  return calls;
}

it('writes, enqueues and reads only what differs', async () => {
  const [short, long] = [await afterVersions(6), await afterVersions(600)];
  const [few, many] = [await callsOf(short.ports), await callsOf(long.ports)];
  expect(many).toEqual(few);
  // Those of the 602 documents that the version lists, one of which is new.
  expect(long.normalized.take(1000)).toHaveLength(listed);
  expect(many).toMatchObject({ 'inbox.get': 1, 'archive.get': 1, 'archive.put': 3, 'table.put': 2 * listed });
});

it('looks for no payload that it has just put', async () => {
  const { ports } = await afterVersions(4, { handled: 0 });
  const calls = await callsOf(ports);
  expect(calls).toMatchObject({ 'inbox.get': 4, 'archive.put': 17 });
  expect(calls).not.toHaveProperty(['archive.head']);
});
