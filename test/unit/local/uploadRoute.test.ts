import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { listen, loopback } from '../../../local/server.ts';
import { Newsroom } from '../api/newsroom.ts';

it('the address of an upload that broke off takes it again, and the log has no fault', async () => {
  const room = new Newsroom();
  const server = await listen(room.app, { host: loopback, port: 0 });
  try {
    const { url, headers } = await room.json('/v1/uploads', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key: 'wire/a.txt', bytes: 9 }),
    });
    const { pathname } = new URL(url);
    const socket = connect(Number(new URL(server.url).port), loopback);
    const lines = [
      `PUT ${pathname} HTTP/1.1`,
      `Host: ${loopback}`,
      'Content-Length: 9',
      'Expect: 100-continue',
    ];
    socket.write([...lines, '', 'The'].join('\r\n'));
    await once(socket, 'data'); // the server began to read
    socket.destroy();
    const put = () => fetch(`${server.url}${pathname}`, { method: 'PUT', headers, body: 'The text.' });
    await expect.poll(async () => (await put()).status).toBe(200);
    expect(room.logged).toEqual([]);
  } finally {
    await server.close();
  }
});
