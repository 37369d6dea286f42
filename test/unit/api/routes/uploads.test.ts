import { describe, expect, it } from 'vitest';
import { uploadSeconds } from '../../../../core/ports/uploads.ts';
import { Newsroom } from '../newsroom.ts';

const post = (body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const place = {
  key: 'wire/2021-05-03/a story.txt',
  contentType: 'text/plain; charset=utf-8',
  source: 'Bureau',
  published: '2021-05-03',
};

describe('POST /v1/uploads', () => {
  it('returns an address that accepts one file, with its metadata, into the inbox', async () => {
    const room = new Newsroom();
    const { method, url, headers, expires } = await room.json('/v1/uploads', post(place));
    expect([method, expires]).toEqual(['PUT', new Date(room.now + uploadSeconds * 1000).toISOString()]);
    const put = () => room.request(url, { method, headers, body: 'The text.' });
    expect((await put()).status).toBe(200);
    const object = await room.inbox.get(place.key);
    expect(object).toMatchObject({
      contentType: place.contentType,
      metadata: { source: 'Bureau', published: '2021-05-03' },
    });
    expect(new TextDecoder().decode(await object?.bytes())).toBe('The text.');
    expect(await room.problem(url, { method, body: 'again' })).toMatchObject({ httpStatus: 403 });
  });

  it('refuses the file after the address expired', async () => {
    const room = new Newsroom();
    const { method, url } = await room.json('/v1/uploads', post(place));
    room.now += uploadSeconds * 1000 + 1;
    expect((await room.problem(url, { method, body: 'late' })).httpStatus).toBe(403);
    expect((await room.problem('/v1/uploads/guessed', { method, body: 'x' })).httpStatus).toBe(403);
  });

  it.each(['', '/etc/passwd', '../a', 'a/../b', 'a//b', 'a/', 'a\nb', 'a\0b', 'é'.repeat(513), './a'])(
    'refuses the key "%s"',
    async (key) => {
      expect(await new Newsroom().problem('/v1/uploads', post({ ...place, key }))).toMatchObject({
        httpStatus: 400,
        parameter: 'key',
      });
    },
  );

  it('refuses an invalid media type and unknown fields', async () => {
    const room = new Newsroom();
    expect((await room.problem('/v1/uploads', post({ ...place, contentType: 'x\r\ny: z' }))).parameter).toBe(
      'contentType',
    );
    expect((await room.problem('/v1/uploads', post({ ...place, sorce: 'x' }))).parameter).toBe('sorce');
  });
});
