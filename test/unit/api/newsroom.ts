/** A small newsroom for the API's tests: documents whose rows are made as `store` and `index` make them, and the API over them. */
import type { Hono } from 'hono';
import { assembleApi, mount } from '../../../api/app.ts';
import type { ExportDelivery } from '../../../api/deps.ts';
import { type Admission, admitEveryone } from '../../../api/http/admission.ts';
import { type CursorKeys, cursorKey } from '../../../api/http/cursorKeys.ts';
import { recordsRoutes } from '../../../api/routes/routes.ts';
import { streamExport } from '../../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../../api/searchRoutes/routes.ts';
import { documentId, payloadId, serialize } from '../../../core/document/documentIdentity.ts';
import { type Content, textOf } from '../../../core/document/record.ts';
import { signatureOf } from '../../../core/document/signature.ts';
import type { AnnotatedEntity, Annotation, EntityType, Mention } from '../../../core/entities/annotation.ts';
import type { Role } from '../../../core/entities/data/roles.ts';
import { entityId } from '../../../core/entities/slug.ts';
import type { Code } from '../../../core/errors.ts';
import { readObject } from '../../../core/formats/read.ts';
import type { Log } from '../../../core/ports/log.ts';
import type { Queue } from '../../../core/ports/queue.ts';
import { paginate } from '../../../core/protocol/paginate.ts';
import { annotationKey, payloadKey } from '../../../core/records/archive.ts';
import { keys, refusedPartition } from '../../../core/records/keys.ts';
import { indexDocuments } from '../../../functions/index/searchRows.ts';
import { tallyEntity } from '../../../functions/index/tallies.ts';
import { metaRow, postingRows } from '../../../functions/store/documentRows.ts';
import { localUploads } from '../../../local/uploadRoute.ts';
import { SqliteTable } from '../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../runtime/memory/objects.ts';
import { MemoryQueue } from '../../../runtime/memory/queue.ts';
import { MemorySearch } from '../../../runtime/memory/search.ts';

/** What the newsroom's annotations say they are made by. */
export const model = 'rules-test';

export interface Story {
  key: string;
  title: string;
  standfirst?: string;
  paragraphs?: string[];
  published?: string;
  source?: string;
  language?: string;
  /** Milliseconds since 1970. */
  modified?: number;
  /** Names by type, as they stand in the text. */
  names?: Partial<Record<EntityType, string[]>>;
  /** By name: its short forms in the story, and the field that a title there tells of. */
  also?: Record<string, string[]>;
  roles?: Record<string, Role>;
  more?: Partial<Content>;
}

/** Which calls were made to the table, by name. */
export type Calls = Record<'get' | 'batchGet' | 'query' | 'scan', number>;

const oneKey: CursorKeys = async () => [cursorKey(Buffer.from('a secret that only the tests know.'))];

export class Newsroom {
  readonly table = new SqliteTable(':memory:');
  now = Date.parse('2021-05-03T09:00:00Z');
  readonly inbox = new MemoryObjects(() => this.now);
  readonly archive = new MemoryObjects(() => 0);
  readonly search = new MemorySearch();
  readonly queues = {
    uploads: new MemoryQueue(),
    normalized: new MemoryQueue(),
    extracted: new MemoryQueue(),
    touched: new MemoryQueue(),
  };
  readonly calls: Calls = { get: 0, batchGet: 0, query: 0, scan: 0 };
  /** Items that these calls gave. */
  rowsRead = 0;
  readonly logged: { message: string; details?: Record<string, unknown> | undefined }[] = [];
  readonly app: Hono;
  deliver: ExportDelivery = streamExport;
  /** Made to fail where a test wants it to. */
  fault: Error | undefined;
  depth = { pending: 0, dead: 0, queues: { uploads: { pending: 0, dead: 0 } } };

  constructor(admit: Admission = admitEveryone, cursorKeys: CursorKeys = oneKey) {
    const say = (message: string, details?: Record<string, unknown>) =>
      this.logged.push({ message, details });
    const log: Log = { info: say, warn: say, error: say };
    const shared = {
      table: this.#counted(),
      archive: this.archive,
      clock: () => this.now,
      log,
      admit,
      cursorKeys,
    };
    const uploads = localUploads(this.inbox, () => this.now);
    this.app = assembleApi(
      log,
      mount(searchRoutes, {
        ...shared,
        search: this.search,
        deliver: (...params) => this.deliver(...params),
      }),
      uploads.mounted,
      mount(recordsRoutes, {
        ...shared,
        inbox: this.inbox,
        read: readObject,
        queues: this.queues,
        placeUpload: uploads.place,
        changesSettleSeconds: 10,
        health: async () => this.depth,
        searchRoutes: async () => searchRoutes,
      }),
    );
  }

  /** Stores a story as the pipeline would, and gives its id. A second story under the key replaces the first. */
  add(story: Story, token = 1): Promise<string> {
    return this.addAs(documentId({ key: story.key, part: '', ordinal: 0 }), story, token);
  }

