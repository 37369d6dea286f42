import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { closestMatch, editDistance } from '../../../../api/http/suggestion.ts';
import { openNewsroom } from '../newsroom.ts';

type Room = Awaited<ReturnType<typeof openNewsroom>>;
let room: Room;
let everyRoute: string[];
beforeAll(async () => {
  room = await openNewsroom();
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
  it('answers GET and HEAD alike, HEAD without a body, and nothing that a browser might run', async () => {
    for (const path of everyRoute) {
      const [get, head] = [await room.ask(path), await room.ask(path, { method: 'HEAD' })];
      expect([get.status, head.status], path).toEqual([200, 200]);
      expect(await head.text()).toBe('');
      expect(get.headers.get('content-type')).toBe('application/json');
      for (const name of ['etag', 'content-type', 'cache-control'])
        expect(head.headers.get(name)).toBe(get.headers.get(name));
      expect(get.headers.get('x-content-type-options')).toBe('nosniff');
      expect(get.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });

  it('says which methods there are to one that is not there', async () => {
    for (const path of everyRoute) {
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const response = await room.ask(path, { method });
        expect([response.status, response.headers.get('allow')], `${method} ${path}`).toEqual([
          405,
          'GET, HEAD',
        ]);
        expect(response.headers.get('content-type')).toBe('application/problem+json');
      }
    }
  });

  it('packs a long answer for who takes that, with a validator of its own', async () => {
    const path = '/v1/documents';
    const plain = await room.ask(path);
    const packed = await room.ask(path, { headers: { 'accept-encoding': 'br, gzip;q=0.8' } });
    expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([
      null,
      'gzip',
    ]);
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
    const unpacked = packed.body?.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(unpacked).text()).toBe(await plain.text());
    const etag = packed.headers.get('etag') ?? '';
    expect(etag).toBe(`W/${plain.headers.get('etag')}`);
    expect((await room.ask(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect(
      (await room.ask(path, { headers: { 'accept-encoding': 'gzip;q=0' } })).headers.get('content-encoding'),
    ).toBeNull();
  });

  it('gives a client what it has already as a 304', async () => {
    for (const path of everyRoute.filter((each) => each !== '/v1/health')) {
      const etag = (await room.ask(path)).headers.get('etag') ?? '';
      expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
      for (const header of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await room.ask(path, { headers: { 'if-none-match': header } });
        expect([again.status, await again.text(), again.headers.get('etag')], path).toEqual([304, '', etag]);
      }
      expect((await room.ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
    }
  });

  it('refuses a parameter that it does not know, by name', async () => {
    for (const path of everyRoute) {
      const problem = await room.problem(withParameter(path, 'colour=red'));
      expect(problem, path).toMatchObject({ status: 400, answered: 400, parameter: 'colour' });
    }
  });

  it('refuses faulty percent-encoding and NUL', async () => {
    for (const path of everyRoute) {
      for (const parameter of ['%zz=1', 'q=%', 'limit=%C3%28', 'x=%00', '%00=1']) {
        expect((await room.problem(withParameter(path, parameter))).answered, `${path} ${parameter}`).toBe(
          400,
        );
      }
    }
    for (const path of ['/v1/documents/%zz', '/v1/entities/person/%C3', '/v1/%ff', '/v1/documents/%00']) {
      expect((await room.problem(path)).answered, path).toBe(400);
    }
  });

  it('refuses a URL that is too long', async () => {
    for (const path of everyRoute) {
      expect((await room.problem(withParameter(path, `x=${'y'.repeat(1_000_000)}`))).answered).toBe(414);
    }
  });

  it('gives no list to who takes no JSON', async () => {
    for (const path of everyRoute) {
      expect((await room.ask(path, { headers: { accept: 'image/png' } })).status, path).toBe(406);
    }
  });

  it('leaks nothing when something breaks, and logs it under the id that it tells', async () => {
    room.fault = new Error('table dateline-Records-1X at 10.0.0.7 is on fire');
    try {
      for (const path of everyRoute.filter((each) => each !== '/v1/health')) {
        room.logged.length = 0;
        const response = await room.ask(path);
        const body = await response.text();
        expect(response.status, path).toBe(500);
        expect(body).not.toMatch(/fire|Records|10\.0|\.ts/);
        expect(JSON.stringify(room.logged)).toContain('is on fire');
        expect(JSON.stringify(room.logged)).not.toMatch(/london|blinken/i);
        expect(`urn:uuid:${room.logged[0]?.details?.id}`).toBe(JSON.parse(body).instance);
      }
    } finally {
      room.fault = undefined;
    }
    expect((await room.ask('/v1/documents')).status).toBe(200);
  });
});

describe('the body of a POST', () => {
  const posted = ['/v1/quarantine/redrive', '/v1/uploads'];
  const body = JSON.stringify({ key: 'refused/none.txt' });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'x',
    '',
    ';',
  ])('is refused as «%s»', async (type) => {
    for (const path of posted) {
      const response = await room.ask(path, { method: 'POST', headers: { 'content-type': type }, body });
      expect([response.status, response.headers.get('accept')], path).toEqual([415, 'application/json']);
      expect(await response.json()).toMatchObject({ status: 415, allowed: 'application/json' });
    }
  });

  it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json;charset=utf-8'])(
    'is read as %s',
    async (type) => {
      for (const path of posted)
        expect([200, 404]).toContain(
          (await room.ask(path, { method: 'POST', headers: { 'content-type': type }, body })).status,
        );
    },
  );

  it('may be missing', async () => {
    expect((await room.ask('/v1/quarantine/redrive', { method: 'POST' })).status).toBe(200);
  });

  it('has no more than 8,192 characters', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const path of posted) {
      const long = { method: 'POST', headers, body: JSON.stringify({ key: 'x'.repeat(1_000_000) }) };
      expect((await room.problem(path, long)).answered).toBe(413);
    }
  });
});

