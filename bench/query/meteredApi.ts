/** The API of one machine over a corpus, with every read counted. */

import { Hono } from 'hono';
import { assembleApi, type Mounted, mount } from '../../api/app.ts';
import { VersionReader } from '../../api/documents/versionReader.ts';
import { admitEveryone } from '../../api/http/admission.ts';
import { cachedCursorKeys } from '../../api/http/cursorKeys.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import { noExport } from '../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import { readObject } from '../../core/formats/read.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Table } from '../../core/ports/table.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { authorityReader } from '../../core/queries/authority.ts';
import { forEachQueue } from '../../functions/forEachQueue.ts';
import { LocalUploads } from '../../local/uploadRoute.ts';
import { defaultAuthority } from '../../runtime/authority.ts';
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
  readonly app = new Hono();
  readonly #meter = new Meter();
  #calls = 0;

  /** @param others what is served beside the API */
  constructor(
    corpus: Pick<Ports, 'table' | 'inbox' | 'archive' | 'search'> & { end: number },
    log: Log,
    ...others: Mounted[]
  ) {
    const clock = () => corpus.end;
    const table = this.#countCalls(new MeteredTable(corpus.table, this.#meter));
    const shared = {
      table,
      archive: new MeteredObjects(corpus.archive, 'archive', this.#meter),
      clock,
      log,
      admit: admitEveryone,
      origin: () => 'http://127.0.0.1:8787',
      cursorKeys: cachedCursorKeys(
        async () => [Buffer.from('a secret that only a benchmark uses')],
        Date.now,
      ),
    };
    const queues = forEachQueue(() => new MemoryQueue());
    const authority = authorityReader(
      { ...shared, inbox: corpus.inbox, read: readObject },
      defaultAuthority(),
    );
    this.app = assembleApi(
      log,
      ...others,
      mount(searchRoutes, { ...shared, authority, search: corpus.search, deliver: noExport }),
      mount(recordsRoutes, {
        ...shared,
        inbox: corpus.inbox,
        versions: new VersionReader({ ...corpus, read: readObject }),
        authority,
        queues,
        placeUpload: new LocalUploads({ inbox: corpus.inbox, clock }).place,
        changesSettleSeconds: 0,
        searchRoutes: async () => searchRoutes,
        health: async () => ({ pending: 0, dead: 0, queues: {} }),
      }),
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
