import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { admitWithKey } from '../../../../api/http/admission.ts';
import type { HttpProblem } from '../../../../api/http/problem.ts';
import { problemResponse } from '../../../../api/http/response.ts';
import { limits } from '../../../../core/formats/limits.ts';
import { uploadSeconds } from '../../../../core/ports/uploads.ts';
import { createApiKey, type Scope } from '../../../../core/records/apiKey.ts';
import { LocalUploads } from '../../../../local/uploadRoute.ts';
import { SqliteTable } from '../../../../runtime/local/table.ts';
import { MemoryObjects } from '../../../../runtime/memory/objects.ts';
import { Newsroom } from '../newsroom.ts';

const post = (body: object, authorization?: string) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
  body: JSON.stringify(body),
});
const text = 'The text.';
const place = {
  key: 'wire/2021-05-03/a story.txt',
  bytes: text.length,
  contentType: 'text/plain; charset=utf-8',
  source: 'Bureau',
  published: '2021-05-03',
};

describe('POST /v1/uploads', () => {
  it('returns an address that accepts one file, with its metadata, into the inbox', async () => {
    const room = new Newsroom();
    const { method, url, headers, expires } = await room.json('/v1/uploads', post(place));
    expect([method, expires]).toEqual(['PUT', new Date(room.now + uploadSeconds * 1000).toISOString()]);
    expect(headers).toEqual({ 'content-type': place.contentType, 'if-none-match': '*' });
    const put = () => room.request(url, { method, headers, body: text });
    expect((await put()).status).toBe(200);
    const object = await room.inbox.get(place.key);
    expect(object).toMatchObject({
      contentType: place.contentType,
      metadata: { source: 'Bureau', published: '2021-05-03' },
    });
    expect(new TextDecoder().decode(await object?.bytes())).toBe(text);
    expect(await room.problem(url, { method, body: text })).toMatchObject({ httpStatus: 403 });
  });

  it('returns an address that requests side by side can use once', async () => {
    const room = new Newsroom();
    const { method, url, headers } = await room.json('/v1/uploads', post(place));
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => room.request(url, { method, headers, body: text })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403, 403, 403]);
    expect((await room.inbox.listVersions(place.key)).items).toHaveLength(1);
  });

  it('accepts the file once the disk that was full has room', async () => {
    const room = new Newsroom();
    const { method, url, headers } = await room.json('/v1/uploads', post(place));
    const store = room.inbox.put;
    room.inbox.put = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
    expect((await room.problem(url, { method, headers, body: text })).httpStatus).toBe(507);
    room.inbox.put = store;
    expect((await room.request(url, { method, headers, body: text })).status).toBe(200);
  });

  it('refuses the file after the address expired', async () => {
    const room = new Newsroom();
    const { method, url } = await room.json('/v1/uploads', post(place));
    room.now += uploadSeconds * 1000 + 1;
    expect((await room.problem(url, { method, body: text })).httpStatus).toBe(403);
    expect((await room.problem('/v1/uploads/guessed', { method, body: 'x' })).httpStatus).toBe(403);
  });

  it.each([
    ['published', '2021-02-30'],
    ['published', 'next Tuesday'],
    ['url', 'javascript:alert(1)'],
    ['url', 'post.example/life'],
  ])('refuses the metadata %s "%s", which would count for nothing', async (name, value) => {
    const problem = await new Newsroom().problem('/v1/uploads', post({ ...place, [name]: value }));
    expect(problem).toMatchObject({ httpStatus: 400, parameter: name, got: value });
  });

  it.each(['2021', '2021-05-03T10:30:00+02:00', '3 May 2021'])('takes "%s" as a time', async (published) => {
    expect(await new Newsroom().json('/v1/uploads', post({ ...place, published }))).toBeDefined();
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

describe('the length of an upload', () => {
  it.each([undefined, 0, -1, 1.5, '', '1e3', ' 1', limits.container + 1])('%s is refused', async (bytes) => {
    expect(await new Newsroom().problem('/v1/uploads', post({ ...place, bytes }))).toMatchObject({
      httpStatus: 400,
      parameter: 'bytes',
    });
  });

  it('may be written as a string', async () => {
    expect(await new Newsroom().json('/v1/uploads', post({ ...place, bytes: '9' }))).toBeDefined();
  });

  it('is checked before anything of the file is read', async () => {
    const room = new Newsroom();
    const { method, url } = await room.json('/v1/uploads', post(place));
    let read = 0;
    const body = new ReadableStream({ pull: () => void read++ }, { highWaterMark: 0 });
    const headers = { 'content-length': '1500000000' };
    const init = { method, headers, body, duplex: 'half' } as const;
    expect(await room.problem(url, init)).toMatchObject({ httpStatus: 413, parameter: 'bytes' });
    expect(read).toBe(0);
  });

  it('ends the reading of a file that goes on beyond it', async () => {
    const room = new Newsroom();
    const { method, url } = await room.json('/v1/uploads', post(place));
    let read = 0;
    const body = new ReadableStream(
      {
        pull: (controller) => {
          read++;
          controller.enqueue(new Uint8Array(4));
        },
      },
      { highWaterMark: 0 },
    );
    const init = { method, body, duplex: 'half' } as const;
    expect(await room.problem(url, init)).toMatchObject({ httpStatus: 413, got: '12' });
    expect(read).toBeLessThan(5);
    expect(await room.problem(url, { method, body: 'short' })).toMatchObject({ httpStatus: 400, got: '5' });
    expect((await room.request(url, { method, body: text })).status).toBe(200);
  });
});

it('files that are uploaded side by side never fill the memory', async () => {
  const inbox = new MemoryObjects(() => 0);
  const { place: open, mounted } = new LocalUploads({ inbox, clock: () => 0, mostHeld: 1_000 });
  const app = new Hono().onError((error) => problemResponse(error as HttpProblem));
  mounted(app);
  const addressOf = async (key: string) => (await open({ key, bytes: 600, metadata: {} }, 'http://own')).url;
  const [first, second] = [await addressOf('first.txt'), await addressOf('second.txt')];
  let end = () => {};
  const slow = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new Uint8Array(500));
      end = () => {
        controller.enqueue(new Uint8Array(100));
        controller.close();
      };
    },
  });
  const send = (url: string, body: ReadableStream | Uint8Array) =>
    app.request(url, { method: 'PUT', body, duplex: 'half' } as never);
  const begun = send(first, slow);
  // The first has 500 of its bytes in memory, so only 500 of the second would fit.
  await new Promise((resolve) => setImmediate(resolve));
  const refused = await send(second, new Uint8Array(600));
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
  end();
  expect((await begun).status).toBe(200);
  expect((await send(second, new Uint8Array(600))).status).toBe(200);
  expect((await inbox.list('')).items.map(({ key }) => key)).toEqual(['first.txt', 'second.txt']);
});

