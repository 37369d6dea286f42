/**
 * The API of one machine. A file that takes long for a request must not hold up new files, nor they it; and
 * only who is on this machine needs no key.
 */
import { expect, it, vi } from 'vitest';
import { type CursorKeys, cursorKey } from '../../../api/http/cursorKeys.ts';
import { readObject } from '../../../core/formats/read.ts';
import { createApiKey } from '../../../core/records/apiKey.ts';
import type { HomeFolder } from '../../../local/homeFolder.ts';
import { type LocalApiOptions, localApi } from '../../../local/localApi.ts';
import { KeptMetrics } from '../../../local/metrics/keptMetrics.ts';
import { silentLog } from '../../silentLog.ts';
import { Newsroom } from '../api/newsroom.ts';

const cursorKeys: CursorKeys = async () => [cursorKey(Buffer.from('a secret that only the tests know.'))];

/** @param readsForFiles reads new files */
function apiOf(room: Newsroom, place: Partial<LocalApiOptions> = {}, readsForFiles = vi.fn()) {
  const { table, inbox, archive, search, queues } = room;
  const ports = { table, inbox, archive, search, queues, clock: () => room.now, read: readsForFiles };
  return localApi(
    { ports: ports as unknown as HomeFolder['ports'], cursorKeys },
    {
      host: '127.0.0.1',
      origin: undefined,
      log: silentLog,
      hasRoom: () => true,
      health: async () => ({}) as never,
      metrics: new KeptMetrics(),
      writeAccess: () => {},
      reader: { read: readObject, close: () => {} },
      ...place,
    },
  );
}

it.each<[what: string, place: Partial<LocalApiOptions>, status: number]>([
  ['on this machine alone', {}, 200],
  ['on another address', { host: '192.0.2.1' }, 401],
  ['behind a proxy', { origin: 'https://news.example' }, 401],
])('answers without a key %s: %o, %i', async (_, place, status) => {
  const { app } = apiOf(new Newsroom(), place);
  expect((await app.request('/v1/documents')).status).toBe(status);
});

it('logs the requests of a server that others reach, without what may name people', async () => {
  const lines: string[] = [];
  const writeAccess = (line: string) => lines.push(line);
  const room = new Newsroom();
  const { key, made } = await createApiKey(
    room.table,
    { name: 'desk', scopes: ['read'], rate: 600 },
    room.now,
  );
  const headers = { authorization: `Bearer ${key}`, 'x-forwarded-for': '198.51.100.7, 203.0.113.9' };
  const socket = { incoming: { socket: { remoteAddress: '::ffff:127.0.0.1' } } };
  const { app } = apiOf(room, { origin: 'https://news.example', writeAccess });
  for (const path of ['/v1/entities/person/jo-doe', '/v1/search?q=jo', '/v1/quarantine', '/secret'])
    await app.request(path, { headers }, socket);
  await app.request('/v1/documents', { method: 'POST' }, { incoming: { socket: { remoteAddress: '::1' } } });
  const { app: own } = apiOf(room, { writeAccess });
  await own.request('/v1/documents');
  const [time, ip, caller] = ['2021-05-03T09:00:00.000Z', '203.0.113.9', `key:${made.id}`];
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    ...[
      { caller, method: 'GET', route: '/v1/entities/:type/:slug', status: 404 },
      { caller, method: 'GET', route: '/v1/search', status: 200 },
      { caller, method: 'GET', route: '/v1/quarantine', status: 403 },
      { method: 'GET', status: 404 },
    ].map((fields) => expect.objectContaining({ time, ip, ...fields })),
    expect.objectContaining({ ip: '::1', method: 'POST', route: '/v1/documents', status: 405 }),
  ]);
  expect(lines.join('')).not.toMatch(/jo|doe|secret/);
});

it('answers while the parser of new files never ends', async () => {
  const room = new Newsroom();
  const id = await room.add({ key: 'wire/story.txt', title: 'Ministers meet' });
  await room.inbox.put('wire/story.txt', 'Ministers meet\n\nThe ministers met in London on Monday.\n');
  const own = { read: vi.fn(readObject), close: vi.fn() };
  const readsForFiles = vi.fn(() => new Promise<never>(() => {}));
  const api = apiOf(room, { reader: own }, readsForFiles);
  const answer = await api.app.request(`/v1/documents/${id}/versions`);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ items: [{ version: expect.any(String) }] });
  expect([own.read.mock.calls.length, readsForFiles.mock.calls.length]).toEqual([1, 0]);
  api.close();
  expect(own.close).toHaveBeenCalledOnce();
});
