import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ClockWatch } from '../../../../runtime/aws/clockWatch.ts';
import { DynamoTable } from '../../../../runtime/aws/table.ts';

const key = { pk: 'p', sk: 's' };

describe('the clock of a function', () => {
  let date: string | undefined;
  const server = createServer((_, response) => {
    response.sendDate = false;
    response.writeHead(200, date === undefined ? {} : { date }).end('{}');
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  const now = Date.parse('2021-06-02T12:00:00.400Z');
  const warnings: unknown[] = [];
  beforeEach(() => {
    warnings.length = 0;
  });

  /** A table whose client is watched. */
  function watched(clock = () => now): DynamoTable {
    const log = { warn: (message: string, details?: object) => void warnings.push([message, details]) };
    const client = new DynamoDBClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'us-east-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    });
    return new DynamoTable(new ClockWatch({ clock, log }).attach(client), 't');
  }

  it.each([
    ['as far ahead as is allowed', -5, []],
    [
      'ahead',
      -6,
      [['the clock is ahead of that of AWS by more than Dateline allows', { milliseconds: 5400 }]],
    ],
    ['as far behind as is allowed', 5, []],
    ['behind', 6, [['the clock is behind that of AWS by more than Dateline allows', { milliseconds: 5600 }]]],
  ])('that is %s', async (_, seconds, expected) => {
    date = new Date(Math.floor(now / 1000) * 1000 + seconds * 1000).toUTCString();
    await watched().get(key);
    expect(warnings).toEqual(expected);
  });

  it('is said to be wrong once, not with each answer', async () => {
    date = new Date(now - 60_000).toUTCString();
    const table = watched();
    await table.get(key);
    await table.get(key);
    expect(warnings).toHaveLength(1);
  });

  it('is not said to be wrong because an answer took long', async () => {
    date = new Date(now + 20_000).toUTCString();
    let calls = 0;
    await watched(() => now + 30_000 * calls++).get(key);
    expect(warnings).toEqual([]);
  });

  it('cannot be compared with an answer without a date', async () => {
    date = undefined;
    await watched().get(key);
    expect(warnings).toEqual([]);
  });
});
