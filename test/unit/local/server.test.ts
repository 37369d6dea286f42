/** The real server against hostile, slow and disconnecting clients. It must keep serving the others. */
import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Context } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { securityHeaders } from '../../../api/http/securityHeaders.ts';
import { uploadSeconds } from '../../../core/ports/uploads.ts';
import {
  type ListenSettings,
  listen,
  listenProblem,
  loopback,
  originOf,
  type RunningServer,
} from '../../../local/server.ts';
import { Newsroom } from '../api/newsroom.ts';
import { getRequest, sendTo } from './rawRequest.ts';

let server: RunningServer;
let port: number;
/** How many pieces of the endless export were produced, and whether it was cancelled. */
const long = { pieces: 0, ended: false };

beforeAll(async () => {
  const room = new Newsroom();
  for (let i = 0; i < 3; i++)
    await room.add({ key: `${i}.txt`, title: `Story ${i}`, published: '2021-05-03' });
  // An endless export, produced as fast as the client reads it.
  room.deliver = async (_c, question) => {
    const piece = new TextEncoder().encode('x'.repeat(65_536));
    const body = new ReadableStream(
      {
        pull: (controller) => {
          long.pieces++;
          controller.enqueue(piece);
        },
        cancel: () => {
          long.ended = true;
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { headers: { 'content-type': question.file.mediaType } });
  };
  server = await listen(room.app, { host: loopback, port: 0 });
  port = Number(new URL(server.url).port);
});
afterAll(() => server.close());

const sendRaw = (request: string, to = port) => sendTo(to, request);
const requestFor = (path: string, headers?: string[]) => getRequest(port, path, headers);

const statusOfOther = async () => (await fetch(`${server.url}/v1/documents`)).status;

async function startExport(): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(port, loopback, () => socket.write(requestFor('/v1/exports?format=jsonl')));
    socket.once('data', () => {
      socket.pause();
      resolve(socket);
    });
  });
}

/** Waits until the value has not changed for 100 ms. */
async function stableValue(of: () => number): Promise<number> {
  for (let [before, same] = [of(), 0]; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    same = of() === before ? same + 1 : 0;
    before = of();
    if (same === 5) return before;
  }
}

it.each([
  ['one header of 100 KB', [`X-Long: ${'x'.repeat(100_000)}`]],
  ['headers of 100 KB together', Array.from({ length: 2_000 }, (_, i) => `X-${i}: ${'x'.repeat(40)}`)],
])('refuses %s', async (_, headers) => {
  expect(await sendRaw(requestFor('/v1/documents', headers))).toMatch(/^HTTP\/1\.1 431 /);
  expect(await statusOfOther()).toBe(200);
});

it('says why an address is too long', async () => {
  const answer = await sendRaw(requestFor(`/v1/search?q=${'%28'.repeat(10_000)}`));
  expect(answer).toMatch(/^HTTP\/1\.1 431 /);
  expect(answer).toContain('application/problem+json');
  expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
    status: 431,
    detail: 'The address and the headers together have more than 16 KB.',
  });
});

it('tells who wrote a letter into the address as it is what to write', async () => {
  const answer = await sendRaw(requestFor('/v1/search?q=Köln'));
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(answer.slice(answer.indexOf('{'))).detail).toMatch(/^The address .* percent-encoded/);
});

it.each([
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['no such version', 'GET / HTTP/9.9\r\n\r\n', 400],
  [
    'two lengths',
    `POST /v1/uploads HTTP/1.1\r\nHost: ${loopback}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}`,
    400,
  ],
  [
    'a length and chunks',
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['no host', 'GET /v1/documents HTTP/1.1\r\n\r\n', 400],
])('refuses what is %s, without a stack', async (_, request, status) => {
  const answer = await sendRaw(request);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer).not.toMatch(/node:|\.ts:|at /);
  expect(await statusOfOther()).toBe(200);
});

it.each([
  '/v1/documents/..%2f..%2fetc%2fpasswd',
  '/v1/../../../etc/passwd',
  '//etc/passwd',
  '/v1/documents/%00',
  '/%zz',
])('answers %s with a problem', async (path) => {
  const answer = await sendRaw(requestFor(path));
  expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(answer).toContain('application/problem+json');
  expect(answer).not.toMatch(/root:|node:|\.ts:/);
});