  /** The same for a document that its provider has named. */
  async addAs(doc: string, story: Story, token = 1): Promise<string> {
    const content = contentOf(story);
    const payload = payloadId(serialize(content));
    const annotation = annotationOf(content, payload, story);
    const basis = { payload, model };
    await this.archive.put(payloadKey(payload), serialize(content));
    await this.archive.put(annotationKey(basis), JSON.stringify(annotation));
    const winner = { source: sourceOf(story, payload), basis, content, annotation };
    for (const [entity, row] of postingRows(doc, winner))
      await this.table.put({ ...keys.posting(entity, row.day, doc), ...row, token });
    await this.table.update(keys.document(doc), { ...metaRow(token, doc, winner), token });
    await indexDocuments(this, [doc]);
    return doc;
  }

  /** Counts every entity's days, as `index` does. */
  async tally(): Promise<void> {
    const days = new Map<string, Map<string, number>>();
    for await (const item of paginate((cursor) => this.table.scan(cursor))) {
      const [, day] = /^DAY#([\d-]+)#/.exec(item.sk) ?? [];
      const entity = item.pk.slice('ENT#'.length);
      if (day !== undefined) days.set(entity, (days.get(entity) ?? new Map()).set(day, 0));
    }
    for (const [entity, each] of days)
      await tallyEntity({ table: this.table, clock: () => 0, queues: { touched: nobody } }, entity, each);
  }

  /** What `store` leaves of a document that is gone. */
  async remove(doc: string, token = 2): Promise<void> {
    await this.table.update(keys.document(doc), { ...metaRow(token, doc, undefined), token });
  }

  async refuse(key: string, code: Code, at: string, evidence = 'of 0 bytes'): Promise<void> {
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
      listPk: refusedPartition(code),
      listSk: `${at}#${pk}`,
    });
  }

  async ask(path: string, init?: RequestInit): Promise<Response> {
    for (const name of Object.keys(this.calls) as (keyof Calls)[]) this.calls[name] = 0;
    this.rowsRead = 0;
    return this.app.request(path, init);
  }

  /** The body of an answer that must be a 200. */
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look into is what they check
  async json(path: string, init?: RequestInit): Promise<any> {
    const response = await this.ask(path, init);
    const body = await response.json();
    if (response.status !== 200) throw new Error(`${response.status} ${JSON.stringify(body)}`);
    return body;
  }

  /** The problem in an answer that must be one. */
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look into is what they check
  async problem(path: string, init?: RequestInit): Promise<any> {
    const response = await this.ask(path, init);
    const type = response.headers.get('content-type');
    if (type !== 'application/problem+json') throw new Error(`${response.status} ${type} is no problem`);
    return Object.assign((await response.json()) as object, { answered: response.status });
  }

  /** Every item of a list, page by page. */
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look into is what they check
  async all(path: string): Promise<any[]> {
    const items = [];
    let next: string | null = '';
    for (let pages = 0; next !== null; pages++) {
      if (pages > 200) throw new Error('the list has no end');
      const page = await this.json(
        next === '' ? path : `${path}${path.includes('?') ? '&' : '?'}cursor=${next}`,
      );
      items.push(...page.items);
      next = page.next;
    }
    return items;
  }

  async #rowsCounted(answer: Promise<unknown>): Promise<unknown> {
    const given = await answer;
    if (Array.isArray(given)) this.rowsRead += given.length;
    else if (given instanceof Object)
      this.rowsRead += 'items' in given && Array.isArray(given.items) ? given.items.length : 1;
    return given;
  }

  #counted(): SqliteTable {
    return new Proxy(this.table, {
      get: (table, name) => {
        const method = Reflect.get(table, name, table);
        return typeof method !== 'function'
          ? method
          : (...parameters: unknown[]) => {
              if (this.fault !== undefined) return Promise.reject(this.fault);
              if (name in this.calls) this.calls[name as keyof Calls]++;
              return this.#rowsCounted(Reflect.apply(method, table, parameters) as Promise<unknown>);
            };
      },
    });
  }
}

export function contentOf(story: Story): Content {
  const { title, standfirst, paragraphs = [], published, source = 'Wire', language = 'en', more } = story;
  const precision =
    published === undefined || published.length === 10 ? 'day' : published.length === 7 ? 'month' : 'second';
  const body = paragraphs.map((text) => ({ role: 'text' as const, text }));
  const signature = signatureOf({ paragraphs: body });
  return {
    schema: 'news.doc/1',
    title,
    ...(standfirst !== undefined && { standfirst }),
    paragraphs: body,
    ...(signature !== undefined && { signature }),
    authors: [],
    ...(published !== undefined && {
      published: {
        value: published,
        precision,
        tzKnown: /Z$|[+-]\d\d:\d\d$/.test(published),
        source: 'text',
      },
    }),
    language: { tag: language, source: 'document', confidence: 1 },
    source: { name: source },
    subjects: [],
    quality: { extractor: 'text', confidence: 1, flags: [] },
    ...more,
  };
}

