/** A sample costs by its own size, however much there is; and it finds what differs in what it reads. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compareSample, shareAtMost } from '../../../../cli/verify/compareSample.ts';
import type { Page } from '../../../../core/ports/page.ts';
import type { Item, Key } from '../../../../core/ports/table.ts';
import type { Ports } from '../../../../core/protocol/ports.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Records, story } from '../../functions/sweep/records.ts';

/** Ports that count their calls; a page of the scan has 50 rows, a page of a list 20 keys. */
function counted(records: Records): { ports: Ports; calls: () => number } {
  let calls = 0;
  const count = <P extends object>(port: P, own: Partial<P> = {}): P =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(own, name) ?? Reflect.get(target, name, target);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => {
          calls++;
          return method.apply(target, args);
        };
      },
    });
  const { table, inbox, ports } = records;
  const scan = (after?: string | Key): Promise<Page<Item>> => table.scan(after, 50);
  const list = async (prefix: string) => ({ items: (await inbox.list(prefix)).items.slice(0, 20) });
  return {
    ports: {
      ...ports,
      table: count(ports.table, { scan }),
      inbox: count(ports.inbox, { list }),
      archive: count(ports.archive),
      search: count(ports.search),
    },
    calls: () => calls,
  };
}

/** What it takes to compare so many keys, and that nothing differs. */
async function callsFor(records: Records | undefined, sample: number): Promise<number> {
  if (records === undefined) throw new Error('no archive');
  const { ports, calls } = counted(records);
  expect(await compareSample(ports, sample)).toMatchObject({ keys: sample, differences: [] });
  return calls();
}

describe('a sample', () => {
  const archives = new Map<number, Records>();
  beforeAll(async () => {
    for (const size of [20, 100]) {
      const records = new Records();
      for (let i = 0; i < size; i++)
        await records.inbox.put(`wire/${i}.txt`, story(`Ministers meet for the ${i} time`));
      await records.handle(...Array.from({ length: size }, (_, i) => `wire/${i}.txt`));
      archives.set(size, records);
    }
  });

  it('of 10 keys makes no more calls in an archive that is five times as large', async () => {
    const [small, large] = [await callsFor(archives.get(20), 10), await callsFor(archives.get(100), 10)];
    expect(large).toBeLessThan(small * 1.5);
    expect(large).toBeLessThan(500);
  });

  it('of four times as many keys makes four times as many calls', async () => {
    const [few, many] = [await callsFor(archives.get(100), 10), await callsFor(archives.get(100), 40)];
    expect(many).toBeLessThan(few * 6);
  });

  it('finds a key without a claim beside others, and a posting without a document', async () => {
    const records = archives.get(20);
    if (records === undefined) throw new Error('no archive');
    await records.inbox.put('wire/lost.txt', story('An event of this file was lost'));
    const [posting] = records.rows('ENT#', 'DAY#');
    const ghost = { ...posting, ...keys.posting('person/nobody', '2021-05-03', 'f'.repeat(32)) };
    await records.table.put({ ...ghost, doc: 'f'.repeat(32), token: 3 });
    // One sample of the postings may miss it; ten hardly do.
    const differences: string[] = [];
    for (let n = 0; n < 10; n++) {
      const sample = await compareSample(records.ports, 100);
      expect(sample.keys).toBe(21);
      differences.push(...sample.differences);
    }
    expect(differences.some((line) => line.startsWith('- OBJ#') && line.includes('wire/lost.txt'))).toBe(
      true,
    );
    expect(differences.some((line) => line.startsWith('+ ENT#person/nobody'))).toBe(true);
  });
});

it('says how many keys may differ although none of the sample does', () => {
  expect(shareAtMost(0)).toBe(1);
  expect(shareAtMost(1)).toBeCloseTo(0.95);
  expect(shareAtMost(300)).toBeCloseTo(0.0099, 3);
  expect(shareAtMost(3000)).toBeCloseTo(0.000998, 5);
});