describe('a path', () => {
  it.each([
    '..%2f..%2fetc%2fpasswd',
    '..%5c..%5cwindows',
    '%2e%2e%2f%2e%2e',
    '%252e%252e%252f',
    '....//',
    'META',
    'DOC%23x',
  ])('with %s leads nowhere', async (part) => {
    for (const path of [
      `/v1/documents/${part}`,
      `/v1/documents/${part}/text`,
      `/v1/entities/person/${part}`,
      `/v1/entities/${part}/x`,
    ]) {
      expect((await room.problem(path)).answered, path).toBe(404);
    }
  });
});

describe('a search of a megabyte', () => {
  it('is too long as a URL', async () => {
    expect(
      (await room.problem(`/v1/search?q=${'word '.repeat(200_000).trim().replaceAll(' ', '+')}`)).answered,
    ).toBe(414);
  });

  it('is too long as a question before that', async () => {
    expect(await room.problem(`/v1/search?q=${'x'.repeat(1001)}`)).toMatchObject({
      answered: 400,
      parameter: 'q',
    });
  });
});

describe('where there is nothing', () => {
  it.each([
    '/',
    '/v1',
    '/v1/',
    '/v2/documents',
    '/v1/documents/',
    '/v1/document',
    '/v1/documents/x/y/z',
    '/v1/search/x',
    '/favicon.ico',
  ])('%s is a 404 for any method', async (path) => {
    for (const method of ['GET', 'POST'])
      expect(await room.problem(path, { method })).toMatchObject({ status: 404, answered: 404 });
  });
});

describe('limit', () => {
  it.each(['0', '-1', '101', '1e9', 'abc', '', ' 1', '1.5', '0x10', '१', '1000000000000', '+5'])(
    '«%s» is refused',
    async (value) => {
      for (const path of ['/v1/documents', '/v1/entities?q=lon', '/v1/quarantine', '/v1/search?q=london']) {
        const problem = await room.problem(withParameter(path, `limit=${encodeURIComponent(value)}`));
        expect(problem).toMatchObject({
          status: 400,
          parameter: 'limit',
          got: value,
          allowed: 'a whole number from 1 to 100',
        });
      }
    },
  );

  it('is kept to, for any number from 1 to 100', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100 }), async (limit) => {
        const { items } = await room.json(`/v1/documents?limit=${limit}`);
        expect(items).toHaveLength(Math.min(limit, 5));
      }),
      { numRuns: 20 },
    );
  });
});