it('produces no more than a slow client reads, and serves others meanwhile', async () => {
  const socket = await startExport();
  const made = await stableValue(() => long.pieces);
  expect(made).toBeLessThan(500);
  expect(await statusOfOther()).toBe(200);
  socket.resume();
  await expect.poll(() => long.pieces).toBeGreaterThan(made);
  socket.destroy();
});

it('stops producing once the client has disconnected', async () => {
  long.ended = false;
  const socket = await startExport();
  socket.destroy();
  await expect.poll(() => long.ended).toBe(true);
  const made = await stableValue(() => long.pieces);
  expect(await statusOfOther()).toBe(200);
  expect(long.pieces).toBe(made);
});

it.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['a header that is too long', `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`],
  ['a host that is none', 'GET / HTTP/1.1\r\nHost: x/@y\r\nConnection: close\r\n\r\n'],
  ['no path', `OPTIONS * HTTP/1.1\r\nHost: ${loopback}\r\nConnection: close\r\n\r\n`],
])('answers %s with a problem and security headers', async (_, request) => {
  const answer = (await sendRaw(request)).toLowerCase();
  expect(answer).toContain('content-type: application/problem+json');
  for (const [name, value] of Object.entries(securityHeaders)) expect(answer).toContain(`${name}: ${value}`);
});

const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some((each) => each.address === '::1'));

it.skipIf(!hasIpv6)('has an address that a browser takes, also on an IPv6 address', async () => {
  const onIpv6 = await listen(new Newsroom().app, { host: '::1', port: 0 });
  try {
    expect(new URL(onIpv6.url).hostname).toBe('[::1]');
  } finally {
    await onIpv6.close();
  }
});

it('takes as long for an upload as its address is valid', async () => {
  const asked = new Promise<Server>((resolve) =>
    subscribe('http.server.request.start', (message) => resolve((message as { server: Server }).server)),
  );
  await statusOfOther();
  expect((await asked).requestTimeout).toBe(uploadSeconds * 1000);
});

it('builds addresses from the connection or the configured origin, never from Host', async () => {
  for (const [configured, expected] of [
    [undefined, /^http:\/\/127\.0\.0\.1:\d+\//],
    ['https://news.example', /^https:\/\/news\.example\//],
  ] as const) {
    const room = new Newsroom(undefined, undefined, originOf(configured));
    await room.add({ key: 'a.txt', title: 'A story', names: { place: ['Oslo'] } });
    // Every address of this machine: no host is refused.
    const open = await listen(room.app, { host: '0.0.0.0', port: 0 });
    try {
      const other = Number(new URL(open.url).port);
      for (const path of ['/v1/documents/feed.json', '/v1/entities/place/oslo/feed.json']) {
        const request = `GET ${path} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`;
        const answer = await sendRaw(request, other);
        const feed = JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
        expect(feed.feed_url).toMatch(expected);
        expect(feed.items[0].id).toMatch(expected);
        expect(answer).not.toContain('evil.example');
      }
    } finally {
      await open.close();
    }
  }
});

it.each([
  ['127.0.0.1', 'http://127.0.0.1:1'],
  ['::ffff:10.0.0.7', 'http://10.0.0.7:1'],
  ['::1', 'http://[::1]:1'],
])('writes the address %s as %s', (localAddress, origin) => {
  const c = { env: { incoming: { socket: { localAddress, localPort: 1 } } } };
  expect(originOf(undefined)(c as unknown as Context)).toBe(origin);
});

it.each<[string, number, string, ListenSettings?]>([
  ['EACCES', 80, 'does not allow this user to open port 80; set DATELINE_PORT to a port from 1024 to 65535.'],
  ['EADDRINUSE', 8787, 'Port 8787 is taken by another program; set DATELINE_PORT to a free one.'],
  ['EADDRINUSE', 1, 'set --port to a free one.', { host: '--host', port: '--port', proxy: '' }],
  ['EADDRNOTAVAIL', 8787, 'is not an address of this machine; set DATELINE_HOST to one that is.'],
])('explains %s in one sentence', (code, of, sentence, settings) => {
  const problem = listenProblem(code, '192.0.2.1', of, settings);
  expect(problem).toContain(sentence);
  expect(problem).not.toMatch(/\n|\. [A-Z]/);
});
