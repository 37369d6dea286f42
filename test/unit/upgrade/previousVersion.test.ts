/**
 * The version before this one, this one, and that one again, on the same records (test/upgrade): no message
 * is given up, nothing becomes unreadable, search is never empty, and nothing is made anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Search } from '../../../core/ports/search.ts';
import { enqueueKeys } from '../../../core/protocol/messages.ts';
import type { Ports } from '../../../core/protocol/ports.ts';
import { type QueueName, queueNames } from '../../../core/protocol/topology.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import * as current from '../../upgrade/code.ts';
import { Store } from '../../upgrade/store.ts';

type Version = typeof current;

const fixture = (name: string) => readFileSync(new URL(`../../upgrade/previous/${name}`, import.meta.url));
const folder = temporaryFolder();
let previous: Version;
let store: Store;
let annotated = 0;
let read = 0;

beforeAll(async () => {
  const file = path.join(folder, 'code.mjs');
  writeFileSync(file, gunzipSync(fixture('code.mjs.gz')));
  previous = (await import(pathToFileURL(file).href)) as Version;
  store = await Store.read(fixture('records.json.gz'));
});

/**
 * The ports of a version, which annotates with its own model. In a deployment each version has adapters of
 * its own: after a change of a port, calls in the form of the version before are translated here.
 */
function portsOf(version: Version): Ports {
  const { ports } = store;
  const { model } = version;
  return {
    ...ports,
    search: withFacets(ports.search),
    annotate: async (content, payload) => {
      annotated++;
      return { ...(await ports.annotate(content, payload)), model };
    },
    read: (object, from) => {
      read++;
      return ports.read(object, from);
    },
  };
}

/** The version before counted documents by `facets`, which read a column of each. */
function withFacets(search: Search): Search {
  const facets = async (limit: number) => {
    const { documents, ...numbers } = await search.census();
    const [source = [], language = [], published = []] = [
      numbers.sources,
      numbers.languages,
      numbers.days,
    ].map((counts) => [...counts].flatMap(([value, count]) => Array.from({ length: count }, () => value)));
    const rows = source.map((each, i) => ({ source: each, language: language[i], published: published[i] }));
    return { documents, rows: rows.slice(0, limit) };
  };
  const methodOf = (name: string | symbol) => {
    const value: unknown = Reflect.get(search, name, search);
    return typeof value === 'function' ? (value.bind(search) as unknown) : value;
  };
  return new Proxy(search, { get: (_, name) => (name === 'facets' ? facets : methodOf(name)) });
}

/** The version handles what is in flight, and these keys. It fails if a stage gives a message up. */
async function work(version: Version, keys: readonly string[] = []): Promise<void> {
  const ports = portsOf(version);
  await version.runStages(
    ports,
    async (queues: Record<QueueName, Ports['queues'][QueueName]>) => {
      for (const name of queueNames) await queues[name].send(store.messages[name].splice(0));
      await enqueueKeys(queues.uploads, keys);
    },
    { sent: store.now },
  );
}

async function put(version: Version, key: string, title: string): Promise<void> {
  await store.inbox.put(
    key,
    `${title}\n\nPARIS, 1 June 2021 - Emmanuel Macron met Lord David Frost in Paris.\n`,
  );
  await work(version, [key]);
}

/** What readers of a version's API see; every answer must be right. */
async function titles(version: Version): Promise<string[]> {
  const ask = version.apiOf(portsOf(version));
  const get = async (address: string) => {
    const response = await ask(address);
    expect([address, response.status]).toEqual([address, 200]);
    return response.json() as Promise<{ items: { id: string; title: string }[] }>;
  };
  const { items } = await get('/v1/documents?limit=100');
  for (const { id } of items) await get(`/v1/documents/${id}/mentions`);
  expect((await get('/v1/search?q=foreign+minister&limit=100')).items.length).toBeGreaterThan(20);
  for (const entity of ['person/antony-blinken', 'place/london', 'organization/nato'])
    for (const part of ['', '/documents', '/timeline', '/co-mentions'])
      await get(`/v1/entities/${entity}${part}`);
  for (const address of [
    '/v1/entities?q=blink',
    '/v1/changes?since=2021-01-01',
    '/v1/quarantine',
    '/v1/stats',
    '/v1/entities/person/frost/links',
  ])
    await get(address);
  return items.map(({ title }) => title).sort();
}

describe('this version after the one before', () => {
  it('answers from its records before it has handled anything', async () => {
    expect(await titles(current)).toEqual(await titles(previous));
    expect(await titles(current)).toHaveLength(29);
  });

  it('handles the messages that were in flight', async () => {
    await work(current);
    const found = await titles(current);
    expect(found).toHaveLength(32);
    for (const what of ['put', 'read', 'annotated', 'stored'])
      expect(found).toContain(`News that was ${what}`);
  });

  it('finds nothing to do in what is there', async () => {
    const { items } = await store.inbox.list('');
    annotated = read = 0;
    await work(
      current,
      items.map(({ key }) => key),
    );
    const { outcome, keys, strays, unread, removed } = await current.sweep(portsOf(current));
    expect({ outcome, keys, strays, unread, removed }).toEqual({
      ...{ outcome: 'done', keys: 0, strays: 0, unread: 0, removed: 0 },
    });
    await work(current);
    expect({ annotated, read }).toEqual({ annotated: 0, read: 0 });
  });

  it('revises, deletes and adds', async () => {
    await put(current, 'wire/1.txt', 'Another harbour');
    await put(current, 'new.txt', 'A new story');
    await store.inbox.delete('wire/2.txt');
    await work(current, ['wire/2.txt']);
  });
});

describe('the version before after this one', () => {
  it('reads and handles all that this one has written', async () => {
    await store.inbox.put(
      'in-flight.txt',
      'A last story\n\nROME, 1 June 2021 - Mario Draghi spoke in Rome.\n',
    );
    await enqueueKeys(store.ports.queues.uploads, ['in-flight.txt']);
    const before = await titles(current);
    expect(await titles(previous)).toEqual(before);
    await work(previous);
    await put(previous, 'wire/3.txt', 'Back again');
    await store.inbox.delete('new.txt');
    await work(previous, ['new.txt']);
    const { outcome, unread } = await previous.sweep(portsOf(previous));
    expect({ outcome, unread }).toEqual({ outcome: 'done', unread: 0 });
    await work(previous);
    expect(await titles(previous)).toHaveLength(before.length);
  });

  it('leaves records that this version goes on with', async () => {
    await work(current);
    expect(await titles(current)).toContain('Back again');
    expect(await current.sweep(portsOf(current))).toMatchObject({ outcome: 'done', keys: 0, unread: 0 });
    await work(current);
    // A model that is newer than the version before is announced, not faulty.
    const expected = /refused|of an earlier model or reader/;
    expect(store.warnings.filter((line) => !expected.test(line))).toEqual([]);
  });
});
