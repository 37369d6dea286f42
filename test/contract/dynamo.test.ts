import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { DynamoTable } from '../../runtime/aws/table.ts';
import { tableContract } from './suites/table.ts';
import { tableSchema } from './tableSchema.ts';

tableContract('the table on DynamoDB', async () => {
  const server: Server = dynalite({ createTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  await client.send(new CreateTableCommand(tableSchema('dateline')));
  await waitUntilTableExists(
    { client, maxWaitTime: 30, minDelay: 0.05, maxDelay: 0.5 },
    { TableName: 'dateline' },
  );
  return {
    table: new DynamoTable(client, 'dateline'),
    quirks: [
      'counts characters, not bytes',
      'checks only the type of index keys',
      'compares cursors by UTF-16',
    ],
    close: async () => {
      client.destroy();
      server.close();
      await once(server, 'close');
    },
  };
});
