import { describe, expect, it } from 'vitest';
import { createApiKey, type Scope } from '../../../../core/records/apiKey.ts';
import { keys } from '../../../../core/records/keys.ts';
import { authorize } from '../../../../functions/authorize/authorize.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';

const now = Date.parse('2026-03-06T09:00:00Z');
const table = new SqliteTable(':memory:');
const create = (expiresAt?: string) =>
  createApiKey(table, { name: 'test', scopes: ['read'], rate: 60, expiresAt }, now);
const ask = (...identitySource: string[]) =>
  authorize({ table, clock: () => now }, { version: '2.0', type: 'REQUEST', identitySource });

describe('the authorizer', () => {
  it('lets a valid key pass, and names it for the access log', async () => {
    const { key, made } = await create();
    const pass = { isAuthorized: true, context: { keyId: made.id } };
    expect(await ask(`Bearer ${key}`)).toEqual(pass);
    expect(await ask(`bearer  ${key}`)).toEqual(pass);
  });

  it('refuses any other header', async () => {
    const { key, made } = await create();
    const expired = await create('2026-03-06T08:00:00Z');
    await table.update(keys.apiKey(made.id), { revoked: '2026-03-06T08:00:00Z' });
    for (const header of [
      key,
      `Bearer ${key}`,
      `Bearer ${expired.key}`,
      `Basic ${key}`,
      'Bearer',
      '',
      'Bearer x',
    ])
      expect(await ask(header), header).toEqual({ isAuthorized: false, context: {} });
    expect(await ask()).toMatchObject({ isAuthorized: false });
  });

  it('lets a key pass that stands in an address if it is for feeds alone', async () => {
    const make = (scopes: Scope[]) => createApiKey(table, { name: 'reader', scopes, rate: 60 }, now);
    const feed = await make(['feed']);
    expect(await ask(feed.key)).toEqual({ isAuthorized: true, context: { keyId: feed.made.id } });
    for (const scopes of [['read'], ['feed', 'read'], ['admin']] as Scope[][])
      expect(await ask((await make(scopes)).key)).toMatchObject({ isAuthorized: false });
  });

  it('reads no row if the header cannot be a key, and throws if the table fails', async () => {
    const broken = { get: () => Promise.reject(new Error('no table')) } as unknown as SqliteTable;
    const at = (header: string) =>
      authorize({ table: broken, clock: () => now }, { identitySource: [header] });
    expect(await at(`Bearer ${'x'.repeat(60)}`)).toMatchObject({ isAuthorized: false });
    await expect(at(`Bearer ${(await create()).key}`)).rejects.toThrow('no table');
  });
});
