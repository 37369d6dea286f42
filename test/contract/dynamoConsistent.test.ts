/** The table on DynamoDB, where reads are stale unless they ask to be consistent, and pages are small. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DynamoTable } from '../../runtime/aws/table.ts';
import { DynamoProxy } from './dynamoProxy.ts';
import { consistentReadsContract } from './suites/tableConsistent.ts';
import { smallPagesContract } from './suites/tablePages.ts';

consistentReadsContract('the table on DynamoDB', async () => {
  const proxy = await DynamoProxy.open({ stale: true, pageItems: 1 });
  return { table: new DynamoTable(proxy.client, 'dateline'), close: () => proxy.close() };
});

smallPagesContract('the table on DynamoDB', async (pageItems) => {
  const proxy = await DynamoProxy.open({ pageItems, halfBatches: true });
  const backoff = { attempts: 2, pause: async () => {} };
  return { table: new DynamoTable(proxy.client, 'dateline', backoff), close: () => proxy.close() };
});

describe('the table on DynamoDB without consistent reads', () => {
  let proxy: DynamoProxy;
  beforeAll(async () => {
    proxy = await DynamoProxy.open({ stale: true });
  });
  afterAll(() => proxy?.close());

  it('is stale: the proxy that proves consistent reads works', async () => {
    const table = new DynamoTable(proxy.client, 'dateline');
    const key = { pk: 'p', sk: 's' };
    await table.put({ ...key, token: 1 });
    expect(await table.get(key)).toBeUndefined();
    expect(await table.get(key, { consistent: false })).toBeUndefined();
    expect((await table.query({ pk: 'p' })).items).toEqual([]);
    await proxy.catchUp();
    expect(await table.get(key)).toEqual({ ...key, token: 1 });
    expect((await table.query({ pk: 'p' })).items).toEqual([{ ...key, token: 1 }]);
  });
});
