/**
 * A test newsroom: documents stored by the stages' own functions, in memory, and the API that serves them.
 * Longer than 250 lines: every port of the API in one place.
 */
import type { Hono } from 'hono';
import { assembleApi, mount } from '../../../api/app.ts';
import type { ApiDependencies, ExportDelivery, QueueDepths } from '../../../api/dependencies.ts';
import { VersionReader } from '../../../api/documents/versionReader.ts';
import { type Admission, admitEveryone } from '../../../api/http/admission.ts';
import { type CursorKeys, cursorKey } from '../../../api/http/cursorKeys.ts';
import { recordsRoutes } from '../../../api/routes/routes.ts';
import { streamExport } from '../../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../../api/searchRoutes/routes.ts';
import {
  annotationFromSpec,
  contentFromSpec,
  type StorySpec,
  sourceFromSpec,
  specModel,
} from '../../../bench/storyRecords.ts';
import { documentId, payloadId, serialize } from '../../../core/document/documentIdentity.ts';
import type { Code } from '../../../core/errors.ts';
import type { ObjectReader } from '../../../core/formats/format.ts';
import { readObject } from '../../../core/formats/read.ts';
import type { Log } from '../../../core/ports/log.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import { authorityReader } from '../../../core/queries/authority.ts';
import { annotationKey, payloadKey } from '../../../core/records/archive.ts';
import { keys } from '../../../core/records/keys.ts';
import { quarantineIndexKeys } from '../../../core/records/refusals.ts';
import { indexDocuments } from '../../../functions/index/searchRows.ts';
import { tallyEntity } from '../../../functions/index/tallies.ts';
import { metaRow, postingRows } from '../../../functions/store/documentRows.ts';
import { LocalUploads } from '../../../local/uploadRoute.ts';
import { defaultAuthority } from '../../../runtime/authority.ts';
import { SqliteTable } from '../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemorySearch } from '../../../runtime/memory/search.ts';
import { memoryQueues } from '../../memoryPorts.ts';
import { listingOf } from './memoryListing.ts';

/** How often each method of the table was called. */
export type TableCalls = Record<'get' | 'batchGet' | 'query' | 'scan', number>;

export const fixedCursorKeys: CursorKeys = async () => [
  cursorKey(Buffer.from('a secret that only the tests know.')),
];

export class Newsroom {
  readonly table = new SqliteTable(':memory:');
  now = Date.parse('2021-05-03T09:00:00Z');
  readonly inbox = new MemoryObjects(() => this.now);
  readonly archive = new MemoryObjects(() => 0);
  readonly search = new MemorySearch();
  readonly queues = memoryQueues();
  readonly tableCalls: TableCalls = { get: 0, batchGet: 0, query: 0, scan: 0 };
  /** Items that these calls returned. */
  rowsRead = 0;
  readonly logged: { message: string; details?: Record<string, unknown> | undefined }[] = [];
  readonly app: Hono;
  /** Parses that were begun. */
  parses = 0;
  /** Ends the time of a request for versions. */
  budget = () => new AbortController().signal;
  readonly versions = new VersionReader(
    {
      inbox: this.inbox,
      archive: this.archive,
      read: (object) => {
        this.parses++;
        return this.read(object);
      },
    },
    () => this.budget(),
  );
  read: ObjectReader = readObject;
  deliver: ExportDelivery = streamExport(listingOf(this.search));
  /** If set, every call to the table fails with it. */
  tableError: Error | undefined;
  queueDepths: QueueDepths & { starting?: boolean } = {
    pending: 0,
    dead: 0,
    queues: { uploads: { pending: 0, dead: 0 } },
  };

  constructor(
    admit: Admission = admitEveryone,
    cursorKeys: CursorKeys = fixedCursorKeys,
    origin: ApiDependencies['origin'] = () => 'http://localhost',
  ) {
    const record = (message: string, details?: Record<string, unknown>) =>
      this.logged.push({ message, details });
    const log: Log = { info: record, warn: record, error: record };
    const shared = {
      table: this.#meteredTable(),
      archive: this.archive,
      clock: () => this.now,
      log,
      admit,
      origin,
      cursorKeys,
    };
    const authority = authorityReader({ ...shared, inbox: this.inbox, read: readObject }, defaultAuthority());
    const uploads = new LocalUploads({ inbox: this.inbox, clock: () => this.now });
    this.app = assembleApi(
      log,
      mount(searchRoutes, {
        ...shared,
        authority,
        search: this.search,
        deliver: (...params) => this.deliver(...params),
      }),
      uploads.mounted,
      mount(recordsRoutes, {
        ...shared,
        inbox: this.inbox,
        versions: this.versions,
        authority,
        queues: this.queues,
        placeUpload: uploads.place,
        changesSettleSeconds: 10,
        health: async () => this.queueDepths,
        searchRoutes: async () => searchRoutes,
      }),
    );
  }

