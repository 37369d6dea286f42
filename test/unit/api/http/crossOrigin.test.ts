import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import { answerOptions, isOrigin } from '../../../../api/http/crossOrigin.ts';
import { listen, loopback, type RunningServer } from '../../../../local/server.ts';
import { Newsroom } from '../newsroom.ts';

const desk = 'https://desk.example';
let server: RunningServer | undefined;
afterEach(() => server?.close());

async function start(corsOrigins: string[], host: string = loopback): Promise<string> {
  server = await listen(new Newsroom().app, { host, port: 0, corsOrigins });
  return server.url.replace('0.0.0.0', loopback);
}

const preflight = {
  method: 'OPTIONS',
  headers: {
    origin: desk,
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization',
  },
};

describe('a page of another origin', () => {
  it('is an origin without path, wildcard or other scheme', () => {
    expect([desk, 'http://localhost:8080'].every(isOrigin)).toBe(true);
    for (const text of [
      '*',
      'https://*.example',
      `${desk}/`,
      'desk.example',
      'null',
      'file:///x',
      'ftp://desk.example',
    ])
      expect(isOrigin(text), text).toBe(false);
  });

  it.each([loopback, '0.0.0.0'])('may ask a server on %s that names its origin', async (host) => {
    const url = await start([desk], host);
    const asked = await fetch(`${url}/v1/documents`, { ...preflight, headers: { ...preflight.headers } });
    expect(asked.status).toBe(204);
    const allowed = Object.fromEntries(asked.headers);
    expect(allowed).toMatchObject({
      'access-control-allow-origin': desk,
      'access-control-allow-methods': 'GET,HEAD,POST,PUT',
      // Those that requests of this API have: also of conditional ones, and of uploads that replace a file.
      'access-control-allow-headers':
        'authorization,content-type,accept,if-match,if-none-match,if-modified-since',
      'access-control-max-age': '3600',
    });
    expect(allowed).not.toHaveProperty('access-control-allow-credentials');
    const answer = await fetch(`${url}/v1/health`, {
      headers: { origin: desk, 'sec-fetch-site': 'cross-site' },
    });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, desk]);
    expect(answer.headers.get('vary')).toMatch(/origin/i);
    const problem = await fetch(`${url}/v1/nothing`, { headers: { origin: desk } });
    expect([problem.status, problem.headers.get('access-control-allow-origin')]).toEqual([404, desk]);
  });

  it('may not where its origin is not named, nor under another name of the server', async () => {
    const url = await start(['https://other.example']);
    const answer = await fetch(`${url}/v1/health`, { headers: { origin: desk } });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
    const none = await fetch(`${url}/v1/health`, preflight);
    expect([none.status, none.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  it('asks behind a gateway that writes the headers: a preflight request is fine', async () => {
    const app = new Hono();
    answerOptions(app);
    expect((await app.request('/v1/anything', preflight)).status).toBe(204);
  });
});
