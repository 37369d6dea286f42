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
  it('gives a place that takes a file once, into the inbox, with what is known of it', async () => {
    const room = new Newsroom();
    const { method, url, headers, expires } = await room.json('/v1/uploads', post(place));
    expect([method, expires]).toEqual(['PUT', new Date(room.now + uploadSeconds * 1000).toISOString()]);
    const put = () => room.ask(url, { method, headers, body: 'The text.' });
    expect((await put()).status).toBe(200);
    const object = await room.inbox.get(place.key);
    expect(object).toMatchObject({
      contentType: place.contentType,
      metadata: { source: 'Bureau', published: '2021-05-03' },
    });
    expect(new TextDecoder().decode(await object?.bytes())).toBe('The text.');
    expect(await room.problem(url, { method, body: 'again' })).toMatchObject({ answered: 403 });
  });

  it('closes a place after its time', async () => {
    const room = new Newsroom();
    const { method, url } = await room.json('/v1/uploads', post(place));
    room.now += uploadSeconds * 1000 + 1;
    expect((await room.problem(url, { method, body: 'late' })).answered).toBe(403);
    expect((await room.problem('/v1/uploads/guessed', { method, body: 'x' })).answered).toBe(403);
  });

  it.each(['', '/etc/passwd', '../a', 'a/../b', 'a//b', 'a/', 'a\nb', 'a\0b', 'é'.repeat(513), './a'])(
    'refuses the key «%s»',
    async (key) => {
      expect(await new Newsroom().problem('/v1/uploads', post({ ...place, key }))).toMatchObject({
        answered: 400,
        parameter: 'key',
      });
    },
  );

  it('refuses what is no media type, and fields that it does not know', async () => {
    const room = new Newsroom();
    expect((await room.problem('/v1/uploads', post({ ...place, contentType: 'x\r\ny: z' }))).parameter).toBe(
      'contentType',
    );
    expect((await room.problem('/v1/uploads', post({ ...place, sorce: 'x' }))).parameter).toBe('sorce');
  });
});
