import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { isServiceFault } from '../../../../core/protocol/serviceFault.ts';
import { searchFromEnvironment } from '../../../../runtime/aws/searchTable.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

/** What reading the search table throws, if S3 answers like this. */
async function faultOf(answer: RequestListener): Promise<unknown> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const environment = {
    DATELINE_SEARCH_URI: 's3://bucket/search',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'eu-north-1',
  };
  const ports = { table: new MemoryTable(), clock: Date.now };
  const search = await searchFromEnvironment(ports, { create: true }, environment);
  const fault = await search.tokensOf([{ id: 'a' }]).catch((error: unknown) => error);
  server.close();
  server.closeAllConnections();
  return fault;
}

const status =
  (code: number): RequestListener =>
  (_, response) =>
    void response.writeHead(code).end();

describe.concurrent('a search table on an S3', () => {
  it.each<[string, RequestListener]>([
    ['breaks connections', ({ socket }) => void socket.destroy()],
    [
      'breaks answers off',
      (_, { socket }) => void socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<'),
    ],
    ['answers 429', status(429)],
    ['answers 502', status(502)],
  ])('that %s fails, and no message is to blame', async (_, answer) => {
    expect(isServiceFault(await faultOf(answer))).toBe(true);
  });

  it('that refuses the request fails by the request', async () => {
    const fault = await faultOf(status(403));
    expect(fault).toBeInstanceOf(Error);
    expect(isServiceFault(fault)).toBe(false);
  });
});
