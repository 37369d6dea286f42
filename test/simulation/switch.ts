/** How a guard is switched off: by other ports. */
import type { Table } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import type { MemorySearch } from '../../runtime/memory/search.ts';

/** @param execution the search table, and the name of the function */
export type Switch = (ports: Ports, execution: { search: MemorySearch; name: string }) => Ports;

export function withTable(ports: Ports, change: (table: Table) => Partial<Table>): Ports {
  const { table } = ports;
  const real: Table = {
    get: (...args) => table.get(...args),
    batchGet: (...args) => table.batchGet(...args),
    put: (...args) => table.put(...args),
    update: (...args) => table.update(...args),
    delete: (...args) => table.delete(...args),
    query: (...args) => table.query(...args),
    scan: (...args) => table.scan(...args),
  };
  return { ...ports, table: { ...real, ...change(real) } };
}
