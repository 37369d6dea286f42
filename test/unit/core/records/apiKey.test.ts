import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../core/ports/table.ts';
import {
  createApiKey,
  findApiKey,
  listApiKeys,
  revokeApiKey,
  spendRequests,
} from '../../../../core/records/apiKey.ts';
import { advanceExportJob, createExportJob, readExportJob } from '../../../../core/records/exportJob.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const now = Date.parse('2021-05-03T09:00:00Z');
const wanted = { name: 'desk', scopes: ['read' as const], rate: 10 };

describe('an API key', () => {
  it('is found by its text, of which the table stores only a hash', async () => {
    const table = new MemoryTable();
    const { key, made } = await createApiKey(table, wanted, now);
    expect(await findApiKey(table, key, now)).toEqual(made);
    expect(JSON.stringify([...table.items()])).not.toContain(key);
    for (const wrong of ['', 'dateline_', `${key}x`, `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`])
      expect(await findApiKey(table, wrong, now)).toBeUndefined();
  });

  it('is found at once: the gateway remembers a refusal for minutes', async () => {
    const table = new MemoryTable();
    const { key } = await createApiKey(table, wanted, now);
    const reads: unknown[] = [];
    const get: Table['get'] = (at, options) => {
      reads.push(options);
      return MemoryTable.prototype.get.call(table, at);
    };
    await findApiKey(Object.assign(table, { get }), key, now);
    expect(reads).toEqual([{ consistent: true }]);
  });

  it('is not found once it is expired or revoked, but stays listed', async () => {
    const table = new MemoryTable();
    const expiresAt = new Date(now + 1000).toISOString();
    const { key, made } = await createApiKey(table, { ...wanted, expiresAt }, now);
    expect(await findApiKey(table, key, now + 999)).toEqual(made);
    expect(await findApiKey(table, key, now + 1000)).toBeUndefined();
    expect(await revokeApiKey(table, made.id, now)).toBe(true);
    expect(await revokeApiKey(table, 'unknown', now)).toBe(false);
    expect(await findApiKey(table, key, now)).toBeUndefined();
    expect(await listApiKeys(table)).toEqual([{ ...made, revoked: new Date(now).toISOString() }]);
  });

  it('has a number of requests per minute', async () => {
    const table = new MemoryTable();
    const { made } = await createApiKey(table, wanted, now);
    expect(await spendRequests(table, made, 6, now)).toBe(6);
    expect(await spendRequests(table, made, 6, now + 1)).toBe(4);
    expect(await spendRequests(table, made, 6, now + 2)).toBe(0);
    expect(await spendRequests(table, made, 6, now + 60_000)).toBe(6);
    expect(await listApiKeys(table)).toMatchObject([{ last: new Date(now + 60_000).toISOString() }]);
  });

  it('gives nothing to two callers at the same moment', async () => {
    const table = new MemoryTable();
    const { made } = await createApiKey(table, wanted, now);
    const taken = await Promise.all([1, 2].map(() => spendRequests(table, made, 6, now)));
    expect(taken.filter((count) => count === 6)).toHaveLength(1);
    expect(taken).toContain(undefined);
  });
});

it('an export job advances once per part, whichever execution does it', async () => {
  const table = new MemoryTable();
  const job = { id: '1', question: '/v1/documents', origin: 'http://localhost' };
  expect(await createExportJob(table, job, now)).toBe(true);
  expect(await createExportJob(table, job, now)).toBe(false);
  const begun = await readExportJob(table, '1');
  if (begun === undefined) throw new Error('The job is missing.');
  expect(begun).toEqual({
    ...job,
    state: 'running',
    begun: now,
    documents: 0,
    pieces: 0,
    names: [],
    bytes: 0,
  });
  expect(await advanceExportJob(table, begun, { pieces: 1, position: 'here' })).toBe(true);
  expect(await advanceExportJob(table, begun, { pieces: 1, position: 'there' })).toBe(false);
  expect(await readExportJob(table, '1')).toMatchObject({ pieces: 1, position: 'here' });
  expect(await readExportJob(table, '2')).toBeUndefined();
});