  /**
   * Stores a story as the pipeline would and returns its document id. A second story under a key replaces the
   * first.
   */
  add(story: StorySpec, token = 1): Promise<string> {
    return this.addAs(documentId({ key: story.key, part: '', ordinal: 0 }), story, token);
  }

  /** As `add`, for a document whose provider named it. */
  async addAs(doc: string, story: StorySpec, token = 1): Promise<string> {
    const content = contentFromSpec(story);
    const payload = payloadId(serialize(content));
    const annotation = annotationFromSpec(content, payload, story);
    const basis = { payload, model: specModel };
    await this.archive.put(payloadKey(payload), serialize(content));
    await this.archive.put(annotationKey(basis), JSON.stringify(annotation));
    const winner = { source: sourceFromSpec(story, payload), basis, content, annotation };
    for (const [entity, row] of postingRows(doc, winner))
      await this.table.put({ ...keys.posting(entity, row.day, doc), ...row, token });
    await this.table.update(keys.document(doc), { ...metaRow(token, doc, winner), token });
    await indexDocuments({ ...this, clock: Date.now }, [doc]);
    return doc;
  }

  /** Counts the days of every entity, as `index` does. */
  async tallyEntities(): Promise<void> {
    const days = new Map<string, Map<string, object>>();
    for await (const item of paginate((cursor) => this.table.scan(cursor))) {
      const [, day] = /^DAY#([\d-]+)#/.exec(item.sk) ?? [];
      const entity = item.pk.slice('ENT#'.length);
      if (day !== undefined) days.set(entity, (days.get(entity) ?? new Map()).set(day, {}));
    }
    for (const [entity, each] of days) await tallyEntity({ table: this.table, clock: () => 0 }, entity, each);
  }

  /** Removes a document as `store` does. */
  async remove(doc: string, token = 2): Promise<void> {
    await this.table.update(keys.document(doc), { ...metaRow(token, doc, undefined), token });
  }

  async refuse(key: string, code: Code, at: string, evidence = '0 bytes'): Promise<void> {
    const { pk, sk } = keys.claim(key);
    const refusal = { code, evidence };
    await this.table.put({
      pk,
      sk,
      key,
      token: 1,
      outcome: 'refused',
      at,
      refusal,
      ...quarantineIndexKeys(code, at, pk),
    });
  }

  async request(path: string, init?: RequestInit): Promise<Response> {
    for (const name of Object.keys(this.tableCalls) as (keyof TableCalls)[]) this.tableCalls[name] = 0;
    this.rowsRead = 0;
    return this.app.request(path, init);
  }

  /** The body of a response that must be a 200. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests check what they read
  async json(path: string, init?: RequestInit): Promise<any> {
    const response = await this.request(path, init);
    const body = await response.json();
    if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`);
    return body;
  }

  /** The problem in a response that must be one, with the HTTP status. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests check what they read
  async problem(path: string, init?: RequestInit): Promise<any> {
    const response = await this.request(path, init);
    const type = response.headers.get('content-type');
    if (type !== 'application/problem+json') throw new Error(`${response.status} ${type} is not a problem`);
    return Object.assign((await response.json()) as object, { httpStatus: response.status });
  }

  /** Every item of a list, read page by page. */
  // biome-ignore lint/suspicious/noExplicitAny: the tests check what they read
  async allItems(path: string): Promise<any[]> {
    const items = [];
    let next: string | null = '';
    for (let pages = 0; next !== null; pages++) {
      if (pages > 200) throw new Error('the list does not end');
      const page = await this.json(
        next === '' ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${next}`,
      );
      items.push(...page.items);
      next = page.next;
    }
    return items;
  }

  async #countRows(result: Promise<unknown>): Promise<unknown> {
    const value = await result;
    if (Array.isArray(value)) this.rowsRead += value.length;
    else if (value instanceof Object)
      this.rowsRead += 'items' in value && Array.isArray(value.items) ? value.items.length : 1;
    return value;
  }

  #meteredTable(): SqliteTable {
    return new Proxy(this.table, {
      get: (table, name) => {
        const method = Reflect.get(table, name, table);
        return typeof method !== 'function'
          ? method
          : (...parameters: unknown[]) => {
              if (this.tableError !== undefined) return Promise.reject(this.tableError);
              if (name in this.tableCalls) this.tableCalls[name as keyof TableCalls]++;
              return this.#countRows(Reflect.apply(method, table, parameters) as Promise<unknown>);
            };
      },
    });
  }
}
