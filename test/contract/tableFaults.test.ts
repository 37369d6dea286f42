/**
 * Writes of a `Table` whose answer is late, lost or a refusal: what the adapter reports, and what happened.
 */
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientSettings } from '../../runtime/aws/clients.ts';
import { DynamoTable } from '../../runtime/aws/table.ts';
import { SqliteTable } from '../../runtime/local/table.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { DynamoProxy, type WriteFault } from './dynamoProxy.ts';

let keys = 0;
const newKey = () => ({ pk: `P#${++keys}`, sk: 'META' });

describe('DynamoDB', { timeout: 60_000 }, () => {
  let proxy: DynamoProxy;
  let table: DynamoTable;
  beforeAll(async () => {
    proxy = await DynamoProxy.open({});
    table = new DynamoTable(proxy.client, 'dateline');
  });
  afterEach(() => {
    proxy.nextWrites.length = 0;
  });
  afterAll(() => proxy?.close());
  const read = (key: { pk: string; sk: string }) => table.get(key, { consistent: true });

  it('throttles, and the write happens once', async () => {
    const key = newKey();
    proxy.nextWrites.push('throttled', 'throttled');
    const before = proxy.writes;
    expect(await table.update(key, { token: 1 }, { attribute: 'token', equals: undefined })).toBe(true);
    expect(proxy.writes - before).toBe(3);
    expect(await read(key)).toEqual({ ...key, token: 1 });
  });

  it('loses the answer of a write under a token: the repeated write succeeds', async () => {
    const key = newKey();
    proxy.nextWrites.push('answer lost');
    expect(await table.put({ ...key, token: 4, by: 'a' }, { attribute: 'token', absentOrAtMost: 4 })).toBe(
      true,
    );
    expect(await read(key)).toEqual({ ...key, token: 4, by: 'a' });
  });

  it('loses the answer of an increment: the repetition fails, although the token was raised', async () => {
    const key = newKey();
    await table.put({ ...key, token: 1 });
    proxy.nextWrites.push('answer lost');
    expect(await table.update(key, { token: 2 }, { attribute: 'token', equals: 1 })).toBe(false);
    expect(await read(key)).toEqual({ ...key, token: 2 });
  });

  it('throttles to the end: the write is a fault and never happens', async () => {
    const key = newKey();
    proxy.nextWrites.push(
      ...Array.from({ length: clientSettings.maxAttempts }, (): WriteFault => 'throttled'),
    );
    const writing = table.put({ ...key, token: 1 }, { attribute: 'token', absentOrAtMost: 1 });
    await expect(writing).rejects.toMatchObject({ name: 'ThrottlingException' });
    await proxy.release();
    expect(await read(key)).toBeUndefined();
  });

  it('never answers in time: the write throws, because its outcome is unknown', async () => {
    const key = newKey();
    const held = Array.from(
      { length: clientSettings.maxAttempts },
      (): WriteFault => 'applied when released',
    );
    proxy.nextWrites.push(...held);
    const writing = table.put({ ...key, token: 1 }, { attribute: 'token', equals: undefined });
    await expect(writing).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await read(key)).toBeUndefined();
    await proxy.release(); // a write that was sent may still take effect, but only once
    expect(await read(key)).toEqual({ ...key, token: 1 });
  });

  it('applies a write late, after its repetition: the condition holds it back', async () => {
    const key = newKey();
    proxy.nextWrites.push('applied when released');
    expect(await table.update(key, { token: 1 }, { attribute: 'token', equals: undefined })).toBe(true);
    await table.put({ ...key, token: 2 }, { attribute: 'token', absentOrAtMost: 2 });
    await proxy.release();
    expect(await read(key)).toEqual({ ...key, token: 2 });
  });
});

describe('SQLite', () => {
  const folder = temporaryFolder();

  it('that refuses one item writes its neighbours of the same commit, and never that item', async () => {
    const table = new SqliteTable(path.join(folder, 'table.sqlite'));
    const [good, bad, next] = [newKey(), newKey(), newKey()];
    const outcomes = await Promise.allSettled([
      table.put({ ...good, token: 1 }),
      table.update(bad, { text: 'x'.repeat(500_000) }),
      table.put({ ...next, token: 1 }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    table.close();
    const reopened = new SqliteTable(path.join(folder, 'table.sqlite'));
    expect(await reopened.batchGet([good, bad, next])).toEqual([
      { ...good, token: 1 },
      undefined,
      { ...next, token: 1 },
    ]);
    reopened.close();
  });

  it('that is closed before a write begins fails it, and it never happens', async () => {
    const file = path.join(folder, 'closed.sqlite');
    const table = new SqliteTable(file);
    table.close();
    const key = newKey();
    await expect(table.put({ ...key, token: 1 })).rejects.toThrow();
    const reopened = new SqliteTable(file);
    expect(await reopened.get(key)).toBeUndefined();
    reopened.close();
  });

  it('that is closed while writes wait commits them before', async () => {
    const file = path.join(folder, 'waiting.sqlite');
    const table = new SqliteTable(file);
    const key = newKey();
    const writing = table.put({ ...key, token: 1 });
    table.close();
    expect(await writing).toBe(true);
    const reopened = new SqliteTable(file);
    expect(await reopened.get(key)).toEqual({ ...key, token: 1 });
    reopened.close();
  });
});
