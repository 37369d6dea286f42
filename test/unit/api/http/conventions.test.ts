import { beforeAll, describe, expect, it } from 'vitest';
import { wordList } from '../../../../core/text/wordSet.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
let everyRoute: string[];
beforeAll(async () => {
  room = await openExampleNewsroom();
  const [document, entity] = [`/v1/documents/${room.ids.g7}`, '/v1/entities/place/london'];
  const of = (path: string, parts: string[]) => [path, ...parts.map((part) => `${path}/${part}`)];
  everyRoute = [
    '/v1/health',
    '/v1/documents',
    ...of(document, ['text', 'mentions', 'versions']),
    '/v1/entities?q=lon',
    ...of(entity, ['documents', 'timeline', 'co-mentions']),
    '/v1/quarantine',
    '/v1/search?q=london',
  ];
});
const withParameter = (path: string, parameter: string) =>
  `${path}${path.includes('?') ? '&' : '?'}${parameter}`;

describe('every route', () => {
  it('answers GET and HEAD alike, HEAD without a body, with security headers', async () => {
    for (const path of everyRoute) {
      const [get, head] = [await room.request(path), await room.request(path, { method: 'HEAD' })];
      expect([get.status, head.status], path).toEqual([200, 200]);
      expect(await head.text()).toBe('');
      expect(get.headers.get('content-type')).toBe('application/json');
      for (const name of ['etag', 'content-type', 'cache-control'])
        expect(head.headers.get(name)).toBe(get.headers.get(name));
      expect(get.headers.get('x-content-type-options')).toBe('nosniff');
      expect(get.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('answers any other method with a 405 that lists the allowed ones', async () => {
    for (const path of everyRoute) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const response = await room.request(path, { method });
        expect([response.status, response.headers.get('allow')], `${method} ${path}`).toEqual([
          405,
          'GET, HEAD',
        ]);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
      }
    }
  });

  it('compresses a long response if the client accepts that, with an entity tag of its own', async () => {
    const path = '/v1/documents';
    const plain = await room.request(path);
    const packed = await room.request(path, { headers: { 'accept-encoding': 'br, gzip;q=0.8' } });
    expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([
      null,
      'gzip',
    ]);
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
    const unpacked = packed.body?.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(unpacked).text()).toBe(await plain.text());
    const etag = packed.headers.get('etag') ?? '';
    expect(etag).toBe(`W/${plain.headers.get('etag')}`);
    expect((await room.request(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect(
      (await room.request(path, { headers: { 'accept-encoding': 'gzip;q=0' } })).headers.get(
        'content-encoding',
      ),
    ).toBeNull();
  });

  it.each(['jsonl', 'csv', 'ftm'])('compresses an export as %s', async (format) => {
    const path = `/v1/exports?format=${format}`;
    const packed = await room.request(path, { headers: { 'accept-encoding': 'gzip' } });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const unpacked = packed.body?.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(unpacked).text()).toBe(await (await room.request(path)).text());
  });

  it('sends a short answer as it is, with its length', async () => {
    for (const path of ['/v1/health', '/v1/nothing']) {
      const answer = await room.request(path, { headers: { 'accept-encoding': 'gzip' } });
      expect(answer.headers.get('content-encoding'), path).toBeNull();
      expect(answer.headers.get('content-length'), path).toBe(String((await answer.text()).length));
    }
  });

  it('answers with a 304 if the client has the same body', async () => {
    for (const path of everyRoute.filter((each) => each !== '/v1/health')) {
      const etag = (await room.request(path)).headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
      for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await room.request(path, { headers: { 'if-none-match': header } });
        expect([again.status, await again.text(), again.headers.get('etag')], path).toEqual([304, '', etag]);
      }
      expect((await room.request(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
  });

  it('refuses an unknown parameter by name', async () => {
    for (const path of everyRoute) {
      const problem = await room.problem(withParameter(path, 'colour=red'));
      expect(problem, path).toMatchObject({ status: 400, httpStatus: 400, parameter: 'colour' });
    }
  });

  it('refuses invalid percent-encoding and NUL', async () => {
    for (const path of everyRoute) {
      for (const parameter of ['%zz=1', 'q=%', 'limit=%C3%28', 'x=%00', '%00=1']) {
        expect((await room.problem(withParameter(path, parameter))).httpStatus, `${path} ${parameter}`).toBe(
          400,
        );
      }
    }
    for (const path of ['/v1/documents/%zz', '/v1/entities/person/%C3', '/v1/%ff', '/v1/documents/%00']) {
      expect((await room.problem(path)).httpStatus, path).toBe(400);
    }
  });

  it('refuses a URL that is too long', async () => {
    for (const path of everyRoute) {
      expect((await room.problem(withParameter(path, `x=${'y'.repeat(1_000_000)}`))).httpStatus).toBe(414);
    }
  });

  it('answers with a 406 if the client does not accept JSON', async () => {
    for (const path of everyRoute) {
      expect((await room.request(path, { headers: { accept: 'image/png' } })).status, path).toBe(406);
    }
  });

  it('hides the details of an internal error, and logs them under the id in the response', async () => {
    room.tableError = new Error('table dateline-Records-1X at 10.0.0.7 is on fire');
    try {
      for (const path of everyRoute.filter((each) => each !== '/v1/health')) {
        room.logged.length = 0;
        const response = await room.request(path);
        const body = await response.text();
        expect(response.status, path).toBe(500);
        expect(body).not.toMatch(/fire|Records|10\.0|\.ts/);
        expect(JSON.stringify(room.logged)).toContain('is on fire');
        expect(JSON.stringify(room.logged)).not.toMatch(/london|blinken/i);
        expect(`urn:uuid:${room.logged[0]?.details?.id}`).toBe(JSON.parse(body).instance);
      }
    } finally {
      room.tableError = undefined;
    }
    expect((await room.request('/v1/documents')).status).toBe(200);
  });
});

describe('a path', () => {
  it.each(wordList`
    ..%2f..%2fetc%2fpasswd ..%5c..%5cwindows %2e%2e%2f%2e%2e %252e%252e%252f ....// META DOC%23x
  `)('with %s is a 404', async (part) => {
    for (const path of [
      `/v1/documents/${part}`,
      `/v1/documents/${part}/text`,
      `/v1/entities/person/${part}`,
      `/v1/entities/${part}/x`,
    ]) {
      expect((await room.problem(path)).httpStatus, path).toBe(404);
    }
  });
});

describe('a search text of a megabyte', () => {
  it('makes the URL too long', async () => {
    expect(
      (await room.problem(`/v1/search?q=${'word '.repeat(200_000).trim().replaceAll(' ', '+')}`)).httpStatus,
    ).toBe(414);
  });

  it('has a shorter limit of its own', async () => {
    expect(await room.problem(`/v1/search?q=${'x'.repeat(1001)}`)).toMatchObject({
      httpStatus: 400,
      parameter: 'q',
    });
  });
});

describe('an unknown path', () => {
  it.each(wordList`
    / /v1 /v1/ /v2/documents /v1/documents/ /v1/document /v1/documents/x/y/z /v1/search/x /favicon.ico
  `)('%s is a 404 for any method', async (path) => {
    for (const method of ['GET', 'POST'])
      expect(await room.problem(path, { method })).toMatchObject({ status: 404, httpStatus: 404 });
  });
});
