/** Every route of the API runs with no more rights than the role of its function has. */

import { beforeAll, describe, expect, it } from 'vitest';
import { functionRecord } from '../../../../functions/functions.ts';
import type { Permission } from '../../../../functions/permission.ts';
import { pieces } from '../../../pieces.ts';
import { type Installation, openNewsdesk } from './installation.ts';

let desk: Installation;
/** By operation of `/openapi.json`: requests that take its different ways. */
let requests: Record<string, (string | [path: string, body: object])[]>;

beforeAll(async () => {
  desk = await openNewsdesk();
  const firstOf = async (path: string) => {
    const { items } = (await (await desk.request(path)).json()) as { items: { id: string }[] };
    return items[0]?.id ?? '';
  };
  const inFeed = await firstOf('/v1/documents?source=Coast');
  const story = await firstOf('/v1/documents?entity=person/antony-blinken');
  const nothing = '0'.repeat(32);
  const documents = (part: string) => [story, inFeed, nothing].map((id) => `/v1/documents/${id}${part}`);
  const entities = (part: string) =>
    ['person/antony-blinken', 'person/blinken', 'place/london', 'event/nothing'].map(
      (id) => `/v1/entities/${id}${part}`,
    );
  const filters = [
    '',
    '?entity=person/antony-blinken',
    '?entity=place/london&entity=person/blinken',
    '?source=Coast',
    '?language=en&limit=1',
  ];
  const queries = [
    'q=london',
    'q=entity:person/antony-blinken',
    'q=entity:person/blinken+london',
    'q=%22in+london%22+source:wire',
  ];
  requests = {
    'get /v1/health': ['/v1/health'],
    'get /v1/documents': filters.map((filter) => `/v1/documents${filter}`),
    'get /v1/documents/feed.atom': [...filters.slice(0, 4), '?order=arrived'].map(
      (filter) => `/v1/documents/feed.atom${filter}`,
    ),
    'get /v1/documents/feed.json': filters.slice(0, 4).map((filter) => `/v1/documents/feed.json${filter}`),
    'get /v1/documents/{id}': documents(''),
    'get /v1/documents/{id}/text': documents('/text'),
    'get /v1/documents/{id}/mentions': documents('/mentions'),
    'get /v1/documents/{id}/versions': documents('/versions'),
    'get /v1/documents/{id}/trace': documents('/trace'),
    'get /v1/documents/{id}/reprints': documents('/reprints'),
    'get /v1/entities': pieces(
      '?q=blinken¦?q=bl¦?q=london&type=place¦?q=UN¦?q=xyz¦?q=Blinken,+A¦?q=blinkne¦',
      '?order=rising&within=london',
    ).map((q) => `/v1/entities${q}`),
    'get /v1/entities/{type}/{slug}': entities(''),
    'get /v1/entities/{type}/{slug}/documents': entities('/documents'),
    'get /v1/entities/{type}/{slug}/timeline': entities('/timeline'),
    'get /v1/entities/{type}/{slug}/spellings': entities('/spellings'),
    'get /v1/entities/{type}/{slug}/co-mentions': entities('/co-mentions'),
    'get /v1/entities/{type}/{slug}/links': entities('/links'),
    'get /v1/entities/{type}/{slug}/feed.atom': entities('/feed.atom'),
    'get /v1/entities/{type}/{slug}/feed.json': entities('/feed.json'),
    'get /v1/graph': ['/v1/graph?entity=place/london', '/v1/graph?entity=person/nobody'],
    'get /v1/paths': ['/v1/paths?from_entity=place/london&to_entity=place/oslo'],
    'get /v1/changes': ['/v1/changes?since=2026-01-01', '/v1/changes?since=2026-03-06&limit=1'],
    'get /v1/decisions': ['/v1/decisions?limit=1', '/v1/decisions?entity=place/london'],
    'post /v1/decisions': [
      ['/v1/decisions', { action: 'rename', entity: 'place/london', name: 'London', ...desked }],
      ['/v1/decisions', { action: 'hide', entity: 'person/nobody', ...desked }],
    ],
    'get /v1/quarantine': ['/v1/quarantine', '/v1/quarantine?code=input.empty'],
    'post /v1/quarantine/redrive': [
      ['/v1/quarantine/redrive', { key: 'wire/empty.txt' }],
      ['/v1/quarantine/redrive', { key: 'wire/none.txt' }],
      ['/v1/quarantine/redrive', { code: 'input.empty' }],
      ['/v1/quarantine/redrive', {}],
    ],
    'post /v1/uploads': [
      ['/v1/uploads', { key: 'wire/new.txt', bytes: 1 }],
      ['/v1/uploads', { key: 'wire/2021-05-03/a.txt', bytes: 1 }],
    ],
    'get /v1/uploads': ['/v1/uploads?key=wire/2021-05-03/a.txt'],
    'get /v1/search': queries.map((q) => `/v1/search?${q}`),
    'get /v1/facets': queries.map((q) => `/v1/facets?${q}`),
    'get /v1/search/feed.atom': queries.map((q) => `/v1/search/feed.atom?${q}`),
    'get /v1/search/feed.json': queries.map((q) => `/v1/search/feed.json?${q}`),
    'get /v1/stories': [
      '/v1/stories?from=2021-05-01&to=2021-05-31',
      '/v1/stories?from=2021-05-01&to=2021-05-31&entity=person/antony-blinken',
    ],
    'get /v1/trends': ['/v1/trends?date=2021-05-03'],
    'get /v1/exports': ['jsonl', 'csv'].flatMap((format) =>
      ['', ...queries.map((q) => `&${q}`), '&entity=person/antony-blinken'].map(
        (q) => `/v1/exports?format=${format}${q}`,
      ),
    ),
    'get /v1/stats': ['/v1/stats'],
    'get /v1/cost': ['/v1/cost'],
    'get /openapi.json': ['/openapi.json'],
  };
});