/** Every place where a name stands is a mention of it. */
export function annotationOf(
  content: Content,
  payload: string,
  { names = {}, also = {}, roles = {} }: Story,
): Annotation {
  const text = textOf(content);
  const mentions: Mention[] = [];
  const entities: AnnotatedEntity[] = [];
  for (const [type, list] of Object.entries(names) as [EntityType, string[]][]) {
    for (const name of list) {
      const id = entityId(type, name) ?? '';
      const found = text.split(name).slice(0, -1);
      let start = 0;
      for (const before of found) {
        start += before.length;
        const [end, link] = [start + name.length, { reason: 'same name' }];
        mentions.push({
          start,
          end,
          surface: name,
          type,
          entity: id,
          name,
          confidence: 1,
          link,
          extractor: model,
        });
        start = end;
      }
      const told = { ...(also[name] && { also: also[name] }), ...(roles[name] && { role: roles[name] }) };
      entities.push({ id, type, name, mentions: Math.max(found.length, 1), ...told });
    }
  }
  mentions.sort((a, b) => a.start - b.start);
  return { schema: 'news.annotation/1', payload, model, mentions, entities };
}

export function sourceOf({ key, modified = Date.parse('2021-05-04T08:00:00Z') }: Story, payload: string) {
  return {
    token: 1,
    key,
    version: 'v1',
    part: '',
    format: 'text',
    charset: 'utf-8',
    bytes: 100,
    payload,
    modified,
  };
}

/** A newsroom with the stories that most tests, and docs/api.md, tell of. */
export async function openNewsroom(): Promise<
  Newsroom & { ids: Record<'g7' | 'talks' | 'profile' | 'zurich' | 'memo', string> }
> {
  const room = new Newsroom();
  const ids = {
    g7: await room.add({
      key: 'wire/g7.txt',
      title: 'Blinken arrives in London for G7 meeting',
      standfirst: 'Foreign ministers prepare the summit',
      paragraphs: [
        'Antony Blinken met Dominic Raab in London on Monday. They discussed sanctions against Russia.',
        'Antony Blinken then spoke to reporters about North Korea.',
      ],
      published: '2021-05-03',
      names: { person: ['Antony Blinken', 'Dominic Raab'], place: ['London', 'Russia', 'North Korea'] },
    }),
    talks: await room.add({
      key: 'wire/talks.txt',
      title: 'Talks resume in Istanbul',
      paragraphs: ['Dominic Raab said on Tuesday that the ministers were meeting again. Russia sent nobody.'],
      published: '2021-05-04T23:30:00-05:00',
      modified: Date.parse('2021-05-05T09:00:00Z'),
      names: { person: ['Dominic Raab'], place: ['Istanbul', 'Russia'] },
    }),
    profile: await room.add({
      key: 'post/profile.html',
      title: 'A life in diplomacy',
      paragraphs: ['Antony Blinken played the guitar. London features once.'],
      published: '2021-05-04',
      source: 'The Post',
      language: 'en-GB',
      names: { person: ['Antony Blinken'], place: ['London'] },
      more: {
        byline: 'By Jo Doe',
        authors: ['Jo Doe'],
        subjects: ['diplomacy'],
        source: {
          name: 'The Post',
          url: 'https://post.example/life',
          canonicalUrl: 'javascript:alert(1)',
          guid: 'post-1',
        },
      },
    }),
    zurich: await room.add({
      key: 'blatt/zurich.txt',
      title: 'Außenminister in Zürich',
      paragraphs: ['Der Außenminister traf sich in Zürich.'],
      published: '2020-11',
      source: 'Blatt',
      language: 'de',
      names: { place: ['Zürich'] },
    }),
    memo: await room.add({
      key: 'memo.txt',
      title: 'A memo without a date',
      paragraphs: ['London calling.'],
      names: { place: ['London'] },
    }),
  };
  await room.tally();
  await room.inbox.put(
    'wire/g7.txt',
    'Blinken flies to London\n\nAntony Blinken met Dominic Rabb in London on Monday.\n',
  );
  room.now = Date.parse('2021-05-04T08:00:00Z');
  await room.inbox.put(
    'wire/g7.txt',
    'Blinken arrives in London for G7 meeting\n\nAntony Blinken met Dominic Raab in London on Monday. They discussed sanctions.\n',
  );
  for (const [time, reason] of [
    ['2021-05-03T09:00:02.000Z', 'created'],
    ['2021-05-04T08:00:01.000Z', 'revised'],
  ] as const) {
    const doc = ids.g7;
    await room.table.put({
      ...keys.change(time, doc),
      doc,
      reason,
      title: 'Blinken arrives in London for G7 meeting',
      time,
    });
  }
  room.now += 60_000;
  await room.refuse('inbox/empty.txt', 'input.empty', '2026-01-02T10:00:00.000Z');
  return Object.assign(room, { ids });
}

/** A queue that nothing is sent to here. */
const nobody: Queue = {
  send: () => Promise.reject(new Error('nothing is to be sent')),
  depth: async () => ({ pending: 0, dead: 0 }),
};
