import { beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../../../api/http/securityHeaders.ts';
import { limits } from '../../../../core/formats/limits.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

const post = (body: string, headers: Record<string, string> = {}) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

describe('security headers are on', () => {
  it.each<[what: string, status: number, path: string, init?: RequestInit]>([
    ['a list', 200, '/v1/documents'],
    ['a HEAD', 200, '/v1/documents', { method: 'HEAD' }],
    ['a feed', 200, '/v1/documents/feed.atom'],
    ['a stream', 200, '/v1/exports?format=jsonl'],
    ['a response that has not changed', 304, '/v1/documents', { headers: { 'if-none-match': '*' } }],
    ['a bad parameter', 400, '/v1/documents?limit=0'],
    ['an unknown path', 404, '/nothing'],
    ['another method', 405, '/v1/documents', { method: 'DELETE' }],
    ['a media type that there is not', 406, '/v1/documents', { headers: { accept: 'image/png' } }],
    ['a body that is too long', 413, '/v1/uploads', post('x'.repeat(9000))],
    ['a long URL', 414, `/v1/documents?x=${'x'.repeat(9000)}`],
    ['a form', 415, '/v1/uploads', post('a=b', { 'content-type': 'application/x-www-form-urlencoded' })],
    ['a guessed upload address', 403, '/v1/uploads/guessed', { method: 'PUT', body: 'x' }],
  ])('%s: %i', async (_, status, path, init) => {
    const response = await room.request(path, init);
    expect(response.status).toBe(status);
    expect(Object.fromEntries(response.headers)).toMatchObject(securityHeaders);
  });

  it('what fails, whether or not a route made the response', async () => {
    room.tableError = new Error('no table');
    room.inbox.put = () => Promise.reject(new Error('no bucket'));
    try {
      const { url, headers } = await room.json('/v1/uploads', post('{"key":"a.txt","bytes":1}'));
      for (const [path, init] of [
        ['/v1/documents', {}],
        [url, { method: 'PUT', headers, body: 'x' }],
      ]) {
        const response = await room.request(path, init);
        expect([response.status, response.headers.get('content-type')]).toEqual([
          500,
          'application/problem+json',
        ]);
        expect(Object.fromEntries(response.headers)).toMatchObject(securityHeaders);
      }
    } finally {
      room.tableError = undefined;
    }
  });

  it('a file that is too large', async () => {
    const { url, headers } = await room.json('/v1/uploads', post('{"key":"b.txt","bytes":1}'));
    const length = String(limits.container + 1);
    const response = await room.request(url, {
      method: 'PUT',
      headers: { ...headers, 'content-length': length },
      body: 'x',
    });
    expect(response.status).toBe(413);
    expect(Object.fromEntries(response.headers)).toMatchObject(securityHeaders);
  });
});
