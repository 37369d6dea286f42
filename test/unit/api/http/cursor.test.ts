import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { hashQuery, openCursor, signCursor, signingKeyName } from '../../../../api/http/cursor.ts';
import { cursorKey } from '../../../../api/http/cursorKeys.ts';
import { HttpProblem } from '../../../../api/http/problem.ts';
import { openExampleNewsroom } from '../exampleNewsroom.ts';

const anything = z.json();
const key = cursorKey(Buffer.from('one secret of thirty-two letters'));
const older = cursorKey(Buffer.from('the secret that was before that one'));

describe('a cursor', () => {
  it('returns its position', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue({ maxDepth: 2 }), (question, position) => {
        // zod drops a field of this name; no position has one.
        fc.pre(
          JSON.stringify(position).length < 500 &&
            question.length < 50 &&
            !JSON.stringify(position).includes('__proto__'),
        );
        const plain = JSON.parse(JSON.stringify(position));
        const cursor = signCursor(key, question, plain);
        expect(cursor).toMatch(/^[\w-]{6}\.[\w-]+\.[\w-]+$/);
        expect(openCursor([key], question, cursor, anything)).toEqual(plain);
      }),
    );
  });

  it('is refused for another query, with another secret, and if a character is changed', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.nat(),
        fc.constantFrom(...'AZaz09-_.='),
        (position, other, at, character) => {
          const cursor = signCursor(key, 'question', position);
          fc.pre(other !== 'question');
          expect(() => openCursor([key], other, cursor, anything)).toThrow(HttpProblem);
          expect(() => openCursor([older], 'question', cursor, anything)).toThrow(HttpProblem);
          const place = at % cursor.length;
          fc.pre(cursor[place] !== character);
          const changed = cursor.slice(0, place) + character + cursor.slice(place + 1);
          expect(() => openCursor([key], 'question', changed, anything)).toThrow(HttpProblem);
        },
      ),
    );
  });

  it('is refused if it is garbage', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        expect(() => openCursor([key], 'question', garbage, anything)).toThrow(HttpProblem);
      }),
    );
  });

  it('is refused if its position has another form', () => {
    const cursor = signCursor(key, 'question', 'a text');
    expect(() => openCursor([key], 'question', cursor, z.number())).toThrow(HttpProblem);
  });

  it('is accepted from any of the keys, and names the key', () => {
    const cursor = signCursor(older, 'q', 7);
    expect(openCursor([key, older], 'q', cursor, z.number())).toBe(7);
    expect(() => openCursor([key], 'q', cursor, z.number())).toThrow(HttpProblem);
    expect([signingKeyName(cursor), signingKeyName('garbage'), signingKeyName('a.b.c')]).toEqual([
      older.name,
      undefined,
      undefined,
    ]);
  });

  it('is refused under the name of another key', () => {
    const cursor = signCursor(older, 'q', 7).replace(older.name, key.name);
    expect(() => openCursor([key, older], 'q', cursor, z.number())).toThrow(HttpProblem);
  });

  it('has at most 1,024 characters', () => {
    expect(() => signCursor(key, 'question', 'x'.repeat(800))).toThrow(RangeError);
    const longest = ['alias', `${'名'.repeat(100)}#organization/${'名'.repeat(120)}-12345678`];
    expect(signCursor(key, '0123456789abcdef', longest).length).toBeLessThanOrEqual(1024);
  });
});

describe('hashQuery', () => {
  it('depends on the path and the filters in any order, but not on the page', () => {
    const a = hashQuery('http://x/v1/documents?entity=place/a&entity=place/b&source=S&limit=5');
    expect(hashQuery('http://y/v1/documents?source=S&cursor=c&entity=place%2Fb&entity=place/a')).toBe(a);
    expect(hashQuery('http://x/v1/documents?entity=place/a&source=S')).not.toBe(a);
    expect(hashQuery('http://x/v1/entities?entity=place/a&entity=place/b&source=S')).not.toBe(a);
  });
});

describe('over HTTP', () => {
  it('a cursor continues only its own query', async () => {
    const room = await openExampleNewsroom();
    const { next } = await room.json('/v1/documents?limit=1');
    for (const path of [
      '/v1/documents?source=Wire',
      '/v1/quarantine?',
      '/v1/entities?q=lon',
      '/v1/search?q=london',
      '/v1/documents?language=en',
    ]) {
      const problem = await room.problem(`${path}&cursor=${next}`.replace('?&', '?'));
      expect(problem).toMatchObject({ status: 400, parameter: 'cursor' });
      expect(problem.detail).toContain('a different query');
    }
    expect((await room.json(`/v1/documents?limit=3&cursor=${next}`)).items).toHaveLength(3);
    expect((await room.problem(`/v1/documents?cursor=${next.slice(0, -1)}`)).detail).toContain(
      'invalid or expired',
    );
    expect((await room.problem(`/v1/documents?cursor=${'a'.repeat(2000)}`)).parameter).toBe('cursor');
  });
});
