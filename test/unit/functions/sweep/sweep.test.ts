import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectInfo } from '../../../../core/ports/objects.ts';
import type { Page } from '../../../../core/ports/page.ts';
import type { Queue } from '../../../../core/ports/queue.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { parseUploadMessage } from '../../../../core/protocol/messages.ts';
import {
  type SweepPosition,
  sweepStart,
  sweepSteps,
  takeSweepPosition,
} from '../../../../core/queries/sweepSteps.ts';
import { currentEpoch } from '../../../../core/records/epoch.ts';
import { keys } from '../../../../core/records/keys.ts';
import { continueSweep, type SweepPorts, sweep } from '../../../../functions/sweep/sweep.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { MemorySearch } from '../../../../runtime/memory/search.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

/** A table whose scan returns pages of this many items. */
class PagedTable extends MemoryTable {
  readonly pageSize: number;

  constructor(pageSize: number) {
    super();
    this.pageSize = pageSize;
  }

  override async scan(cursor?: string): Promise<Page<Item>> {
    const from = Number(cursor ?? 0);
    const { items } = await super.scan();
    const to = from + this.pageSize;
    return { items: items.slice(from, to), ...(to < items.length && { next: String(to) }) };
  }
}

describe('the steps through the table', () => {
  it('resume where they stopped, with every partition whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 150, maxLength: 650 }),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 3 }),
        async (sizes, pageSize, stepsPerRun) => {
          const table = new PagedTable(pageSize);
          for (const [i, size] of sizes.entries())
            for (let row = 0; row < size; row++)
              await table.put({ pk: `P#${String(i).padStart(4, '0')}`, sk: `${row}` });
          const inbox = new MemoryObjects(Date.now);
          const seen = new Set<string>();
          for (let at: SweepPosition | undefined = sweepStart, runs = 0; at !== undefined; runs++) {
            expect(runs).toBeLessThan(10);
            let left = stepsPerRun + 1; // one more: a resumed run repeats the page on which it stopped
            let stopped: SweepPosition | undefined;
            for await (const step of sweepSteps({ inbox, table }, at)) {
              if (left-- === 0) {
                stopped = step.place;
                break;
              }
              for (const { pk, rows } of 'partitions' in step ? step.partitions : []) {
                expect(rows).toHaveLength(sizes[Number(pk.slice(2))] ?? 0);
                seen.add(pk);
              }
            }
            at = stopped;
          }
          expect(seen.size).toBe(sizes.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Ports with an empty bucket and this many claims, all converged or none. */
async function claims(count: number, converged: boolean) {
  let now = 0;
  const clock = () => now++;
  const queued: string[] = [];
  const queue: Queue = {
    send: async (bodies) => {
      queued.push(...bodies.flatMap(parseUploadMessage));
    },
    depth: async () => ({ pending: 0, dead: 0 }),
  };
  const table = new PagedTable(70);
  for (let i = 0; i < count; i++) {
    const key = `${i}.txt`;
    await table.put({
      ...keys.claim(key),
      key,
      token: 1,
      ...(converged && { settled: 1, applied: { digest: 'other', truth: 'other' } }),
    });
  }
  const ports: SweepPorts = {
    inbox: new MemoryObjects(clock),
    archive: new MemoryObjects(clock),
    table,
    search: new MemorySearch(),
    queues: { uploads: queue, normalized: queue, extracted: queue, touched: queue },
    clock,
    log: { info() {}, warn() {}, error() {} },
  };
  const { id: epoch } = await currentEpoch(ports);
  return { ports, queued, epoch, wait: (until: number) => now + until };
}

describe('a sweep', () => {
  it('stops when its time is up; the next ones continue, and after the last a new one starts', async () => {
    const { ports, queued, epoch, wait } = await claims(450, false);
    await continueSweep(ports, wait(4));
    expect(queued).toHaveLength(200);
    expect(await takeSweepPosition(ports.archive, epoch)).toMatchObject({ part: 'table' });
    // The position is taken only once: if the next sweep fails there, the one after it starts anew.
    expect(await takeSweepPosition(ports.archive, epoch)).toEqual(sweepStart);

    queued.length = 0;
    for (let run = 0; run < 3; run++) await continueSweep(ports, wait(4));
    expect(new Set(queued).size).toBe(450);
    expect(await takeSweepPosition(ports.archive, epoch)).toEqual(sweepStart);
    queued.length = 0;
    expect((await continueSweep(ports, wait(1000))).keys).toBe(450);
    expect(await sweep(ports)).toMatchObject({ keys: 450, documents: 0, tallies: 0, searchRows: 0 });
  });

  it('calls the bucket concurrently, with a bound', async () => {
    const { ports } = await claims(300, true);
    let [running, most] = [0, 0];
    ports.inbox.head = async (): Promise<ObjectInfo | undefined> => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return undefined;
    };
    expect((await sweep(ports)).keys).toBe(300);
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThanOrEqual(64);
  });
});
