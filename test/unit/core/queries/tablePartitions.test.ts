import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Page } from '../../../../core/ports/page.ts';
import type { Item, Key, Query } from '../../../../core/ports/table.ts';
import { readSlice, type TablePlace, tableSlices } from '../../../../core/queries/tablePartitions.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

/** A table whose scans and queries return pages of this many items. */
class PagedTable extends MemoryTable {
  readonly #pageSize: number;
  scans = 0;

  constructor(pageSize: number) {
    super();
    this.#pageSize = pageSize;
  }

  override async scan(after?: string | Key): Promise<Page<Item>> {
    this.scans++;
    return super.scan(after, this.#pageSize);
  }

  override async query(query: Query): Promise<Page<Item>> {
    return super.query({ ...query, limit: Math.min(query.limit ?? Infinity, this.#pageSize) });
  }
}

describe('the slices of the table', () => {
  it('hold every row once, few at a time, wherever each of them begins', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.constantFrom('ENT#', 'DOC#', 'OBJ#', 'ALIAS#'), fc.integer({ min: 1, max: 9 })),
          {
            maxLength: 60,
          },
        ),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (partitions, pageSize, sweepRows, sweepPartitionRows) => {
          const table = new PagedTable(pageSize);
          for (const [i, [kind, size]] of partitions.entries())
            for (let row = 0; row < size; row++) await table.put({ pk: `${kind}${i}`, sk: `${row}` });
          const seen: string[] = [];
          const open = new Set<string>();
          const ended = new Set<string>();
          for (let place: TablePlace | undefined = {}; place !== undefined; ) {
            const slice = await readSlice(table, JSON.parse(JSON.stringify(place)) as TablePlace, {
              sweepRows,
              sweepPartitionRows,
            });
            for (const { pk, rows, begins, ends, before } of slice.partitions) {
              expect(before === undefined ? undefined : `${pk} ${before}`).toBe(
                begins ? undefined : seen.at(-1),
              );
              // A partition that is not whole is whole when its parts are put together.
              expect(open.has(pk)).toBe(!begins);
              expect(ended.has(pk)).toBe(false);
              open.delete(pk);
              (ends ? ended : open).add(pk);
              if (/^(DOC|OBJ)#/.test(pk)) expect([begins, ends]).toEqual([true, true]);
              else expect(rows.length).toBeLessThanOrEqual(sweepPartitionRows + pageSize);
              seen.push(...rows.map(({ sk }) => `${pk} ${sk}`));
            }
            place = slice.next;
          }
          expect(open.size).toBe(0);
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen).toHaveLength(partitions.reduce((sum, [, size]) => sum + size, 0));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('pass over a partition of small objects without reading the rest of it', async () => {
    const table = new PagedTable(10);
    for (let i = 0; i < 500; i++) await table.put({ pk: 'SMALL#payloads/00', sk: `payloads/00${i}.json` });
    await table.put({ pk: 'SWEEP', sk: 'META' });
    const query = vi.spyOn(table, 'query');
    const first = await readSlice(table, {});
    expect((await readSlice(table, first.next ?? {})).partitions.map(({ pk }) => pk)).toEqual(['SWEEP']);
    expect(table.scans).toBe(2);
    expect(query).not.toHaveBeenCalled();
  });

  it('are of the wanted size, and read consistently', async () => {
    const table = new PagedTable(4);
    for (let i = 0; i < 12; i++) await table.put({ pk: 'ENT#a', sk: `${10 + i}` });
    const query = vi.spyOn(table, 'query');
    const sizes: number[] = [];
    for await (const { partitions } of tableSlices(table, { sweepRows: 5, sweepPartitionRows: 5 }))
      sizes.push(...partitions.map(({ rows }) => rows.length));
    expect(sizes).toEqual([5, 5, 2]);
    for (const [asked] of query.mock.calls) expect(asked.consistent).toBe(true);
  });
});
