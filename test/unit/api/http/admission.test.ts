import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Admission, admitWithKey } from '../../../../api/http/admission.ts';
import {
  createApiKey,
  findApiKey,
  listApiKeys,
  revokeApiKey,
  spendRequests,
} from '../../../../core/records/apiKey.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';
import { Newsroom } from '../newsroom.ts';

const wanted = { name: 'desk', scopes: ['read' as const], rate: 60 };

/** A newsroom that requires API keys, with its clock in the middle of a minute. */
function newsroomWithKeys(): Newsroom {
  let admit: Admission | undefined;
  const room = new Newsroom(async (c, scope) => admit?.(c, scope));
  room.now = Date.parse('2021-05-03T09:00:30Z');
  admit = admitWithKey({ table: room.table, clock: () => room.now });
  return room;
}

const bearer = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

describe('admitWithKey', () => {
  it('lets valid keys in, and answers any other request with a 401', async () => {
    const room = newsroomWithKeys();
    const { key, made } = await createApiKey(room.table, wanted, room.now);
    expect((await room.request('/v1/documents', bearer(key))).status).toBe(200);
    const without = await room.request('/v1/documents');
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="Dateline"',
    ]);
    const others = [
      key.slice(0, -1),
      `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
      `dateline_${made.id}_`,
      'x',
      made.digest,
    ];
    for (const other of others) {
      const response = await room.request('/v1/documents', bearer(other));
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([
        401,
        'Bearer realm="Dateline", error="invalid_token"',
      ]);
      expect(await response.text()).not.toContain(made.id);
    }
    for (const authorization of [`Basic ${key}`, key, `Bearer ${key} ${key}`, '']) {
      expect((await room.request('/v1/documents', { headers: { authorization } })).status).toBe(401);
    }
  });

  it('serves /openapi.json without a key', async () => {
    expect((await newsroomWithKeys().request('/openapi.json')).status).toBe(200);
  });

  it('checks the scopes of a key', async () => {
    const room = newsroomWithKeys();
    const { key: reader } = await createApiKey(room.table, wanted, room.now);
    const { key: operator } = await createApiKey(room.table, { ...wanted, scopes: ['operate'] }, room.now);
    const { key: admin } = await createApiKey(room.table, { ...wanted, scopes: ['admin'] }, room.now);
    const statuses = async (path: string) =>
      Promise.all(
        [reader, operator, admin].map(async (key) => (await room.request(path, bearer(key))).status),
      );
    expect(await statuses('/v1/documents')).toEqual([200, 403, 200]);
    expect(await statuses('/v1/quarantine')).toEqual([403, 200, 200]);
    expect(await room.problem('/v1/quarantine', bearer(reader))).toMatchObject({
      httpStatus: 403,
      detail: 'The API key has the scope read; this request needs operate.',
    });
  });

  it('refuses a key that is revoked or expired', async () => {
    const room = newsroomWithKeys();
    const expiresAt = new Date(room.now + 60_000).toISOString();
    const { key, made } = await createApiKey(room.table, { ...wanted, expiresAt }, room.now);
    const { key: other, made: second } = await createApiKey(room.table, wanted, room.now);
    expect((await room.request('/v1/documents', bearer(key))).status).toBe(200);
    room.now += 60_000;
    expect((await room.request('/v1/documents', bearer(key))).status).toBe(401);
    expect(await revokeApiKey(room.table, second.id, room.now)).toBe(true);
    expect((await room.request('/v1/documents', bearer(other))).status).toBe(401);
    expect(await revokeApiKey(room.table, 'nobody', room.now)).toBe(false);
    expect((await listApiKeys(room.table)).map(({ id }) => id)).toContain(made.id);
  });

  it('limits the requests of a minute, then says how long to wait', async () => {
    const room = newsroomWithKeys();
    const { key } = await createApiKey(room.table, { ...wanted, rate: 45 }, room.now);
    const statuses = [];
    for (let i = 0; i < 50; i++) statuses.push((await room.request('/v1/documents', bearer(key))).status);
    expect(statuses).toEqual([...Array(45).fill(200), ...Array(5).fill(429)]);
    const refused = await room.request('/v1/documents', bearer(key));
    expect(refused.headers.get('retry-after')).toBe('30');
    room.now += 30_000;
    expect((await room.request('/v1/documents', bearer(key))).status).toBe(200);
  });

  it('admits as many requests at once as one after the other', async () => {
    const room = newsroomWithKeys();
    const { key } = await createApiKey(room.table, wanted, room.now);
    const asked = Array.from({ length: 70 }, () => room.request('/v1/documents', bearer(key)));
    const admitted = (await Promise.all(asked)).filter(({ status }) => status === 200);
    expect(admitted).toHaveLength(60);
  });

  it('stores only the hash of a key', async () => {
    const room = newsroomWithKeys();
    const { key, made } = await createApiKey(room.table, wanted, room.now);
    const stored = JSON.stringify((await room.table.scan()).items);
    expect(stored).toContain(made.digest);
    expect(stored).not.toContain(key);
    expect(stored).not.toContain(key.split('_').slice(2).join('_'));
    expect(await findApiKey(room.table, key, room.now)).toEqual(made);
  });
});

describe('spendRequests', () => {
  it('never grants more than the rate in a minute, even concurrently', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 }),
        async (rate, takers) => {
          const table = new MemoryTable();
          const { made } = await createApiKey(table, { ...wanted, rate }, 0);
          const takes = takers.map(async (count) => {
            for (;;) {
              const got = await spendRequests(table, made, count, 5_000);
              if (got !== undefined) return got;
            }
          });
          const total = (await Promise.all(takes)).reduce((sum, got) => sum + got, 0);
          expect(total).toBe(
            Math.min(
              rate,
              takers.reduce((sum, count) => sum + count, 0),
            ),
          );
          expect(await spendRequests(table, made, 1, 65_000)).toBe(1);
          expect((await listApiKeys(table))[0]?.last).toBe(new Date(65_000).toISOString());
        },
      ),
      { numRuns: 50 },
    );
  });
});
