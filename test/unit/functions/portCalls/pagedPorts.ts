/** Objects and rows that are listed so many in a page. */
import type { Table } from '../../../../core/ports/table.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';

/** The table, with so many rows in a page of a query. */
export function pagedTable(table: Table, perPage: number | undefined): Table {
  if (perPage === undefined) return table;
  const query: Table['query'] = (asked) =>
    table.query({ ...asked, limit: Math.min(asked.limit ?? perPage, perPage) });
  return insteadOf(table, { query });
}

export class PagedObjects extends MemoryObjects {
  readonly #perPage: number | undefined;

  constructor(clock: () => number, perPage: number | undefined) {
    super(clock);
    this.#perPage = perPage;
  }

  protected override pageSize(): number {
    return this.#perPage ?? super.pageSize();
  }
}

/** The port, with some methods replaced. */
export function insteadOf<P extends object>(port: P, methods: Partial<P>): P {
  return new Proxy(port, {
    get: (target, name) => {
      const real = Reflect.get(methods, name) ?? Reflect.get(target, name, target);
      return typeof real === 'function' ? real.bind(target) : real;
    },
  });
}