describe('parameters', () => {
  it.each([
    ['/v1/documents?sorce=Wire', 'sorce', 'Did you mean «source»?'],
    ['/v1/documents?publishedfrom=2021-01-01', 'publishedfrom', 'Did you mean «published_from»?'],
    ['/v1/documents?entities=x', 'entities', 'Did you mean «entity»?'],
    ['/v1/entities?query=x', 'query', 'There is no parameter'],
    ['/v1/documents?constructor=x', 'constructor', 'There is no parameter'],
    ['/v1/documents?__proto__=x', '__proto__', 'There is no parameter'],
  ])('%s: the nearest right name is told', async (path, parameter, message) => {
    const problem = await room.problem(path);
    expect(problem).toMatchObject({ status: 400, parameter });
    expect(problem.detail).toContain(message);
    expect(problem.allowed).toContain('limit');
  });

  it.each([
    ['source=a&source=b', 'source', 'given 2 times'],
    ['source=', 'source', 'is wrong'],
    ['entity=blinken', 'entity', 'is wrong'],
    ['entity=person/', 'entity', 'is wrong'],
    ['entity=person/x&entity=', 'entity', 'is wrong'],
    [Array.from({ length: 11 }, (_, i) => `entity=person/x${i}`).join('&'), 'entity', 'at most 10'],
    ['language=english!', 'language', 'is wrong'],
    ['published_to=2021-01-01&published_from=2021-01-02', 'published_to', 'ends before it begins'],
    [
      'ingested_to=2021-01-01T00:00:00Z&ingested_from=2021-01-01T00:00:01Z',
      'ingested_to',
      'ends before it begins',
    ],
    ['cursor=', 'cursor', 'is wrong'],
    ['cursor=x', 'cursor', 'none that was given out here'],
  ])('%s is refused', async (query, parameter, message) => {
    const problem = await room.problem(`/v1/documents?${query}`);
    expect(problem).toMatchObject({ status: 400, parameter, type: 'urn:problem-type:dateline:parameter' });
    expect(problem.detail).toContain(message);
  });

  it.each([
    '0000-01-01',
    '99999-01-01',
    '2021-02-30',
    '2021-13-01',
    '2021-00-10',
    '2021-5-3',
    'yesterday',
    '2021',
    '2021-05-03T10:00',
    '2021-05-03T10:00:00',
    '2021-05-03T24:00:00Z',
    '2021-05-03T10:00:60Z',
    '2021-05-03T10:00:00+24:00',
    '0000-12-31T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '0001-01-01T00:00:00+01:00',
    '2021-05-03 10:00:00Z',
    '-2021-05-03',
    '+2021-05-03',
    ' 2021-05-03',
  ])('%s is no day and no time', async (value) => {
    for (const name of ['published_from', 'published_to', 'ingested_from', 'ingested_to']) {
      const problem = await room.problem(`/v1/documents?${name}=${encodeURIComponent(value)}`);
      expect(problem).toMatchObject({ status: 400, parameter: name, got: value });
    }
  });

  it.each([
    '0001-01-01',
    '9999-12-31',
    '2020-02-29',
    '2021-05-03T10:00:00Z',
    '2021-05-03t10:00:00.123456z',
    '2021-05-03T10:00:00%2B05:30',
  ])('%s is one', async (value) => {
    for (const name of ['published_from', 'published_to', 'ingested_from', 'ingested_to']) {
      expect((await room.ask(`/v1/documents?${name}=${value}`)).status).toBe(200);
    }
  });

  it('whatever is sent as a parameter is answered with a 200 or a problem of the client', async () => {
    const names = fc.constantFrom(
      'entity',
      'source',
      'language',
      'published_from',
      'ingested_to',
      'limit',
      'cursor',
      'q',
      'from',
      'since',
      'code',
    );
    const pairs = fc.array(fc.tuple(names, fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 4 });
    const paths = fc.constantFrom(
      '/v1/documents',
      '/v1/entities',
      '/v1/quarantine',
      '/v1/search',
      '/v1/entities/place/london/timeline',
    );
    await fc.assert(
      fc.asyncProperty(paths, pairs, async (path, given) => {
        const response = await room.ask(`${path}?${new URLSearchParams(given)}`);
        expect([200, 400]).toContain(response.status);
        if (response.status === 400)
          expect(await response.json()).toMatchObject({ status: 400, parameter: expect.any(String) });
      }),
    );
  });
});

describe('the nearest name', () => {
  it('counts slips of the finger', () => {
    expect(editDistance('source', 'source')).toBe(0);
    expect(editDistance('soruce', 'source')).toBe(1);
    expect(editDistance('sorce', 'source')).toBe(1);
    expect(editDistance('', 'source')).toBe(6);
  });

  it('is none where nothing is near', () => {
    expect(closestMatch('xyzzy', ['source', 'limit'])).toBeUndefined();
    expect(closestMatch('x', ['q'])).toBeUndefined();
  });

  it('is the same either way round, and never more than the longer word', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });
});
