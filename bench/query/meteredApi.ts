/** The API of one machine over a corpus, with every read counted. */

import type { Hono } from 'hono';
import type { Mounted } from '../../api/app.ts';
import { openApi } from '../../cli/ask/api.ts';
import { readObject } from '../../core/formats/read.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Table } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';
import { Meter, MeteredObjects, MeteredTable } from '../cost/meters.ts';

export interface Reads {
  /** Calls to the table: single and batch gets, and query pages. */
  calls: number;
  /** DynamoDB read units. */
  units: number;
  /** Objects read from the archive. */
  objects: number;
}

export class MeteredApi {
  readonly app: Hono;
  readonly #meter = new Meter();
  #calls = 0;

  /** @param others what is served beside the API */
  constructor(
    corpus: Pick<Ports, 'table' | 'inbox' | 'archive' | 'search'> & { end: number },
    log: Log,
    ...others: Mounted[]
  ) {
    this.app = openApi(
      {
        ...corpus,
        table: this.#countCalls(new MeteredTable(corpus.table, this.#meter)),
        archive: new MeteredObjects(corpus.archive, 'archive', this.#meter),
        read: readObject,
        queues: forEachQueue(() => new MemoryQueue()),
        clock: () => corpus.end,
        log,
      },
      ...others,
    );
  }

  /**
   * Requests a path.
   * @returns the number of items if the response is a list, otherwise 1
   * @throws Error if the status is not 200
   */
  async request(path: string): Promise<number> {
    const response = await this.app.request(path);
    const body = (await response.json()) as { items?: unknown[] };
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
    return body.items?.length ?? 1;
  }

  /** The reads since the last call, and resets them. */
  takeReads(): Reads {
    const { used } = this.#meter;
    const reads = { calls: this.#calls, units: used.readUnits, objects: used.gets };
    [this.#calls, used.readUnits, used.gets] = [0, 0, 0];
    return reads;
  }

  #countCalls(table: Table): Table {
    return new Proxy(table, {
      get: (target, name) => {
        const method = Reflect.get(target, name, target);
        if (typeof method !== 'function') return method;
        return (...parameters: unknown[]) => {
          this.#calls++;
          return Reflect.apply(method, target, parameters);
        };
      },
    });
  }
}
