/** What every `Table` promises, whatever it is made of. An adapter's test calls `tableContract` and passes, or is no Table. */
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
  /** Where the server behind the adapter is known not to do as DynamoDB does; those examples leave it out. */
  quirks?: readonly TableQuirk[];
  close(): Promise<void>;
}

/** Registers the suite. `open` gives an empty table; it is called once, each example keeps to partitions of its own. */
export function tableContract(name: string, open: () => Promise<TableFixture>): void {
  describe(`${name} is a Table`, { timeout: 60_000 }, () => {
    let fixture: TableFixture;
    let table: Table;
    beforeAll(async () => {
      fixture = await open();
      table = fixture.table;
    }, 60_000);
    afterAll(() => fixture?.close());
    const has = (quirk: TableQuirk) => fixture.quirks?.includes(quirk) === true;

    itemsContract(() => table);
    conditionsContract(() => table);
    queriesContract(() => table, has);
    tableIndexContract(() => table);
    tableLimitsContract(() => table, has);
  });
}
