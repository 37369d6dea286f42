/** The contract of the `Table` port. The test of every adapter calls `tableContract`. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { Table } from '../../../core/ports/table.ts';
import type { TableQuirk } from './partition.ts';
import { conditionsContract } from './tableConditions.ts';
import { tableIndexContract } from './tableIndex.ts';
import { itemsContract } from './tableItems.ts';
import { tableLimitsContract } from './tableLimits.ts';
import { queriesContract } from './tableQueries.ts';

export interface TableFixture {
  table: Table;
  /** Known differences between the adapter's server and DynamoDB; the affected examples are skipped. */
  quirks?: readonly TableQuirk[];
  close(): Promise<void>;
}

/**
 * Registers the suite. `open` returns an empty table and is called once; each example uses its own
 * partitions.
 */
export function tableContract(name: string, open: () => Promise<TableFixture>): void {
  describe(`${name} is a Table`, () => {
    let fixture: TableFixture;
    let table: Table;
    beforeAll(async () => {
      fixture = await open();
      table = fixture.table;
    });
    afterAll(() => fixture?.close());
    const has = (quirk: TableQuirk) => fixture.quirks?.includes(quirk) === true;

    itemsContract(() => table);
    conditionsContract(() => table);
    queriesContract(() => table, has);
    tableIndexContract(() => table);
    tableLimitsContract(() => table, has);
  });
}
