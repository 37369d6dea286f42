import { beforeAll, describe, expect, it } from 'vitest';
import { pieces } from '../../../pieces.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../exampleNewsroom.ts';

let room: ExampleNewsroom;
beforeAll(async () => {
  room = await openExampleNewsroom();
});

describe('the body of a POST', () => {
  const posted = ['/v1/quarantine/redrive', '/v1/uploads'];
  const bodyFor = (path: string) =>
    JSON.stringify({ key: 'refused/none.txt', ...(path === '/v1/uploads' && { bytes: 1 }) });

  it.each(
    pieces(
      'text/plain¦application/x-www-form-urlencoded¦multipart/form-data; boundary=x¦application/jsonp¦x¦¦;',
    ),
  )('is refused as "%s"', async (type) => {
    for (const path of posted) {
      const response = await room.request(path, {
        method: 'POST',
        headers: { 'content-type': type },
        body: bodyFor(path),
      });
      expect([response.status, response.headers.get('accept')], path).toEqual([415, 'application/json']);
      expect(await response.json()).toMatchObject({ status: 415, allowed: 'application/json' });
    }
  });

  it.each(['application/json', 'Application/JSON; charset=utf-8', 'application/json;charset=utf-8'])(
    'is accepted as %s',
    async (type) => {
      for (const path of posted)
        expect([200, 404]).toContain(
          (
            await room.request(path, {
              method: 'POST',
              headers: { 'content-type': type },
              body: bodyFor(path),
            })
          ).status,
        );
    },
  );

  it('says how a list is written', async () => {
    const body = JSON.stringify({ action: 'split', documents: ['a', 'b'] });
    const response = await room.request('/v1/decisions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('with commas between its items');
  });

  it('may be absent', async () => {
    expect((await room.request('/v1/quarantine/redrive', { method: 'POST' })).status).toBe(200);
  });

  it('may have at most 8,192 characters', async () => {
    const headers = { 'content-type': 'application/json' };
    for (const path of posted) {
      const long = { method: 'POST', headers, body: JSON.stringify({ key: 'x'.repeat(1_000_000) }) };
      expect((await room.problem(path, long)).httpStatus).toBe(413);
    }
  });

  it('is not read if its announced length is too long', async () => {
    for (const path of posted) {
      let read = 0;
      const announced = {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': '1500000000' },
        body: new ReadableStream({ pull: () => void read++ }, { highWaterMark: 0 }),
        duplex: 'half' as const,
      };
      expect((await room.problem(path, announced)).httpStatus).toBe(413);
      expect(read).toBe(0);
    }
  });

  it('that breaks off is no fault of the server, and an upload may be sent again', async () => {
    const headers = { 'content-type': 'application/json' };
    const brokenOff = () => ({
      body: new ReadableStream({ pull: (controller) => controller.error(new Error('aborted')) }),
      duplex: 'half' as const,
    });
    for (const path of posted)
      expect((await room.problem(path, { method: 'POST', headers, ...brokenOff() })).httpStatus).toBe(400);
    const place = { method: 'POST', headers, body: JSON.stringify({ key: 'wire/a.txt', bytes: 4 }) };
    const { url } = await room.json('/v1/uploads', place);
    expect((await room.problem(url, { method: 'PUT', ...brokenOff() })).httpStatus).toBe(400);
    expect((await room.request(url, { method: 'PUT', body: 'text' })).status).toBe(200);
  });
});
