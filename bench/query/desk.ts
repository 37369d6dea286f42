/** The API over a corpus, as one machine has it, with everything that it reads counted. */
import { Hono } from 'hono';
import { assembleApi, mount } from '../../api/app.ts';
import { admitEveryone } from '../../api/http/admission.ts';
import { cursorKeys } from '../../api/http/cursorKeys.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import { streamExport } from '../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import type { Usage } from '../../core/cost.ts';
import { readObject } from '../../core/formats/read.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Table } from '../../core/ports/table.ts';
import { type QueueName, queueNames } from '../../core/protocol/topology.ts';
import { localUploads } from '../../local/uploads.ts';
import { MemoryQueue } from '../../runtime/memory/queue.ts';
import { CountedObjects, CountedTable } from '../cost/counted.ts';
import type { Corpus } from './corpus.ts';

export interface Reads {
  /** Calls of the table: gets, batches of them, pages of queries. */
  calls: number;
  /** As DynamoDB counts them. */
  units: number;
  /** Objects of the archive. */
  objects: number;
}

export class Desk {
  readonly app = new Hono();
  readonly #used: Usage = {
    writeUnits: 0,
    readUnits: 0,
    puts: 0,
    gets: 0,
    messages: 0,
    invocations: 0,
    gigabyteSeconds: 0,
  };
  #calls = 0;

  constructor(corpus: Corpus, log: Log) {
    const clock = () => corpus.end;
    const table = this.#calling(new CountedTable(corpus.table, this.#used));
    const shared = {
      table,
      archive: new CountedObjects(corpus.archive, this.#used),
      clock,
      log,
      admit: admitEveryone,
      cursorKeys: cursorKeys(async () => [Buffer.from('a secret that only a benchmark uses')], Date.now),
    };
    const queues = Object.fromEntries(queueNames.map((name) => [name, new MemoryQueue()])) as Record<
      QueueName,
      MemoryQueue
    >;
    this.app = assembleApi(
      log,
      mount(searchRoutes, { ...shared, search: corpus.search, deliver: streamExport }),
      mount(recordsRoutes, {
        ...shared,
        inbox: corpus.inbox,
        read: readObject,
        queues,
        placeUpload: localUploads(corpus.inbox, clock).place,
        changesSettleSeconds: 0,
        searchRoutes: async () => searchRoutes,
        health: async () => ({ pending: 0, dead: 0, queues: {} }),
      }),
    );
  }

  /** @returns how many items (of a list) the answer has. @throws Error where it is not a 200 */
  async ask(path: string): Promise<number> {
    const response = await this.app.request(path);
    const body = (await response.json()) as { items?: unknown[] };
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
    return body.items?.length ?? 1;
  }

  /** What was read since the last time. */
  taken(): Reads {
    const reads = { calls: this.#calls, units: this.#used.readUnits, objects: this.#used.gets };
    [this.#calls, this.#used.readUnits, this.#used.gets] = [0, 0, 0];
    return reads;
  }

  #calling(table: Table): Table {
    return new Proxy(table, {
      get: (target, name) => {
        const method = Reflect.get(target, name, target);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]) => {
          this.#calls++;
          return Reflect.apply(method, target, given);
        };
      },
    });
  }
}