/** What the roles allow for large documents and answers, and for work that failed or waits. */
const large = ['annotations/*', 'payloads/*', 'answers/*'].map((keys) => `archive s3:GetObject ${keys}`);
const onOtherDays = {
  query: [
    ...large,
    'archive s3:PutObject answers/*',
    'queues sqs:SendMessage extracted', // a redrive
    'queues sqs:SendMessage normalized',
  ],
  search: [...large, 'archive s3:PutObject answers/*', 'table dynamodb:Query CHANGES#'],
};

const desked = { author: 'Desk', reason: 'As the desk knows.' };

/** Requests, and follows `next` once. */
async function follow(request: string | [path: string, body: object]): Promise<number[]> {
  const [path, body] = typeof request === 'string' ? [request] : request;
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await desk.request(path, init);
  const text = await response.text();
  const { next } = response.headers.get('content-type') === 'application/json' ? JSON.parse(text) : {};
  if (typeof next !== 'string') return [response.status];
  const separator = path.includes('?') ? '&' : '?';
  return [response.status, (await desk.request(`${path}${separator}cursor=${next}`)).status];
}

/** @param isEnough when to stop before the last request */
async function requestEverything(
  isEnough = () => false,
): Promise<{ failed: string[]; succeeded: Set<string> }> {
  const failed: string[] = [];
  const succeeded = new Set<string>();
  for (const [operation, all] of Object.entries(requests))
    for (const request of all) {
      if (isEnough()) return { failed, succeeded };
      const statuses = await follow(request);
      if (statuses.some((status) => status >= 500)) failed.push(`${JSON.stringify(request)}: ${statuses}`);
      if (statuses.every((status) => status < 400)) succeeded.add(operation);
    }
  // An export that is done is redirected to its file.
  await desk.drainExports();
  for (const request of requests['get /v1/exports'] ?? []) {
    const statuses = await follow(request);
    if (!statuses.includes(303)) failed.push(`${JSON.stringify(request)}: ${statuses}`);
  }
  return { failed, succeeded };
}

describe('the roles of the API', () => {
  it('allow every call that its routes make', async () => {
    const described = (await (await desk.request('/openapi.json')).json()) as {
      paths: Record<string, object>;
    };
    const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(Object.keys(requests).sort()).toEqual(operations.sort());
    const { failed, succeeded } = await requestEverything();
    expect(desk.denials).toEqual([]);
    expect(failed).toEqual([]);
    expect(desk.tellingLines).toEqual([]);
    // They allow no more than that; stages.test.ts has the other functions.
    for (const name of ['query', 'search'] as const)
      expect(desk.role(name).unused, name).toEqual([...onOtherDays[name]].sort());
    expect([...succeeded].sort()).toEqual(operations.sort());
  });

  it.each<['query' | 'search', part: string]>([
    ['query', 'readings/*'],
    ['query', 'KEYUSE#'],
    ['search', 'ALIAS#'],
    ['search', 'EXPORT#'],
  ])('would be found lacking if %s had no right to %s', async (name, part) => {
    const record = functionRecord(name) as { permissions: readonly Permission[] };
    const { permissions } = record;
    record.permissions = permissions.filter((each) => !JSON.stringify(each).includes(`"${part}"`));
    expect(record.permissions.length).toBeLessThan(permissions.length);
    desk.now += 3600_000; // exports are made again, and another minute of the key begins
    try {
      const { denials } = desk.role(name);
      await requestEverything(() => denials.length > 0);
      expect(denials).not.toEqual([]);
    } finally {
      record.permissions = permissions;
      desk.role(name).denials.length = 0;
    }
  });

  it('allow to place an answer that is too large for a function', async () => {
    await desk.put('wire/long.txt', `The long reading\n\n${'The harbour was closed. '.repeat(140_000)}`);
    await desk.drain();
    const { items } = (await (await desk.request('/v1/search?q=%22long+reading%22')).json()) as {
      items: { id: string }[];
    };
    const response = await desk.request(`/v1/documents/${items[0]?.id}/text`);
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('https://answers.example/');
    expect(desk.denials).toEqual([]);
  });
});