describe('the metadata of an upload', () => {
  it('may take 2,048 bytes together, as S3 stores it', async () => {
    const room = new Newsroom();
    const url = `https://wire.example/${'x'.repeat(1900)}`;
    expect(await room.json('/v1/uploads', post({ ...place, url }))).toBeDefined();
    const tooMuch = await room.problem('/v1/uploads', post({ ...place, url, title: 'x'.repeat(150) }));
    expect(tooMuch).toMatchObject({ httpStatus: 400, parameter: 'url' });
    expect(tooMuch.allowed).toContain('2048 bytes');
  });

  it('takes more if it is not ASCII', async () => {
    const wide = { ...place, title: '語'.repeat(300), source: '語'.repeat(200), contentType: undefined };
    expect(await new Newsroom().problem('/v1/uploads', post(wide))).toMatchObject({ parameter: 'title' });
  });
});

describe('a file that is there already', () => {
  const table = new SqliteTable(':memory:');
  const room = new Newsroom(admitWithKey({ table, clock: Date.now }));
  const keyOf = async (...scopes: Scope[]) => {
    const { key } = await createApiKey(table, { name: 'test', scopes, rate: 100 }, Date.now());
    return `Bearer ${key}`;
  };
  const upload = async (authorization: string, key: string) => {
    const { method, url, headers } = await room.json('/v1/uploads', post({ key, bytes: 1 }, authorization));
    return () => room.request(url, { method, headers, body: 'x' });
  };

  it('is replaced only by its own uploader, or by an administrator', async () => {
    const [ann, bob, admin] = [await keyOf('upload'), await keyOf('upload'), await keyOf('admin')];
    expect((await (await upload(ann, 'a.txt'))()).status).toBe(200);
    expect((await (await upload(ann, 'a.txt'))()).status).toBe(200);
    expect(await room.problem('/v1/uploads', post({ key: 'a.txt', bytes: 1 }, bob))).toMatchObject({
      httpStatus: 409,
      parameter: 'key',
    });
    expect((await (await upload(admin, 'a.txt'))()).status).toBe(200);
    await room.inbox.put('wire.txt', 'from the wire');
    expect((await room.problem('/v1/uploads', post({ key: 'wire.txt', bytes: 1 }, ann))).httpStatus).toBe(
      409,
    );
  });

  it('is not replaced by an address that was made before it', async () => {
    const [ann, bob] = [await keyOf('upload'), await keyOf('upload')];
    const [first, second] = [await upload(ann, 'b.txt'), await upload(bob, 'b.txt')];
    expect((await first()).status).toBe(200);
    expect((await second()).status).toBe(412);
    expect((await room.inbox.listVersions('b.txt')).items).toHaveLength(1);
  });
});

describe('an API key with a prefix', () => {
  const table = new SqliteTable(':memory:');
  const room = new Newsroom(admitWithKey({ table, clock: Date.now }));

  it.each([
    ['wire/a.txt', 200],
    ['wire/2021/a.txt', 200],
    ['wired/a.txt', 403],
    ['a/wire/a.txt', 403],
    ['wire', 403],
  ])('uploads to %s: %d', async (key, status) => {
    const wanted = { name: 'wire', scopes: ['upload' as const], rate: 100, prefix: 'wire/' };
    const made = await createApiKey(table, wanted, Date.now());
    const response = await room.request('/v1/uploads', post({ key, bytes: 1 }, `Bearer ${made.key}`));
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ parameter: 'key', allowed: 'wire/…' });
  });
});
