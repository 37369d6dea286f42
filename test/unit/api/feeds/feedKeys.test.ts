/** Keys in the addresses of feeds. */
import { beforeAll, describe, expect, it } from 'vitest';
import { admitWithKey } from '../../../../api/http/admission.ts';
import { createApiKey, revokeApiKey, type Scope } from '../../../../core/records/apiKey.ts';
import { Newsroom } from '../newsroom.ts';

const clock = () => Date.parse('2021-05-03T09:00:30Z');
const room: Newsroom = new Newsroom((c, scope) => admitWithKey({ table: room.table, clock })(c, scope));
const make = (...scopes: Scope[]) => createApiKey(room.table, { name: 'reader', scopes, rate: 600 }, clock());
const status = async (path: string, init?: RequestInit) => (await room.request(path, init)).status;

beforeAll(async () => {
  await room.add({
    key: 'a.txt',
    title: 'Ferry leaves',
    published: '2021-05-03',
    names: { place: ['Lerwick'] },
  });
});

const feeds = [
  '/v1/documents/feed.atom?',
  '/v1/search/feed.json?q=ferry&',
  '/v1/entities/place/lerwick/feed.atom?',
];

describe('a key with the scope feed', () => {
  it('opens every feed from its address, and is not in what it opens', async () => {
    const { key } = await make('feed');
    for (const feed of feeds) {
      const response = await room.request(`${feed}key=${key}`);
      const text = await response.text();
      expect([response.status, text.includes('Ferry leaves')], feed).toEqual([200, true]);
      expect(text).not.toContain('dateline_');
    }
    expect(JSON.stringify(room.logged)).not.toContain('dateline_');
  });

  it('opens nothing else, neither in an address nor in a header', async () => {
    const { key } = await make('feed');
    const headers = { authorization: `Bearer ${key}` };
    expect(await status('/v1/documents/feed.atom', { headers })).toBe(200);
    for (const path of ['/v1/documents', '/v1/search?q=ferry', '/v1/quarantine']) {
      expect(await status(path, { headers }), path).toBe(403);
      expect(await status(`${path}${path.includes('?') ? '&' : '?'}key=${key}`), path).toBe(401);
    }
  });

  it('is the only key that may stand in an address', async () => {
    for (const scopes of [['read'], ['admin'], ['feed', 'read']] as Scope[][])
      expect(await status(`/v1/documents/feed.atom?key=${(await make(...scopes)).key}`)).toBe(403);
    for (const scopes of [['read'], ['admin']] as Scope[][])
      expect(
        await status('/v1/documents/feed.atom', {
          headers: { authorization: `Bearer ${(await make(...scopes)).key}` },
        }),
      ).toBe(200);
  });

  it('ends when it is revoked; a problem quotes none of it', async () => {
    const { key, made } = await make('feed');
    await revokeApiKey(room.table, made.id, clock());
    const response = await room.request(`/v1/documents/feed.atom?key=${key}`);
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain(made.id);
    const { key: valid } = await make('feed');
    const wrong = await room.request(`/v1/documents/feed.atom?limit=0&key=${valid}`);
    expect([wrong.status, (await wrong.text()).includes(valid)]).toEqual([400, false]);
  });
});
