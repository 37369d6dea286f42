import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { sourceParameter } from '../../../../api/http/parameterSchemas.ts';
import { wordList } from '../../../../core/text/wordSet.ts';
import { pieces } from '../../../pieces.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});
const withParameter = (path: string, parameter: string) =>
  `${path}${path.includes('?') ? '&' : '?'}${parameter}`;

describe('limit', () => {
  it.each(['0', '-1', '101', '1e9', 'abc', '', ' 1', '1.5', '0x10', '१', '1000000000000', '+5'])(
    '"%s" is refused',
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

  it('limits the page, for any number from 1 to 100', async () => {
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
  it('name a source in the form in which it is stored, however the letters are composed', () => {
    expect(sourceParameter.parse('Zu\u0308rcher Post')).toBe('Zürcher Post');
  });

  it('that are too long are told how long they may be', async () => {
    const q = Array.from({ length: 500 }, () => 'budget').join(' OR ');
    const problem = await room.problem(`/v1/search?q=${encodeURIComponent(q)}`);
    const allowed = 'words, "phrases" and filters, at most 1000 characters';
    expect(problem).toMatchObject({ status: 400, parameter: 'q', allowed });
    expect(problem.detail).toContain(allowed);
  });

  it.each([
    ['/v1/documents?sorce=Wire', 'sorce', "Did you mean 'source'?"],
    ['/v1/documents?publishedfrom=2021-01-01', 'publishedfrom', "Did you mean 'published_from'?"],
    ['/v1/documents?entities=x', 'entities', "Did you mean 'entity'?"],
    ['/v1/entities?query=x', 'query', "Did you mean 'q'?"],
    ['/v1/documents?q=storm', 'q', 'GET /v1/search finds text.'],
    ['/v1/documents?keywords=storm', 'keywords', 'GET /v1/search finds text.'],
    ['/v1/documents?from=2021-01-01', 'from', "Did you mean 'published_from'?"],
    ['/v1/documents?pageSize=10', 'pageSize', "Did you mean 'limit'?"],
    ['/v1/documents?offset=10', 'offset', "Did you mean 'cursor'?"],
    ['/v1/documents?constructor=x', 'constructor', 'Unknown parameter'],
    ['/v1/documents?__proto__=x', '__proto__', 'Unknown parameter'],
  ])('%s: the problem suggests the nearest name', async (path, parameter, message) => {
    const problem = await room.problem(path);
    expect(problem).toMatchObject({ status: 400, parameter });
    expect(problem.detail).toContain(message);
    expect(problem.allowed).toContain('limit');
  });

  it.each([
    ['/v1/search?from=2021-01-01', 'from', "It belongs in 'q', as from:2021-01-01."],
    ['/v1/search?source=BBC+News', 'source', `It belongs in 'q', as source:"BBC News".`],
    ['/v1/search?q=storm&type=', 'type', "It belongs in 'q', as type:…."],
    ['/v1/facets?near=cardiff,50km', 'near', "It belongs in 'q', as near:cardiff,50km."],
    ['/v1/entities?language=en', 'language', "It belongs in 'within', as language:en."],
    [`/v1/search?source=${'x'.repeat(99)}`, 'source', `as source:${'x'.repeat(60)}.`],
  ])('%s: the problem says where the field belongs', async (path, parameter, message) => {
    const problem = await room.problem(path);
    expect(problem).toMatchObject({ status: 400, parameter });
    expect(problem.detail).toContain(message);
  });

  it.each([
    ['source=a&source=b', 'source', 'given 2 times'],
    ['source=', 'source', 'Invalid value'],
    ['entity=blinken', 'entity', 'Invalid value'],
    ['entity=person/', 'entity', 'Invalid value'],
    ['entity=person/x&entity=', 'entity', 'Invalid value'],
    [Array.from({ length: 11 }, (_, i) => `entity=person/x${i}`).join('&'), 'entity', 'at most 10'],
    ['language=english!', 'language', 'Invalid value'],
    ['published_to=2021-01-01&published_from=2021-01-02', 'published_to', 'ends before it begins'],
    [
      'ingested_to=2021-01-01T00:00:00Z&ingested_from=2021-01-01T00:00:01Z',
      'ingested_to',
      'ends before it begins',
    ],
    ['cursor=', 'cursor', 'Invalid value'],
    ['cursor=x', 'cursor', 'invalid or expired'],
  ])('%s is refused', async (query, parameter, message) => {
    const problem = await room.problem(`/v1/documents?${query}`);
    expect(problem).toMatchObject({ status: 400, parameter, type: 'urn:problem-type:dateline:parameter' });
    expect(problem.detail).toContain(message);
  });

  it.each(
    pieces(
      '0000-01-01¦99999-01-01¦2021-02-30¦2021-13-01¦2021-00-10¦2021-5-3¦yesterday¦2021¦2021-05-03T10:00',
      '2021-05-03T10:00:00¦2021-05-03T24:00:00Z¦2021-05-03T10:00:60Z¦2021-05-03T10:00:00+24:00',
      '0000-12-31T00:00:00Z¦9999-12-31T23:59:59-01:00¦0001-01-01T00:00:00+01:00¦2021-05-03 10:00:00Z',
      '-2021-05-03¦+2021-05-03¦ 2021-05-03',
    ),
  )('%s is neither a day nor a time', async (value) => {
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
  ])('%s is a day or a time', async (value) => {
    for (const name of ['published_from', 'published_to', 'ingested_from', 'ingested_to']) {
      expect((await room.request(`/v1/documents?${name}=${value}`)).status).toBe(200);
    }
  });

  it('any value gets a 200 or a 400 that names the parameter', async () => {
    const names = fc.constantFrom(
      ...wordList`
      entity source language published_from ingested_to limit cursor q from since code
    `,
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
        const response = await room.request(`${path}?${new URLSearchParams(given)}`);
        expect([200, 400]).toContain(response.status);
        if (response.status === 400)
          expect(await response.json()).toMatchObject({ status: 400, parameter: expect.any(String) });
      }),
    );
  });
});
