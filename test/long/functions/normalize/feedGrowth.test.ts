/** What one more version of a feed costs, however many versions there are. */
import { expect, it } from 'vitest';
import { queryAll } from '../../../../core/protocol/paginate.ts';
import { isLive } from '../../../../core/protocol/reconcile.ts';
import { claim } from '../../../../core/records/claim.ts';
import { isChildRow, keys } from '../../../../core/records/keys.ts';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { memoryPorts } from '../../../memoryPorts.ts';

const key = 'feed.json';
const shown = 5;
let now = Date.parse('2026-01-01T00:00:00Z');
const clock = () => now;

const calls = new Map<string, number>();
const count = (name: string, by = 1) => calls.set(name, (calls.get(name) ?? 0) + by);
const counted = <P extends object>(port: P, name: string): P =>
  new Proxy(port, {
    get: (target, method) => {
      const real = Reflect.get(target, method, target) as unknown;
      if (typeof real !== 'function') return real;
      return (...args: unknown[]) => {
        count(`${name}.${String(method)}`);
        return real.apply(target, args);
      };
    },
  });

const inbox = new MemoryObjects(clock);
const table = new MemoryTable();
const silent = { send: async () => {}, depth: async () => ({ pending: 0, dead: 0 }) };
const ports = {
  ...memoryPorts(clock),
  inbox: counted(inbox, 'inbox'),
  archive: counted(new MemoryObjects(clock), 'archive'),
  table: counted(table, 'table'),
  queues: {
    uploads: silent,
    normalized: {
      ...silent,
      send: async (bodies: readonly string[]) => void count('hints', bodies.length),
    },
  },
};

/** An hour later, a version with one new item and the four before it. */
async function publish(version: number): Promise<Record<string, number>> {
  now += 3600_000;
  const numbers = Array.from({ length: shown }, (_, i) => version - i).filter((number) => number > 0);
  const items = numbers.map((number) => ({
    id: `g${number}`,
    title: `Item ${number} of the feed`,
    content_text: `London. Antony Blinken met the mayor, number ${number}, and they spoke of the harbour.`,
  }));
  await inbox.put(key, JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'F', items }));
  calls.clear();
  expect(await normalize(ports, key)).toBe('stored');
  return Object.fromEntries(calls);
}

it('the six hundredth version of a feed costs what the sixtieth did', async () => {
  const costs = new Map<number, Record<string, number>>();
  for (let version = 1; version <= 600; version++) costs.set(version, await publish(version));
  const cost = costs.get(600);
  expect(cost).toEqual(costs.get(60));
  // Each item that the version shows has a new source: itself. The other 595 are left alone.
  expect(cost).toMatchObject({ hints: shown, 'table.put': 2 * shown, 'archive.get': 1 });
  // The archive has the payloads of four of them, which are asked for; the fifth is put, and two readings.
  expect(cost).toMatchObject({ 'archive.head': shown, 'archive.put': 3 });
  expect(cost?.['inbox.get']).toBeLessThanOrEqual(4);
  const children = (await queryAll(table, { pk: keys.claim(key).pk })).filter(isChildRow);
  expect(children.filter(isLive)).toHaveLength(600);
  expect(claim.parse(await table.get(keys.claim(key))).documents).toBe(600);
});
