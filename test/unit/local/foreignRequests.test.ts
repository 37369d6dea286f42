/** Whom a server answers that has no keys: its own machine, and no web page or proxy but those it knows. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { securityHeaders } from '../../../api/http/securityHeaders.ts';
import { listen, loopback, type RunningServer } from '../../../local/server.ts';
import { Newsroom } from '../api/newsroom.ts';
import { getRequest, sendTo } from './rawRequest.ts';

let server: RunningServer;
let port: number;
beforeAll(async () => {
  server = await listen(new Newsroom().app, { host: loopback, port: 0 });
  port = Number(new URL(server.url).port);
});
afterAll(() => server.close());

const sendRaw = (request: string, to = port) => sendTo(to, request);
const requestFor = (path: string, headers: string[]) => getRequest(port, path, headers);

it.each([
  ['cross-site', 403],
  ['same-site', 403],
  ['same-origin', 200],
  ['none', 200],
])('answers a GET that a browser marks as %s with %i, with security headers', async (site, status) => {
  const answer = await sendRaw(requestFor('/v1/documents', [`Sec-Fetch-Site: ${site}`]));
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  for (const [name, value] of Object.entries(securityHeaders))
    expect(answer.toLowerCase()).toContain(`${name}: ${value}`);
});

// The console is not mounted here, so that a page which may be opened is not found.
it.each([
  ['/', 'navigate', 404],
  ['/', 'no-cors', 403],
  ['/v1/documents', 'navigate', 403],
])(
  'lets a link on another site lead to the console and to nothing else: %s by %s',
  async (path, mode, status) => {
    const answer = await sendRaw(requestFor(path, ['Sec-Fetch-Site: cross-site', `Sec-Fetch-Mode: ${mode}`]));
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  },
);

it('refuses a request for another host', async () => {
  expect(
    await sendRaw('GET /v1/documents HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
  ).toMatch(/^HTTP\/1\.1 403 /);
});

it.each([
  ...['Forwarded: for=192.0.2.7', 'X-Forwarded-For: 192.0.2.7', 'X-Real-IP: 192.0.2.7'],
  ...['Via: 1.1 cache.example', 'X-Forwarded-Proto: https'],
])(
  'asks for DATELINE_ORIGIN, with which it requires keys, if a proxy passes on a request: %s',
  async (header) => {
    const answer = await sendRaw(requestFor('/v1/documents', [header]));
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain('DATELINE_ORIGIN');
  },
);

it('answers what a proxy passes on once it knows how others reach it', async () => {
  const options = { host: loopback, port: 0, origin: 'https://news.example' };
  const behindProxy = await listen(new Newsroom().app, options);
  try {
    const lines = ['Host: news.example', 'Origin: https://news.example', 'X-Forwarded-For: 192.0.2.7'];
    const request = ['GET /v1/documents HTTP/1.1', ...lines, 'Connection: close', '', ''].join('\r\n');
    expect(await sendRaw(request, Number(new URL(behindProxy.url).port))).toMatch(/^HTTP\/1\.1 200 /);
  } finally {
    await behindProxy.close();
  }
});
